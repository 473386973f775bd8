"""An article in Markdown: front matter between two lines of `---`, then the verbatim body."""

import re

from pydantic import AwareDatetime, field_validator
from pydantic_core import PydanticCustomError

from corpus.documents import Document, Noun
from corpus.errors import Fault
from corpus.readers.structure import number_passages
from corpus.readers.yamlfile import YamlFile

_FENCE = "---"


class FrontMatter(Noun):
    """What stands above the body. `directive` names the catalogue entry whose text this is."""

    id: str
    title: str
    publisher: str
    published: AwareDatetime
    url: str = ""
    author: str | None = None
    section: str | None = None
    directive: str | None = None
    type: str | None = None
    issuer: str | None = None
    subject: str | None = None
    supersedes: tuple[str, ...] = ()

    @property
    def is_official(self) -> bool:
        """Whether the text is that of an official document, and not an article about some."""
        return self.directive is not None or self.type is not None

    @field_validator("published", mode="before")
    @classmethod
    def _is_spelled_out(cls, value: object) -> object:
        # Digits alone, such as 20240403, pydantic would take for seconds since 1970.
        if isinstance(value, str) and not re.match(r"\d{4}-\d", value):
            raise PydanticCustomError("datetime_parsing", "not an ISO 8601 date and time")
        return value


def read_article(text: str, source: str) -> tuple[Document | None, list[Fault]]:
    """The document in `text`, without citations, or the faults that keep it from being one."""
    lines = text.replace("\r\n", "\n").split("\n")
    closing = next((i for i, line in enumerate(lines) if i and line.rstrip() == _FENCE), None)
    if lines[0].rstrip() != _FENCE or closing is None:
        todo = "Mở đầu tệp bằng một dòng “---”, các mục title, published…, rồi một dòng “---”."
        return None, [Fault(source, 1, "không có phần đầu tệp giữa hai dòng “---”", todo)]
    header = YamlFile("\n".join(lines[1:closing]), source, first_line=2)
    unread = header.value is None and header.faults
    front = None if unread else header.validate(FrontMatter, header.value or {})
    faults = header.faults
    if front is not None:
        empty = [name for name in ("id", "title", "publisher") if not getattr(front, name).strip()]
        faults += [header.fault((n,), f"“{n}” để trống", f"Ghi sau “{n}:”.") for n in empty]
    body, passages = number_passages(
        front.id if front else "",
        "\n".join(lines[closing + 1 :]),
        official=front is not None and front.is_official,
    )
    if passages and not re.search(r"\w", body):
        faults.append(
            Fault(source, closing + 2, "bài không có chữ nào", "Chép nguyên văn bài vào đây.")
        )
    if not passages:
        faults.append(
            Fault(source, closing + 2, "bài không có nội dung", "Chép nguyên văn bài vào đây.")
        )
    if front is None or faults:
        return None, faults
    return Document(**front.model_dump(), text=body, passages=passages), []
