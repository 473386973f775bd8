"""Invented documents, ready to be put into a library, and the files of small libraries."""

from dataclasses import dataclass

from corpus.files import Files
from corpus.readers.article import FrontMatter

DIRECTIVES = """\
- id: 57-CT/ĐU
  type: Chỉ thị
  type_code: CT
  number: "57"
  issuer: Đảng ủy phường Hoa Sen
  subject: Về việc trồng cây xanh ở các khu dân cư
  date_verified: 2023-04-01
  sources: ["https://hoasen.example/57"]
- id: SACH-SEN
  type: Sách
  names: [Đầm sen mùa hạ]
"""
ARTICLE = """\
---
id: bai-a
title: Việc của phường năm 2024
publisher: Bản tin Hoa Sen
published: 2024-05-06T08:00+07:00
url: https://hoasen.example/a
---

Mở đầu.

1. Trồng cây theo Chỉ thị số 57-CT/ĐU ngày 4/1/2023 của Đảng ủy.

2. Đọc Đầm sen mùa hạ.
"""
FILES: Files = {
    "articles/bai-a.md": ARTICLE.encode(),
    "articles/bai-b.md": ARTICLE.replace("id: bai-a", "id: bai-b").replace("/a", "/b").encode(),
    "directives.yaml": DIRECTIVES.encode(),
}
TEXT = "Số 57-CT/ĐU\n\nHoa Sen, ngày 01 tháng 4 năm 2023\n\nMỗi hộ trồng một cây.\n\nChăm cây."


@dataclass(frozen=True)
class Ready:
    """What the readers of formats hand over, written down in a test."""

    front: FrontMatter
    body: str
    notes: tuple[str, ...] = ()
    guessed: tuple[str, ...] = ()

    def to_markdown(self) -> str:
        fields = self.front.model_dump(mode="json", exclude_defaults=True)
        if "supersedes" in fields:
            fields["supersedes"] = f"[{', '.join(fields['supersedes'])}]"
        lines = [f"{name}: {value}" for name, value in fields.items()]
        return "\n".join(["---", *lines, "---", "", self.body, ""])


def ready(
    document_id: str = "57-ct-du",
    body: str = TEXT,
    *,
    guessed: tuple[str, ...] = (),
    **front: object,
) -> Ready:
    """The text of 57-CT/ĐU, or of another document where `front` says so."""
    fields = {
        "id": document_id,
        "title": "Trồng cây xanh ở các khu dân cư",
        "publisher": "Đảng ủy phường Hoa Sen",
        "published": "2023-04-01T00:00+07:00",
        "directive": "57-CT/ĐU",
        "type": "Chỉ thị",
        "issuer": "Đảng ủy phường Hoa Sen",
        "subject": "Trồng cây xanh ở các khu dân cư",
        **front,
    }
    return Ready(FrontMatter.model_validate(fields), body, guessed=guessed)
