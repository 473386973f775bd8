"""A document on its way into a library: its front matter, found or guessed, and its body."""

import datetime as dt
import re
import sys
import unicodedata
from collections.abc import Mapping
from typing import Any

import yaml
from pydantic import ValidationError

from corpus.dates import FULL_DATE, HANOI, day_of
from corpus.documents import Noun
from corpus.errors import Refusal
from corpus.readers.article import FrontMatter
from corpus.readers.extracted import Extract
from corpus.readers.layout import Head, read_head
from corpus.readers.slugs import is_safe_name, slug
from corpus.readers.structure import remarks
from corpus.readers.yamlfile import YamlFile, explain

_FIELDS = tuple(FrontMatter.model_fields)
_NEEDED = ("title", "publisher", "published")
_NEEDS = {
    "title": ("không tìm được tên bài", "Ghi thêm tên: --title “…”."),
    "publisher": (
        "không rõ nơi đăng hay cơ quan ban hành",
        "Ghi thêm nơi đăng, hoặc cơ quan ban hành: --publisher “…”.",
    ),
    "published": (
        "không rõ ngày đăng hay ngày ban hành",
        "Ghi thêm ngày: --date 2024-04-03.",
    ),
}
_LONGEST_TITLE = 250
# A text whose numbers are odd in more places is odd throughout.
_MOST_REMARKS = 12
_NUMBER = re.compile(r"\d{1,5}[a-zđ]?\s?[-–/]\s?\S.{0,40}", re.IGNORECASE)
_HEADING_MARK = re.compile(r"#{1,6}\s+")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\s]+")
_HALF_A_LETTER = re.compile("[\ud800-\udfff]")


class Incoming(Noun):
    """A document ready to be put into a library.

    `guessed` names the fields of `front` that nobody gave, for an admin to confirm; `notes` say in
    Vietnamese what was done to the text and what is odd in it.
    """

    front: FrontMatter
    body: str
    notes: tuple[str, ...] = ()
    guessed: tuple[str, ...] = ()

    def to_markdown(self) -> str:
        """The file `articles/<id>.md`; reading it gives this front matter and this text."""
        fields = self.front.model_dump(mode="json", exclude_defaults=True)
        fields["published"] = self.front.published.isoformat(timespec="auto")
        head = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=sys.maxsize)
        return f"---\n{head}---\n\n{self.body}\n"


def incoming(extract: Extract, given: Mapping[str, str] | None = None) -> Incoming:
    """Make a document of `extract`; raise `Refusal` where something needed cannot be found.

    Of each field, what is `given` wins, then the file's own front matter, then what the text's
    head or its format says. `given` takes the names of front matter, and beside them `number`, the
    number of an official document; `date`, its day; and `published`, for when the text has none.
    """
    said = _given(extract.name, given or {})
    front = _front(extract)
    body = _clean(extract.text)
    if not re.search(r"\w", body):
        raise Refusal("empty", extract.name, "không có chữ nào", "Xem lại tệp có đúng không.")
    known = {**front, **{k: v for k, v in said.items() if k not in ("published", "date")}}
    if "date" in said:
        known["published"] = _moment(extract.name, said["date"])
    is_whole = all(name in front for name in ("id", *_NEEDED))
    head = Head() if is_whole and "directive" not in known else read_head(body)
    is_official = "directive" in known or "type" in known or head.is_official
    found = _of_head(head) if is_official else {}
    if not is_official:
        title, body = _title(extract, body, known)
        found = {"title": title}
    elsewhere = _of_format(extract)
    if is_official:  # whom a Word file names is who typed it
        elsewhere.pop("author", None)
    fallback = (
        {"published": _moment(extract.name, said["published"])} if "published" in said else {}
    )
    fields = {**fallback, **elsewhere, **_filled(found), **known}
    if is_official:
        fields.setdefault("title", _official_title(fields) or extract.title)
        if "publisher" not in known and fields.get("issuer"):
            fields["publisher"] = fields["issuer"]
    for name in _NEEDED:
        if not fields.get(name):
            raise Refusal("needs", extract.name, *_NEEDS[name])
    fields.setdefault("id", _id(fields))
    checked = _checked(extract.name, fields)
    notes = (*extract.notes, *(remarks(body)[:_MOST_REMARKS] if is_official else ()))
    guessed = tuple(n for n in _FIELDS if fields.get(n) and n not in known)
    return Incoming(front=checked, body=body, notes=notes, guessed=guessed)


def _given(name: str, given: Mapping[str, str]) -> dict[str, str]:
    """What the admin says, under the names of front matter; blank is not given."""
    fields = {k: _plain(v) for k, v in given.items() if v.strip()}
    unknown = [k for k in fields if k not in (*_FIELDS, "number", "date")]
    if unknown:
        raise Refusal(
            "field", name, f"không có mục “{unknown[0]}”", f"Chỉ có: {', '.join(_FIELDS)}."
        )
    if "number" in fields:
        number = re.sub(r"(?i)^số\s*:?\s*", "", fields.pop("number"))
        if not _NUMBER.fullmatch(number):
            todo = "Ghi như trên văn bản: 41-CT/TU, 47/2025/QĐ-UBND."
            raise Refusal("number", name, f"“{number}” không phải một số hiệu", todo)
        fields["directive"] = number
    return fields


def _front(extract: Extract) -> dict[str, Any]:
    """The fields of the file's own front matter."""
    if extract.front is None or not extract.front.strip():
        return {}
    file = YamlFile(unicodedata.normalize("NFC", extract.front), extract.name, first_line=2)
    if file.faults:
        raise Refusal("front", extract.name, file.faults[0].found, file.faults[0].todo)
    if not isinstance(file.value, dict):
        todo = "Viết mỗi mục một dòng: tên, dấu hai chấm, giá trị."
        raise Refusal(
            "front", extract.name, "phần đầu tệp không phải những mục “tên: giá trị”", todo
        )
    fields = _filled(file.value)
    strange = [key for key in fields if key not in _FIELDS]
    if strange:
        raise Refusal("front", extract.name, f"có mục lạ “{strange[0]}”", "Bỏ dòng này.")
    return {k: _plain(v) if isinstance(v, str) else v for k, v in fields.items()}


def _filled(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value not in (None, "", [], ())}


def _of_head(head: Head) -> dict[str, Any]:
    """What an official document says of itself, as fields of front matter."""
    return {
        "directive": head.number and head.number.value,
        "type": head.type and head.type.value,
        "issuer": head.issuer and head.issuer.value,
        "subject": head.subject and head.subject.value,
        "published": head.date and head.date.value,
        "supersedes": tuple(one.value for one in head.supersedes),
    }


def _of_format(extract: Extract) -> dict[str, Any]:
    published = extract.published
    if published is not None and published.tzinfo is None:
        published = published.replace(tzinfo=HANOI)
    texts = {name: getattr(extract, name) for name in ("publisher", "author", "section", "url")}
    return _filled({k: _plain(v or "") for k, v in texts.items()} | {"published": published})


def _official_title(fields: Mapping[str, Any]) -> str | None:
    """What a person would call the document: its type, its number and what it is about."""
    named = [fields.get("type") or "Văn bản"]
    if fields.get("directive"):
        named.append(f"số {fields['directive']}")
    subject = fields.get("subject")
    if not subject:
        return " ".join(named) if len(named) > 1 else None
    about = re.match(r"về\s", subject, re.IGNORECASE)
    if about:
        return f"{' '.join(named)} {subject[0].lower()}{subject[1:]}"
    if fields.get("type") == "Công văn":
        return f"{' '.join(named)} về việc {subject}"
    return f"{' '.join(named)}: {subject}"


def _title(extract: Extract, body: str, known: Mapping[str, Any]) -> tuple[str | None, str]:
    """The title of an article, and its body without it where it stands on top."""
    first, _, rest = body.partition("\n")
    line = _plain(_HEADING_MARK.sub("", first.strip(), count=1))
    title = known.get("title") or _plain(extract.title or "") or None
    if rest.strip() and title is not None and line == title:
        return title, rest.strip()
    looks_like_one = len(line) <= _LONGEST_TITLE and not line.endswith((".", ";", ":", ",", "…"))
    alone = rest[:1] == "\n" or first.startswith("#")
    is_text = line.startswith(("|", "![", "-")) or bool(re.match(r"\d+\.\s", line))
    if title is None and rest.strip() and looks_like_one and alone and not is_text:
        return line, rest.strip()
    return title, body


def _id(fields: Mapping[str, Any]) -> str:
    return slug(fields.get("directive") or f"{fields['publisher']} {fields['title']}")


def _moment(name: str, said: str) -> dt.datetime:
    """An instant written as 2024-04-03, with or without hour and zone, or as 3/4/2024."""
    local = FULL_DATE.fullmatch(said)
    day = day_of(local) if local else None
    try:
        moment = (
            dt.datetime(day.year, day.month, day.day, tzinfo=HANOI)
            if day
            else dt.datetime.fromisoformat(said)
        )
    except ValueError:
        todo = "Ghi như 2024-04-03, hoặc 3/4/2024."
        raise Refusal("date", name, f"“{said}” không phải một ngày có thật", todo) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=HANOI)


def _checked(name: str, fields: Mapping[str, Any]) -> FrontMatter:
    if not is_safe_name(str(fields["id"])):
        todo = "Chỉ dùng chữ không dấu, số, dấu gạch ngang và dấu chấm, dài nhất 100 ký tự."
        raise Refusal("id", name, f"mã “{fields['id']}” không dùng làm tên tệp được", todo)
    order = {key: fields[key] for key in _FIELDS if fields.get(key) not in (None, "")}
    try:
        return FrontMatter.model_validate(order)
    except ValidationError as exc:
        found, todo = explain(exc.errors(include_url=False)[0])
        raise Refusal("field", name, found, todo) from None


def _plain(text: str) -> str:
    """`text` on one line, composed, without letters that no page shows."""
    shown = _UNPRINTABLE.sub(" ", _HALF_A_LETTER.sub("\ufffd", text))
    return unicodedata.normalize("NFC", " ".join(shown.split()))


def _clean(text: str) -> str:
    lines = re.sub(r"\r\n?", "\n", _HALF_A_LETTER.sub("\ufffd", text))
    return unicodedata.normalize("NFC", lines).strip("\ufeff").strip()
