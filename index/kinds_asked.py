"""What kind of thing is asked for, and whether a passage holds that kind of thing at all.

"Giải thưởng bao nhiêu tiền" is not answered by a passage on the award that names no sum. Each rule
is a sign in the folded question and the sign that a passage must then bear.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.query import Query, Word
from index.text import clean, fold, folded_key, may_mean, syllables
from index.units import TextUnit


@dataclass(frozen=True)
class _Kind:
    """`asked` over the folded question, `held` over the folded passage; `lacking` says why not."""

    asked: re.Pattern[str]
    held: re.Pattern[str]
    lacking: str


_KINDS = (
    _Kind(
        re.compile(
            r"\b(?:bao nhieu|may) (?:tien|dong|trieu|ty|nghin|ngan)\b|\btien (?:thuong|cong|luong|truc)\b"
            r"|\b(?:luong|muc (?:dong|thuong|phi|luong)|le phi|hoc phi|kinh phi|phu cap|thu lao"
            r"|nhuan but|(?<!tham )(?<!quoc )(?<!chuyen )gia)\b.*\b(?:bao nhieu|nhieu|may)\b|\bgia (?:bia|ban|ve|ca|tien)\b"
            r"|\bhow much (?:money|is|does|are)\b|\b(?:thuong|dong|nop|phat|het|ton|tra) (?:het |phi )?(?:bao nhieu|nhieu|may tien)\b|\b(?:price|cost|salary)\b"
        ),
        re.compile(r"\d[\d.,]*\s*(?:dong|trieu|ty|ti|nghin|ngan|usd|vnd|d)\b"),
        "hỏi số tiền, đoạn không có số tiền nào",
    ),
    _Kind(
        re.compile(
            r"\b(?:so dien thoai|dien thoai (?:cua|lien he|la|bao nhieu|so may)|sdt|so may ban|duong day nong|hotline|email|phone)\b"
        ),
        re.compile(r"\d{8,}|\d{3,4}[. ]\d{3}[. ]\d{3,4}|@|dien thoai"),
        "hỏi số điện thoại hay địa chỉ thư, đoạn không có",
    ),
    _Kind(
        re.compile(r"\b(?:phan tram|ti le|ty le|percent(?:age)?|proportion)\b|\bwhat share\b"),
        re.compile(r"%|\bphan tram\b|\bt[iy] le\b"),
        "hỏi tỷ lệ, đoạn không có tỷ lệ nào",
    ),
    _Kind(
        re.compile(
            r"\bhan (?:nop|chot|cuoi|gui|dang ky)\b|\bthoi han(?! hieu luc)\b|\bhet han\b|\bdeadline\b|\b(?:closing|due) date\b"
            r"|\b(?:nop|gui|dang ky)\b.*\b(?:den|truoc) (?:ngay|bao gio|khi) nao\b"
        ),
        re.compile(
            r"\bhan (?:nop|chot|cuoi|gui|dang ky)\b|\bthoi han\b|\b(?:truoc|den het) ngay\b"
        ),
        "hỏi hạn, đoạn không nêu hạn nào",
    ),
    _Kind(
        re.compile(
            r"\bque (?:o|quan|goc|dau)\b|\bsinh (?:nam|ngay)\b|\bnam sinh\b|\b(?:bao nhieu|may) tuoi\b"
            r"|\bhow old\b|\bborn\b|\bbirthplace\b"
        ),
        re.compile(r"\bsinh (?:nam|ngay)\b|\bque (?:o|quan)\b|\btuoi\b"),
        "hỏi tiểu sử, đoạn không nói",
    ),
    _Kind(
        re.compile(
            r"\bmua(?: [a-z]+){0,4} (?:o dau|cho nao|hieu sach|cua hang)\b|\bmua (?:ve|sach)\b"
            r"|\bban o (?:dau|cho nao|hieu|cua hang)\b|\b(?:buy|book)\b.*\b(?:tickets?|copy|copies|where|online)\b"
        ),
        re.compile(r"\b(?:mua|ban ve|gia ban|phat hanh tai|cua hang|hieu sach)\b"),
        "hỏi chỗ mua bán, đoạn không nói",
    ),
    _Kind(
        re.compile(
            r"\bthu tuc\b|\bnop (?:don|ho so)\b|\bdang ky (?:o dau|the nao|ra sao|lam sao)\b|\bho so (?:gi|nao|gom)\b|\bgiay to (?:gi|gom)\b|\bmang (?:theo )?(?:giay|ho so)\b"
            r"|\b(?:lam|cap|doi) lai (?:the|giay|so)\b|\bbi mat\b.*\b(?:o dau|ra dau|lam sao)\b"
            r"|\bhow (?:do|can) i (?:apply|register|renew|get)\b"
        ),
        re.compile(r"\bthu tuc\b|\bho so\b|\bgiay to\b|\bdang ky\b|\bcap lai\b"),
        "hỏi thủ tục, đoạn không nói",
    ),
    _Kind(
        re.compile(
            r"\b(?:doat|duoc|gianh|trung|nhan|thang) (?:duoc )?giai\b|\bgiai (?:nhat|nhi|ba|dac biet)\b"
            r"|\bai (?:thang|vo dich)\b|\b(?:won|winners?|(?:first|second|third|top) prizes?)\b|\bgiai [a-c]\b"
        ),
        re.compile(
            r"\b(?:doat|gianh|trao|trung) (?:\w+ )?giai\b|\bgiai (?:nhat|nhi|ba|dac biet)\b"
        ),
        "hỏi ai đoạt giải, đoạn không nói",
    ),
    _Kind(
        re.compile(
            r"\bdia chi\b(?! (?:bai|trang|web))|\baddress\b|\b(?:pho|duong) (?:gi|nao)\b|\bso may (?:pho|duong)\b"
        ),
        re.compile(r"\bdia chi\b|\bso \d+[a-z]? (?:duong|pho|ngo)\b"),
        "hỏi địa chỉ, đoạn không có địa chỉ nào",
    ),
    _Kind(
        re.compile(
            r"\b(?:danh sach|nhung ai|ai|bao nhieu nguoi|thanh phan|who)\b.*\b(?:tham du|du hop|den du|dai bieu|attend(?:ed|ing)?)\b"
        ),
        re.compile(r"\b(?:tham du|du hop|dai bieu|khach moi)\b"),
        "hỏi ai dự, đoạn không nói",
    ),
    _Kind(
        re.compile(r"\b(?:vi sao|tai sao|why)\b|\bsao (?:phai|lai|ko|khong)\b"),
        re.compile(r"\b(?:vi|boi|ly do|nguyen nhan|nham)\b"),
        "hỏi vì sao, đoạn không nêu lý do",
    ),
    _Kind(
        re.compile(
            r"\b(?:ong|ba|co|chu|dong chi|nguoi|vi|anh|chi)\b(?: \w+){0,5} ten (?:la )?(?:gi|j)\b"
        ),
        re.compile(r"\b(?:dong chi|ong|ba|nsnd|nsut) \w+ \w+"),
        "hỏi tên người, đoạn không nêu tên ai",
    ),
    _Kind(
        re.compile(r"\b(?:(?<!co )quan|huyen|phuong|thi xa|tinh)(?: \w+)? nao\b"),
        re.compile(r"\b(?:quan|huyen|phuong|xa|thi xa|tinh) (?:so )?(?:\d+|[a-z]+ [a-z]+)\b"),
        "hỏi địa phương nào, đoạn không nêu tên địa phương",
    ),
    _Kind(
        re.compile(
            r"\b(?:tai|cai) (?:app|ung dung|phan mem|ve may)\b|\b(?:cai dat|dang nhap|mat khau|tai khoan)\b"
            r"|\b(?:download|install|log ?in|password|account)\b"
        ),
        re.compile(r"\b(?:tai ve|cai dat|dang nhap|mat khau|tai khoan)\b"),
        "hỏi cách cài hay đăng nhập, đoạn không nói",
    ),
    _Kind(
        re.compile(r"\blich (?:tiep|truc|lam viec|cong tac|hop|hoc|thi|nghi)\b"),
        re.compile(r"\blich (?:tiep|truc|lam viec|cong tac|hop|hoc|thi|nghi)\b"),
        "hỏi lịch, đoạn không có lịch nào",
    ),
    _Kind(
        re.compile(r"\b(?:luc |vao )?may gio\b|\bgio nao\b|\bwhat time\b"),
        re.compile(r"\b\d{1,2}\s?(?:gio|h\d*|:\d\d)\b"),
        "hỏi giờ, đoạn không nêu giờ",
    ),
    _Kind(
        re.compile(
            r"^(?:please )?(?:write|compose|draft|translate|generate)\b"
            r"|\b(?:viet|soan|sang tac|dich|lam)(?: luon)?(?: (?:ho|giup|cho|dum|gium))+ (?:toi|minh|em|anh|chi)\b"
        ),
        re.compile(r"(?!)"),
        "nhờ viết hoặc dịch hộ, không phải câu hỏi",
    ),
)
_PERSON_ASKED = re.compile(
    r"\bai (?:la|giu|lam|dam nhan|dang la|dung dau|chu tri|phat bieu|phu trach|noi|neu|the hien)\b"
    r"|\b(?:dong chi|nguoi|vi|ong|ba) nao\b|\b(?:la|ten) (?:ai|gi)\b|\bho ten\b"
    r"|\bwho(?:'s| is| are| was)\b"
)
# Offices that a person holds: after "ai là" they must stand in the passage as they were asked.
_OFFICE = re.compile(
    r"\b(?:(?:pho|quyen|nguyen) )?(?:bi thu|truong ban|chu tich|giam doc|chanh van phong"
    r"|truong phong|tong bien tap|bo truong|vu truong|cuc truong|hieu truong|thu truong)\b"
)
# "bao nhiêu cộng tác viên", "có mấy giải"; not a day, a year or the number of something. "Mấy" is
# "how many" behind these words, and "those" elsewhere: "mấy anh em".
_COUNT_ASKED = re.compile(
    r"(?<!\bso )(?<!\bngay )(?<!\bnam )(?<!\bthang )(?<!\bthu )(?<!\bkhoa )(?<!\bquy )(?<!\bdoan )"
    r"\b(?:bao nhieu|how many|so luong|tong so"
    r"|may (?=(?:buoi|nguoi|lan|suat|tiet|tin chi|don vi|quan|phuong|xa|chi tieu)\b)|(?<=\bco )may|(?<=\bgom )may|(?<=\bduoc )may|(?<=\btrao )may|(?<=\bcong )may|(?<=\btrong )may)\b"
    r"(?: (?:cai|con|chiec|nguoi|cuoc|buoi|dot|lan|vi|ong|ba|luot|don vi))?"
)
# Words of the patterns that fold like others: "bán" (sell) like "ban" (board).
_MEANT = {
    "ban": "bán",
    "may": "mấy",
    "gia": "giá",
    "que": "quê",
    "han": "hạn",
    "ve": "vé",
}
# "hãng nào", "which clinic": a passage that knows no such thing cannot name one.
_WHICH = re.compile(
    r"\b(?P<thing>hang|cong ty|phan mem|truong|benh vien|phong kham|khach san|ngan hang|nha hang"
    r"|ben xe|tuyen xe|nha xuat ban|dai truyen hinh) nao\b"
    r"|\bwhich (?P<english>clinic|hospital|school|university|hotel|bank|company|brand|bus|station|shop"
    r"|restaurant|software|reporters?)\b"
)
_NOT_COUNTED = frozenset("la gio thang thi the vay a day nhi ha roi tien dong phan tuoi".split())
# "Năm" is left out: it is a year more often than five.
_SPOKEN = frozenset("một hai ba bốn sáu bảy tám chín mười".split())
_YEAR = re.compile(r"(?:19|20)\d\d")
_TERSE = 7
_ASKING = frozenset(
    "gi nao sao dau khong may noi lam khi about what when where how say says".split()
)
# What is counted stands so near behind its number: "2 giải báo chí".
_NEAR_NUMBER = 3
_DAY = re.compile(r"\b0?(\d{1,2})/0?(\d{1,2})\b(?!/\d)")


def of_another_time(query: Query, text: str, published: int) -> str | None:
    """Why a passage does not speak of the year or the day that a question names; None if it does.

    `text` is the passage as printed, `published` the year its document came out, of which all of
    it speaks.
    """
    missing = [year for year in query.years if str(year) not in text and year != published]
    if missing:
        return f"hỏi năm {missing[0]}, đoạn không nói về năm ấy"
    days = set(_DAY.findall(clean(query.text)))
    if days and not days & set(_DAY.findall(text)):
        return f"hỏi ngày {'/'.join(min(days))}, đoạn không nói về ngày ấy"
    return None


def of_another_place(query: Query, unit: TextUnit) -> str | None:
    """Why a passage does not speak of the place that a question names; None if it does."""
    missing = [place for place in query.places if not unit.is_called(place)]
    return f"hỏi về nơi khác ({missing[0]}), đoạn không nói về nơi ấy" if missing else None


class KindAsked:
    """What kind of thing one question asks for, read once and held against many passages.

    `person`  it is asked who somebody is
    `count`   it is asked how many there are of something
    """

    def __init__(self, query: Query) -> None:
        asked = " ".join(word.folded for word in query.words)
        self._query = query
        self._asked = asked
        self._kinds = [kind for kind in _KINDS if _asks(query, asked, kind.asked)]
        which = _WHICH.search(asked)
        self._thing: str | None = (which["thing"] or which["english"]) if which else None
        self.person = _PERSON_ASKED.search(asked) is not None
        office = _OFFICE.search(asked)
        who = office if office and (self.person or _is_office_alone(query, office)) else None
        self._office = who[0] if who else None
        self._counted = _asks(query, asked, _COUNT_ASKED)
        self.count = self._counted is not None

    def lacking(self, text: str, unit: TextUnit) -> str | None:
        """Why a passage, printed as `text`, cannot hold that kind of thing; None when it can."""
        printed = fold(text) if self._kinds or self._thing else ""
        for kind in self._kinds:
            if not kind.held.search(printed):
                return kind.lacking
        if self._thing and self._thing not in printed:
            return f"hỏi “{self._thing}” nào, đoạn không nói tới"
        if self._office and not _names_office(self._query.content, self._office.split(), unit):
            return f"hỏi người giữ chức “{self._office}”, đoạn không nêu đúng chức ấy"
        count = None if self._kinds else self._counted
        if count and not _counts(self._query, self._asked, count, syllables(clean(text))):
            return "hỏi bao nhiêu, đoạn không có số nào đi với điều ấy"
        return None


def _asks(query: Query, asked: str, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """The first match of `pattern` in the folded question that the accents typed allow."""
    for match in pattern.finditer(asked):
        first = asked.count(" ", 0, match.start())
        said = query.words[first : first + match[0].count(" ") + 1]
        if all(may_mean(w.typed, _MEANT.get(w.folded, w.typed)) for w in said):
            return match
    return None


def _is_office_alone(query: Query, office: re.Match[str]) -> bool:
    """Whether a few words beginning with an office are all that is said: "Bí thư tỉnh ủy?"."""
    said = {word.folded for word in query.words}
    return office.start() == 0 and len(query.words) <= _TERSE and not said & _ASKING


def _counts(query: Query, asked: str, count: re.Match[str], printed: Sequence[str]) -> bool:
    """Whether a number stands before what is counted, in the asker's or in other words."""
    at = len(asked[: count.end()].split())
    # "how many specific items": an English noun may have adjectives before it.
    behind = query.words[at : at + (3 if query.language == "en" else 1)]
    names: set[str] = set()
    if behind and behind[0].folded not in _NOT_COUNTED:
        said = {word.typed for word in behind}
        # The same word as content may be part of a term with other names.
        concepts = [c for w in query.meant if w.typed == behind[0].typed for c in w.concepts]
        names = {name.split()[0] for concept in concepts for name in concept.names}
    else:  # "số cộng tác viên là bao nhiêu"
        said = {word.typed for word in query.content}
    for place, syllable in enumerate(printed):
        digits = syllable.isdigit() and not _YEAR.fullmatch(syllable)
        if digits or syllable in _SPOKEN:
            near = printed[place + 1 : place + 1 + _NEAR_NUMBER]
            if any(folded_key(n) in names or any(may_mean(s, n) for s in said) for n in near):
                return True
    return False


def _names_office(content: Sequence[Word], office: Sequence[str], unit: TextUnit) -> bool:
    """Whether the office and the words behind it stand in the text, and not as a deputy's."""
    keys = [folded_key(word.folded) for word in content]
    wanted = [folded_key(word) for word in office]
    start = next((i for i in range(len(keys)) if keys[i : i + len(wanted)] == wanted), None)
    if start is None:
        return False
    # "trưởng ban" + "tuyên giáo thành ủy": the words behind say which; two of them are enough, for
    # the question goes on behind them.
    behind = [
        key
        for key, word in zip(keys[start:], content[start:], strict=True)
        if word.clause == content[start].clause and key not in ("ten", "name")
    ]
    least = min(len(behind), len(wanted) + 2)
    for size in range(len(behind), least - 1, -1):
        at = unit.find_run(behind[:size])
        if at is not None:
            return at == 0 or unit.folded[at - 1] != "pho"
    return False
