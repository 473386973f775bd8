"""The library of an invented ward, Bến Mây, as files that a test may change."""

from dataclasses import dataclass
from pathlib import Path

from bot.editions import Edition
from corpus.files import Files
from corpus.library import Library
from corpus.readers.article import FrontMatter

BRIEFING = "articles/ben-may-thang-5.md"
NOTICE = "articles/ben-may-nha-van-hoa.md"
DIRECTIVES = "directives.yaml"

_LONG = [
    f"Tổ dân phố số {n} kê khai từng hộ nuôi ong, số đàn, nơi đặt thùng, giống hoa quanh vườn; "
    f"tổ trưởng ký vào bảng kê, nộp về phường trước ngày {n + 1}/6, kèm sơ đồ vẽ tay của ngõ. "
    f"Hộ nào dời đàn phải báo lại trong {n + 2} hôm để bản đồ ong của phường luôn đúng. "
    f"Cán bộ thú y đi cùng tổ {n}, ghi sổ tình trạng từng đàn, dặn cách che nắng và chống kiến. "
    f"Những lối đi chung của tổ {n} được cắm biển báo có ong, cao ngang tầm mắt trẻ nhỏ."
    for n in range(1, 9)
]
_BRIEFING = f"""---
id: ben-may-5
title: 4 việc của phường Bến Mây tháng 5 năm 2031
publisher: Bản tin Bến Mây
author: Lò Thị Sương
published: 2031-05-02T08:00+07:00
url: https://benmay.example/thang-5
---

Sáng 2/5/2031, phường Bến Mây giao ban và nêu 4 việc.

1. Sửa cầu tre bắc qua rạch Cỏ May, xong trước mùa lũ.

Thợ cả là ông Tư Nghệ; phường góp tre, xóm góp công.

2. Thực hiện Chỉ thị số 71-CT/BM ngày 3/4/2031 về nuôi ong trong ngõ.

3. Lập bản đồ ong của phường.

{chr(10).join(f"{paragraph}{chr(10)}" for paragraph in _LONG)}
4. Thi thả diều giấy ở bãi Lau chiều chủ nhật.
"""
_NOTICE = """---
id: ben-may-nvh
title: Lịch mở cửa nhà văn hóa Bến Mây
publisher: Bản tin Bến Mây
published: 2031-04-20T08:00+07:00
url: https://benmay.example/nha-van-hoa
---

Nhà văn hóa Bến Mây mở cửa từ 7 giờ đến 21 giờ, nghỉ ngày rằm.

Thư viện tre trên gác cho mượn sách cả tuần.
"""
_DIRECTIVES = """
- id: "71-CT/BM"
  type: "Chỉ thị"
  type_code: "CT"
  number: "71"
  issuer_code: "BM"
  issuer: "Đảng ủy phường Bến Mây"
  subject: "Nuôi ong trong ngõ"
  date_verified: "2031-04-03"
"""
FILES: Files = {
    BRIEFING: _BRIEFING.encode(),
    NOTICE: _NOTICE.encode(),
    DIRECTIVES: _DIRECTIVES.encode(),
}


def changed(file: str, *replacements: tuple[str, str], files: Files = FILES) -> Files:
    """`files` with pieces of one of them replaced; each piece must be there."""
    text = files[file].decode()
    for old, new in replacements:
        assert old in text, old
        text = text.replace(old, new)
    return {**files, file: text.encode()}


def without(file: str, files: Files = FILES) -> Files:
    return {name: content for name, content in files.items() if name != file}


def edition(files: Files = FILES, previous: Edition | None = None) -> Edition:
    return Edition.of(Library.of(files, previous.library if previous else None), previous)


def write(folder: Path, files: Files = FILES) -> Path:
    """The library as a folder."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


@dataclass(frozen=True)
class Ready:
    """A document as a reader hands it over: its front matter, and the whole file."""

    markdown: str
    notes: tuple[str, ...] = ()
    guessed: tuple[str, ...] = ()

    @property
    def front(self) -> FrontMatter:
        lines = self.markdown.split("---")[1].strip().splitlines()
        return FrontMatter.model_validate(dict(line.split(": ", 1) for line in lines))

    def to_markdown(self) -> str:
        return self.markdown
