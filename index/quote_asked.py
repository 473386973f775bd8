"""Reading whether a message is a text to be checked against the documents, and which part is it.

Three kinds are: one that asks for it ("kiểm tra câu này: …"), one that is little else than a text
in quotation marks, and one long enough to have been copied. Read before anything is repaired, for
every letter counts.
"""

import re

from index.query import Pasted
from index.text import clean, fold, has_accents

# Longer than any passage, and little enough to compare while others wait.
LONGEST_PASTE = 2500
# So many words were copied, not thought of, if they stand side by side in a passage.
LEAST_PLAIN = 10
# Fewer words in quotation marks may be a name or a question.
_LEAST_QUOTED = 6
# Fewer words than a run can't be found.
LEAST_WORDS = 3

_WORD = re.compile(r"[^\W_]+")
_OPENING, _CLOSING = '“„«‘"', '”»’"'
_FILLER = (
    " lai| giup| ho| dum| gium| cho| voi| xem| toi| minh| em| anh| chi| ban| nhanh| a| e| nhe"
    "| nguyen van| (?:van )?ban goc| tung chu"
)
_PLEASE = rf"(?:{_FILLER})*"
_VERB = r"\b(?:kiem tra|ktra|doi chieu|so sanh|ra soat|soat|xac minh|check)"
_TEXT = r"(?:cau|doan|loi|y|noi dung|trich dan|ban nhap)(?: van| trich| dan| trich dan| chu)?"
_THIS = r"(?:nay|sau|sau day|duoi day|ben duoi)"
_RIGHT = r"(?:dung|khop|chuan|chinh xac|sai|lech|nguyen van)"
_YES_NO = r"(?:khong|chua|ko|k|hong|hok|hay chua|hay khong|phai khong)"
_QUOTE = r"(?:quot(?:e|ation)|sentence|passage|text|wording|citation|paragraph|excerpt|line)s?"
_EXACT = (
    r"(?:correct(?:ly)?|accurate(?:ly)?|verbatim|exact(?:ly)?|word for word|right|faithful(?:ly)?)"
)
_SO = r"(?: nay| nhu (?:vay|the|nay)| the nay| vay| the)?"
_MY = r"(?: for me| if| whether| this| the| my| these| following| a)*"
_ASKED = re.compile(
    rf"{_VERB}{_PLEASE} (?:cai |cac |may )?(?:{_TEXT} {_THIS}|trich dan|(?:cau|doan|loi) trich)\b"
    rf"|{_VERB}{_PLEASE} ?(?=:)"
    rf"|\btrich(?: dan)?(?: cau| doan)?{_SO}(?: da| co)* {_RIGHT}(?: nguyen van)? {_YES_NO}\b"
    rf"|\b{_TEXT} {_THIS}(?: (?:co|da|trich|la))* {_RIGHT}\b"
    r"|\b(?:co |da )?(?:dung|khop|chuan)(?: voi)? (?:nguyen van|(?:van )?ban goc|tung chu)"
    rf" {_YES_NO}\b"
    rf"|\b(?:check|verify|compare|proofread){_MY} {_QUOTE}\b"
    rf"|\bis (?:this|the|that|it|my)(?: following)?"
    rf"(?: {_QUOTE}(?: quoted| cited| copied)?| quoted| cited) {_EXACT}\b"
    r"|\bis (?:this|that|it) (?:verbatim|word for word"
    rf"|(?:an|the) (?:exact|accurate|verbatim) {_QUOTE})"
    rf"|\b(?:quoted|cited|copied) {_EXACT}\b"
    r"|\bcompare(?: this| it)? (?:with|to|against) (?:the )?original\b"
    rf"|\bdo(?:es)? (?:this|the|my|these)(?: {_QUOTE})? match\b"
)
# These ask for it only beside a text in quotation marks, or behind one that was copied.
_ASKED_BEHIND = re.compile(
    rf"\b(?:co |da )?{_RIGHT}(?: nguyen van| tung chu| ban goc)?(?: [a-z]+){{0,2}} {_YES_NO}\b"
    rf"|\b(?:co )?(?:thieu|khac|nham)(?: [a-z]+){{0,4}} {_YES_NO}\b"
)
_ASKED_BESIDE = re.compile(
    rf"{_ASKED_BEHIND.pattern}|{_VERB}|\bnguyen van\b|\bverbatim\b|\bword for word\b|\bcorrect\b"
)
_WHERE = re.compile(
    r"\b(?:nam |nhac |neu |duoc nhac |duoc neu |thuoc |trich )?(?:o|trong|tai|tu|thuoc)"
    r" (?:dau|(?:nhiem vu|doan|phan|muc|bai|cho) (?:nao|may|so may))\b"
    r"|\b(?:nhiem vu|doan|phan|muc) (?:nao|may|so may)\b"
    rf"|\bco (?:nam |o )?trong (?:bai|tai lieu|van ban)(?: nay)? {_YES_NO}\b"
    r"|\bwhere (?:is|does|in)\b|\bwhich (?:task|paragraph|passage)\b|\bcome from\b"
)
# Words around a text that say nothing of it.
_FILL = frozenset(
    """
câu đoạn văn trích dẫn lời này sau đây dưới trên là của trong ở từ bài giao ạ dạ đã nhé nha giúp
hộ dùm giùm tôi mình em e anh chị bạn cho với xem tìm đọc hỏi ơi thưa đồng chí có và thì nguyên bản
gốc slide nháp chữ lại luôn nhỉ vậy thế hả xin nhờ ý nội dung phần dòng đề để không
chưa khớp đúng ghi viết nói dự thảo báo cáo cảm cám ơn nhiều
please this that quote quoted quotation sentence passage text line the is it if whether for me in
can could you from of said says original match with my thanks thank
""".split()
)
_BARE_FILL = frozenset(map(fold, _FILL))
_ENGLISH = re.compile(r"\b(?:quot|correct|verbatim|original|sentence|passage|accurate)")
_THANKS = re.compile(
    r"[.!?,\n]\s*[^.!?,\n]{0,20}\b(?:cam on|thanks|thank you)\b[^.!?\n]{0,30}[.!]*$"
)
_LABEL = re.compile(r"\s*nhiem vu (?:so )?\d{1,2}\s*:")


def read_pasted(message: str) -> Pasted | None:
    """The text that `message` wants checked, or that it may have been copied from; else None."""
    text, cut = _lines(message)
    quoted = _quoted(text)
    outside = _blanked(fold(text), quoted) if quoted else fold(text)
    asked = _ASKED.search(outside)
    if asked:
        return Pasted(_body(text, outside, asked, quoted), "check", cut)
    if quoted and _count(text[slice(*quoted)]) >= LEAST_WORDS:
        inside = text[slice(*quoted)]
        if _ASKED_BESIDE.search(outside) and _is_fill(text, _without(_ASKED_BESIDE, outside)):
            return Pasted(inside, "check", cut)
        if _count(inside) >= _LEAST_QUOTED and _is_fill(text, _without(_WHERE, outside)):
            return Pasted(_without_label(inside), "quoted", cut)
    body = _without_label(_without_tail(text))
    return Pasted(body, "plain", cut) if _count(body) >= LEAST_PLAIN else None


def read_command(rest: str) -> Pasted:
    """The text behind a command that asks for checking."""
    text, cut = _lines(rest)
    quoted = _quoted(text)
    if quoted and _is_fill(text, _without(_ASKED_BESIDE, _blanked(fold(text), quoted))):
        text = text[slice(*quoted)]
    return Pasted(_without_label(_without_tail(text)), "check", cut)


def is_english(around: str) -> bool:
    """Whether the words around a text ask in English, however few of them there are."""
    return bool(_ENGLISH.search(fold(around)))


def is_fill(text: str) -> bool:
    """Whether `text` has no word but those that say nothing of a text beside them."""
    return _is_fill(text, fold(text))


def _lines(message: str) -> tuple[str, bool]:
    """`message` clean line by line, and whether it had to be cut."""
    lines = (clean(line) for line in message[:LONGEST_PASTE].splitlines())
    text = "\n".join(line for line in lines if line)
    if len(message) <= LONGEST_PASTE:
        return text, False
    return text.rpartition(" ")[0] or text, True


def _count(text: str) -> int:
    return len(_WORD.findall(text))


def _is_fill(text: str, plain: str) -> bool:
    """The same of what is left of `text` in `plain`, which is it folded and partly blanked."""
    return all(_says_nothing(text[m.start() : m.end()]) for m in _WORD.finditer(plain))


def _says_nothing(word: str) -> bool:
    """Typed without accents, "chu" may be "chữ"; "chú" may not."""
    word = word.lower()
    return word in _FILL or (word in _BARE_FILL and not has_accents(word))


def _without(pattern: re.Pattern[str], plain: str) -> str:
    """`plain` with every match made spaces."""
    return pattern.sub(lambda match: " " * len(match[0]), plain)


def _quoted(text: str) -> tuple[int, int] | None:
    """The span inside the first opening mark and the last closing one; None without both."""
    first = min((at for mark in _OPENING if (at := text.find(mark)) >= 0), default=-1)
    last = max(text.rfind(mark) for mark in _CLOSING)
    return (first + 1, last) if 0 <= first < last - 1 else None


def _blanked(text: str, span: tuple[int, int]) -> str:
    """`text` with a span of it made spaces: everything else stays where it was."""
    start, end = span
    return text[:start] + " " * (end - start) + text[end:]


def _body(text: str, outside: str, asked: re.Match[str], quoted: tuple[int, int] | None) -> str:
    """What is to be checked: within the marks, behind the request, or before it."""
    around = _without(_ASKED_BESIDE, _blanked(outside, asked.span()))
    if quoted and _is_fill(text, around):
        return text[slice(*quoted)]
    behind = text[asked.end() :]
    opening = re.match(r"[^:\n]{0,60}[:\n]", behind)
    if opening and is_fill(opening[0]):
        return _without_label(_without_tail(behind[opening.end() :]))
    return _trimmed(_without_tail(text[: asked.start()] if is_fill(behind) else behind))


def _without_tail(text: str) -> str:
    """`text` less the thanks, and the question whether it is right, where they come last."""
    thanks = _THANKS.search(fold(text))
    text = text[: thanks.start() + 1] if thanks else text
    for match in _ASKED_BEHIND.finditer(fold(text)):
        rest = text[match.end() :]
        if "\n" not in rest and is_fill(rest) and match.start() > 0:
            return text[: match.start()].strip(" ,-–")
    return text.strip()


def _without_label(text: str) -> str:
    """`text` less the name of its place: "nhiệm vụ 4: Tiếp tục …"."""
    label = _LABEL.match(fold(text))
    return text[label.end() :].strip() if label else text


def _trimmed(text: str) -> str:
    """`text` less the words at its ends that say nothing of it."""
    words = list(_WORD.finditer(text))
    while words and _says_nothing(words[0][0]):
        words.pop(0)
    while words and _says_nothing(words[-1][0]):
        words.pop()
    return text[words[0].start() : words[-1].end()] if words else ""
