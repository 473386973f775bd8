"""Reading which place in an official document is asked for: "điểm a khoản 2 điều 5"."""

import re
from dataclasses import dataclass

from corpus.documents import Level, Section
from index import grammar
from index.numerals import roman_value
from index.query import Move
from index.question import Question
from index.sections import LEVELS

_LEVEL_NAMES: dict[str, Level] = {
    "phu luc": "appendix", "appendix": "appendix", "annex": "appendix",
    "phan": "part", "part": "part",
    "chuong": "chapter", "chapter": "chapter",
    "muc": "section", "section": "section",
    "dieu": "article", "article": "article",
    "khoan": "clause", "clause": "clause",
    "diem": "point", "point": "point", "item": "item", "noi dung": "item",
    "bang": "table", "table": "table", "bang bieu": "table",
    "dong": "row", "hang": "row", "row": "row",
}  # fmt: skip
# These may also be of a task, of a reply's part, or a word of the topic.
_WEAK: frozenset[Level] = frozenset(("section", "part", "table", "row", "item", "point"))
_NOUN = re.compile(
    r"\b(?P<noun>phu luc|phan|chuong|muc|dieu|khoan|diem|bang|dong|hang"
    r"|appendix|annex|part|chapter|section|article|clause|point|item|table|row|noi dung)\b"
    r"(?: (?:so|thu|no|number)\b)*(?: (?=[a-z0-9])|(?=$))"
)
# Typed with these accents, and no others: "bảng" and not "bằng", "điểm" and not "điếm".
_MEANT = {
    "phu": "phụ", "luc": "lục", "phan": "phần", "chuong": "chương", "muc": "mục", "dieu": "điều",
    "khoan": "khoản", "diem": "điểm", "bang": "bảng", "dong": "dòng", "hang": "hàng",
}  # fmt: skip
_DIGITS = re.compile(r"(?P<number>\d{1,3})(?P<letter>[a-e])?(?![\w/%])(?!\.\d{3})")
_DOTTED = re.compile(r"(?P<first>\d{1,3}|[ivx]{1,5})\.(?P<second>\d{1,3})(?:\.(?P<third>[a-z]))?\b")
_ROMAN = re.compile(r"[ivx]{1,5}\b")
_LETTER = re.compile(r"[a-z](?:\d)?\b(?![./]\w)")
_AND = re.compile(r"\s*(?:,|va|and|&|hoac|or)\s+(?=\d{1,3}\b(?![./%]))")
_RANGE = re.compile(r"\s*(?:-|–|den|toi|to)\s*(?=\d{1,3}\b(?![./%]))")
_LONGEST_RANGE = 12
# In a message of more words, "phần 2" alone may be anything.
_FEW_WORDS = 6
_SHORT = re.compile(r"\bd ?(?P<article>\d{1,3}) ?,? (?:k|khong) ?(?P<clause>\d{1,2})\b")
# After a number in words, these show that it is a section's: "điều ba năm trước" is none.
_BEHIND = frozenset(
    """
khoan diem dieu muc chuong phan bang dong cua trong o tai thuoc theo quyet chi nghi quy ke huong
thong ket van noi la ghi neu the gi nhe a di va voi thi nao co ve nay do
""".split()
)
_ENDS = ("mo", "dau", "cuoi", "chot", "sau", "ap", "gan")
_SAME = (
    r"(?:dieu|khoan|diem|muc|chuong|phan|dong|article|clause|point|section|chapter|part|row|item)"
)
_NEXT = re.compile(
    rf"\b(?P<noun>{_SAME}) (?:ngay )?(?:tiep theo|ke tiep|tiep sau|tiep|ke|sau(?: do)?)\b"
    rf"|\bnext (?P<noun2>{_SAME})\b"
)
_PREVIOUS = re.compile(
    rf"\b(?P<noun>{_SAME}) (?:ngay |lien )?(?:truoc(?: do)?|phia truoc|lien truoc)\b"
    rf"|\bprevious (?P<noun2>{_SAME})\b"
)
_AROUND = re.compile(
    rf"\b(?:ca|het|toan bo|nguyen|tron) (?P<noun>{_SAME})\b(?: (?:nay|do|ay|luon|di|nhe|a))*"
    rf"|\b(?:whole|entire|full) (?P<noun2>{_SAME})\b"
)
_WHOLE_WORDS = re.compile(
    r"\b(?:xem |doc |cho |noi dung )*(?:ca|het|toan bo|nguyen|tron|the whole|whole)(?= *$)"
)
_CONTENTS = re.compile(
    r"\b(?:muc luc|tom tat|tom luoc|noi dung chinh|dan y|de cuong|bo cuc|ket cau|cau truc"
    r"|outline|table of contents|contents)\b"
    r"|\b(?:co )?(?:may|bao nhieu|nhung|cac|how many) (?:chuong(?! trinh)"
    r"|dieu(?! (?:kien|tra|hanh|duong|chinh|le|phoi|dong|gi|nao))|phan|muc(?! (?:tieu|dich))"
    r"|articles?|chapters?|sections?)\b"
    r"(?: (?:nao|gi))?"
)
_IN_FULL = re.compile(
    r"\b(?:toan van|toan bo noi dung|ban day du|nguyen van|full text|whole text|in full)\b"
)
_ABOUT_TEXT = re.compile(r"\b(?:(?:xem|doc|cho|tim|mo) )*(?:noi dung|ban|the text)\b")
_HAVE_IT = re.compile(
    r"\bco (?:duoc )?(?:toan van|ban day du)\b|\bdo(?: you|es the library)? have\b"
)
# Laws and the like, which go by a name and not by a number.
OTHER_LAW = re.compile(
    r"\b(?P<law>(?:bo )?luat|hien phap|phap lenh|dieu le|thong tu|nghi dinh|hop dong|hiep dinh"
    r"|cong uoc|noi quy|constitution|law|charter)\b(?! su\b)"
    r"(?P<name>(?: (?!noi|quy dinh|la|thi|ghi|co|ve|nhu|the|co)[a-z]+){0,4})"
)


@dataclass(frozen=True)
class SectionsAsked:
    """What `read_sections` understood. `inner` is the place as typed; `sure` says that it can be
    nothing else, as "mục 2" can; `level` with no `move` is the place around what is shown."""

    sections: tuple[Section, ...] = ()
    inner: str = ""
    sure: bool = False
    level: Level | None = None
    move: Move | None = None
    contents: bool = False
    in_full: bool = False


def read_sections(question: Question) -> SectionsAsked:
    """The place asked for; its words are taken where it can be nothing else."""
    found = _named(question)
    sections = [section for section, _ in found]
    spans = [span for _, span in found]
    of_document = question.has(grammar.NUMBER_ASKED) and any(
        m["type"] or m["code"] or m["issuer"] for m in question.free(grammar.NUMBER_ASKED)
    )
    strong = [s for s in sections if s.level not in _WEAK or _is_letter(s)]
    roman = [s for s in sections if s.level == "section" and not s.number.isdigit()]
    pointed = bool(grammar.PRONOUN.search(question.plain))
    sure = bool(strong or roman or len({s.level for s in sections}) > 1) or (
        bool(sections) and (of_document or pointed)
    )
    inner = " ".join(filter(None, (question.typed[a:b].strip() for a, b in spans)))
    if sections and not sure:
        if len(question.words) > _FEW_WORDS:
            sections, inner = [], ""
        elif any(s.level != "section" for s in sections):
            sure = True  # a message that says "phần 2" and little else
    if sections and sure:
        for span in spans:
            question.take(*span)
        question.mark(_WHOLE_WORDS)
    ordered = tuple(sorted(dict.fromkeys(sections), key=lambda s: LEVELS.index(s.level)))
    level, move = (None, None) if sections else _step(question)
    in_full = question.has(_IN_FULL) and not question.has(_HAVE_IT)
    contents = not sections and question.has(_CONTENTS)
    return SectionsAsked(ordered, inner, sure, level, move, contents, in_full)


def take_contents(question: Question) -> None:
    """Take the words for an outline or the full text of a document, once one is meant."""
    for pattern in (_CONTENTS, _IN_FULL, _ABOUT_TEXT):
        question.mark(pattern)


def _named(question: Question) -> list[tuple[Section, tuple[int, int]]]:
    found: list[tuple[Section, tuple[int, int]]] = []
    short = next(question.free(_SHORT), None)
    if short:
        clause = Section(level="clause", number=short["clause"])
        return [
            (Section(level="article", number=short["article"]), short.span()),
            (clause, (short.end(), short.end())),
        ]
    for match in list(question.free(_NOUN, _MEANT)):
        if match["noun"] == "noi dung" and question.language != "en":
            continue  # what the lexicon makes of "item"
        level = _LEVEL_NAMES[match["noun"]]
        if found and match.start() < found[-1][1][1]:
            continue
        read = _numbers(question, level, match.end())
        if read is None and level == "appendix":
            read = [Section(level="appendix", number="")], match.end()
        if read is None:
            continue
        sections, end = read
        found.append((sections[0], (match.start(), end)))
        found += [(section, (end, end)) for section in sections[1:]]
    levels = {section.level for section, _ in found}
    if "row" in levels and "table" not in levels and len(levels) == 1:
        return found if len(question.words) <= 4 else []
    return found


def _numbers(question: Question, level: Level, at: int) -> tuple[list[Section], int] | None:
    """The numbers of a level that stand at `at`, and where they end."""
    plain = question.plain
    if question.is_taken(at, min(at + 1, len(plain))):
        return None
    dotted = _DOTTED.match(plain, at)
    if dotted and level in ("section", "part", "item"):
        return _dotted(level, dotted)
    digits = _DIGITS.match(plain, at)
    if digits:
        numbers = [digits["number"] + (digits["letter"] or "")]
        end = digits.end()
        while joint := _AND.match(plain, end) or _RANGE.match(plain, end):
            following = _DIGITS.match(plain, joint.end())
            if following is None or question.is_taken(*following.span()):
                break
            first, last = int(re.sub(r"\D", "", numbers[-1])), int(following["number"])
            if joint.re is _RANGE and 0 < last - first <= _LONGEST_RANGE:
                numbers += [str(n) for n in range(first + 1, last)]
            numbers.append(following["number"])
            end = following.end()
        return [Section(level=level, number=n) for n in numbers], end
    letter = _LETTER.match(plain, at)
    typed = question.typed[at : letter.end()] if letter else ""
    lettered = level == "point" or (level in ("appendix", "part") and not roman_value(typed))
    # "điểm a" and not "điểm ạ"; typed without accents "d" may be "đ".
    if letter and lettered and typed in (letter[0], "đ"):
        return [Section(level=level, number=typed)], letter.end()
    roman = _ROMAN.match(plain, at)
    if roman and level in ("part", "chapter", "section", "appendix") and roman_value(roman[0]):
        return [Section(level=level, number=roman[0].upper())], roman.end()
    return _spoken(question, level, at)


def _dotted(level: Level, match: re.Match[str]) -> tuple[list[Section], int]:
    first = match["first"] if match["first"].isdigit() else match["first"].upper()
    sections = [Section(level=level, number=first), Section(level="item", number=match["second"])]
    if match["third"]:
        sections.append(Section(level="point", number=match["third"]))
    return sections, match.end()


def _spoken(question: Question, level: Level, at: int) -> tuple[list[Section], int] | None:
    index = question.word_at(at)
    if index >= len(question.words) or question.spans[index][0] != at:
        return None
    found = question.number(index)
    if found is None or found[0] <= 0 or question.words[index].folded.isdigit():
        return None
    if level == "part" and question.words[index].folded in _ENDS:
        return None  # "phần mở đầu", "phần cuối" of anything
    number, size = found
    behind = question.folded_at(index + size)
    end = question.spans[index + size - 1][1]
    marked = bool(re.search(r"\b(?:so|thu)\s*$", question.plain[:at]))
    ends = not behind or behind in _BEHIND or question.plain[end : end + 1] in "?.,!;"
    word = question.words[index]
    after = word.folded == "sau" and word.typed != "sáu"  # "điều sau" is the next one
    if after or not (ends or marked):
        return None
    return [Section(level=level, number=str(number))], end


def _is_letter(section: Section) -> bool:
    return section.level == "point" and not section.number.isdigit()


def _step(question: Question) -> tuple[Level | None, Move | None]:
    """The level and the direction of "điều tiếp theo"; the level alone for "cả điều"."""
    steps: tuple[tuple[re.Pattern[str], Move | None], ...] = (
        (_NEXT, "next"), (_PREVIOUS, "previous"), (_AROUND, None),
    )  # fmt: skip
    for pattern, move in steps:
        for match in question.free(pattern):
            noun = match["noun"] or match["noun2"]
            start = match.start("noun" if match["noun"] else "noun2")
            typed = question.typed[start : start + len(noun)]
            if noun in _MEANT and typed not in (noun, _MEANT[noun]):
                continue
            if (
                match["noun"]
                and match[0].endswith("sau")
                and question.typed[: match.end()].endswith("sáu")
            ):
                continue
            level = _LEVEL_NAMES[noun]
            if level not in ("section", "part"):
                question.take(*match.span())
            return level, move
    return None, None
