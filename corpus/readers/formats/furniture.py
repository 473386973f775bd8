"""What web pages put around an article: bylines, ways, buttons, blocks of other articles."""

import datetime as dt
import re
from dataclasses import dataclass

HANOI = dt.timezone(dt.timedelta(hours=7))
_DAY = re.compile(
    r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>(?:19|20)\d\d)"
    r"|(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)"
)
_HOUR = re.compile(r"(?<!\d)(?P<hour>[01]?\d|2[0-3])\s?[:hg]\s?(?P<minute>[0-5]\d)(?!\d)")
# What a byline may hold besides a name, a day and an hour.
_AROUND = re.compile(
    r"(?i)\(?\bGMT\s*\+?\s*7\b\)?|\b(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|ngày đăng"
    r"|đăng ngày|cập nhật(?: lúc)?|xuất bản|đăng lúc|ngày|lúc|giờ|tác giả|bởi|theo|AM|PM)\b:?"
    r"|\bT[2-7]\b|\bCN\b"
)
_LONGEST_BYLINE = 90
_EDGE = " \t-–—|,;:•·()/"
_PERSON = re.compile(r"(?:[^\W\d_]\.\s?)?[^\W\d_]+(?:[ .-][^\W\d_]+){0,4}")
# Headings of blocks under an article: each a whole short line.
_BLOCKS = re.compile(
    r"(?i)(?:(?:các )?(?:bài|tin|tin bài|bài viết|tin tức|video|chủ đề|nội dung) "
    r"(?:liên quan|khác|cùng chuyên mục|cùng chủ đề|mới(?: nhất)?|đọc nhiều(?: nhất)?|nổi bật"
    r"|xem nhiều)"
    r"|có thể bạn (?:quan tâm|thích|muốn đọc)|đừng bỏ lỡ|đọc nhiều(?: nhất)?|xem nhiều(?: nhất)?"
    r"|cùng chuyên mục|mới nhất|(?:đọc|xem) thêm|nổi bật(?: \S.{0,40})?"
    r"|\(?\d*\)?\s?(?:ý kiến )?bình luận(?: của bạn| bài viết)?\s?\(?\d*\)?|ý kiến bạn đọc"
    r"|gửi bình luận"
    r"|(?:tags?|từ khóa|từ khoá|thẻ)\s*(?::.*)?|bản quyền .*|©.*|copyright.*|powered by.*"
    r"|(?:giấy phép|tổng biên tập|cơ quan chủ quản|địa chỉ tòa soạn|tòa soạn|hotline"
    r"|đường dây nóng)\b.*)[:.]?"
)
# Buttons and advertisements, that may stand anywhere.
_LOOSE = re.compile(
    r"(?i)(?:chia sẻ(?: bài viết| facebook| zalo)?|facebook|zalo|twitter|in bài(?: viết)?|gửi email"
    r"|email|lưu bài(?: viết)?|sao chép liên kết|copy link|link bài gốc|nghe (?:đọc )?bài(?: viết)?"
    r"|cỡ chữ|aa?[-+]?"
    r"|a- a\+?|quảng cáo|advertisement|theo dõi .{0,50} trên .{0,25}|thích|like|share"
    r"|0|(?:thích|like) \d+"
    r"|google news|quay lại|về trang chủ|đăng nhập|tìm kiếm|menu|xem cỡ chữ)[:.]?"
)
_WAY = re.compile(r"\s*[>»›/]\s*")
_HOME = re.compile(r"(?i)trang chủ|home|trang nhất")
_PUBLISHER = re.compile(
    r"(?:Tạp chí|Báo|Bản tin|Nhật báo|Tuần báo|Cổng [Tt]hông tin [Đđ]iện tử"
    r"|Trang [Tt]hông tin [Đđ]iện tử"
    r"|Đài Phát thanh(?: và Truyền hình)?)(?: điện tử)?(?: [A-ZÀ-ỸĐ][\w-]*)+"
)
_SHORT = 9  # words of a line that may name its publisher


@dataclass(frozen=True)
class Byline:
    """When a page says that it was published; without an hour, the day's first minute."""

    at: dt.datetime
    has_hour: bool
    author: str | None


def byline(line: str) -> Byline | None:
    """What `line` says if it is nothing but a day, an hour and a name; else None."""
    if not line or len(line) > _LONGEST_BYLINE or line.endswith("."):
        return None
    day = _DAY.search(line)
    if day is None:
        return None
    rest = line[: day.start()] + " \n " + line[day.end() :]
    hour = _HOUR.search(rest)
    if hour is not None:
        rest = rest[: hour.start()] + " \n " + rest[hour.end() :]
    at = _moment(day, hour)
    names = [part.strip(_EDGE) for part in re.split(r"[\n|]", _AROUND.sub(" ", rest))]
    names = [name for name in names if name]
    if at is None or len(names) > 1 or (names and not is_person(names[0])):
        return None
    return Byline(at, hour is not None, names[0] if names else None)


def _moment(day: re.Match[str], hour: re.Match[str] | None) -> dt.datetime | None:
    try:
        return dt.datetime(
            int(day["year"] or day["y"]),
            int(day["month"] or day["m"]),
            int(day["day"] or day["d"]),
            int(hour["hour"]) if hour else 0,
            int(hour["minute"]) if hour else 0,
            tzinfo=HANOI,
        )
    except ValueError:
        return None


def is_person(line: str) -> bool:
    """Whether `line` is one to five words that all begin with a capital, as names do."""
    if not _PERSON.fullmatch(line) or line.isupper() or is_loose(line) or is_block(line):
        return False
    return all(word[0].isupper() for word in re.split(r"[ .-]+", line) if word)


def is_block(line: str) -> bool:
    """Whether `line` heads a block of a page that is no part of the article."""
    return len(line) <= 120 and bool(_BLOCKS.fullmatch(line))


def is_loose(line: str) -> bool:
    """Whether `line` is a button or an advertisement."""
    return len(line) <= 90 and bool(_LOOSE.fullmatch(line))


def is_way(line: str) -> bool:
    """Whether `line` is the way to the page: "Trang chủ > Tin tức"."""
    return bool(_HOME.match(line)) or len(re.findall(r"\s[>»›]\s", line)) > 0


def section(head: list[str], title: str) -> str | None:
    """The section that the lines above the title name: the last step of a way to it, or their
    only short line; a menu of many lines names none."""
    lines = [line for line in head if line != title and not after_title(line, title)]
    lines = [line for line in lines if not is_loose(line) and not is_block(line)]
    for line in reversed(lines):
        if is_way(line):
            steps = [step for step in _WAY.split(line) if step and step != title]
            return steps[-1] if len(steps) > 1 else None
    named = [line for line in lines if not _PUBLISHER.fullmatch(line) and not byline(line)]
    return named[-1] if len(named) == 1 and len(named[0].split()) <= 6 else None


def publisher(outside: list[str], title: str) -> str | None:
    """The publisher that the lines around the article name; None where none does."""
    for line in outside:
        if (rest := after_title(line, title)) is not None:
            return rest
    short = (line for line in outside if len(line.split()) <= _SHORT)
    found = (_PUBLISHER.search(line) for line in short)
    return next((match[0] for match in found if match), None)


def after_title(line: str, title: str) -> str | None:
    """What `line` says after the title and a stroke, as the name of a window does."""
    if not line.startswith(title) or line == title:
        return None
    stroke = re.match(r"\s+[|–—-]\s+(?P<rest>\S.{1,60})$", line[len(title) :])
    return stroke["rest"] if stroke else None
