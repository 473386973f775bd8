"""The gate: whether what ranks first answers the question at all.

A raw BM25 score says nothing by itself. What counts is how much of the question's content words,
by idf, the passage accounts for, and whether it has the kind of thing that is asked for.
"""

import re
from collections.abc import Sequence

from index.query import Query, Word
from index.text import folded_key
from index.units import TextUnit

# Chosen by hand between the questions that must be answered and those that must not.
PASSAGE_SHARE = 0.55
DIRECTIVE_SHARE = 0.65

_MONEY_ASKED = re.compile(
    r"\b(?:bao nhieu|may) (?:tien|dong|trieu|ty|nghin|ngan)\b|\btien (?:thuong|cong|luong|truc)\b"
    r"|\b(?:luong|muc (?:dong|thuong|phi|luong)|le phi|hoc phi|kinh phi|phu cap|thu lao"
    r"|nhuan but|gia)\b.*\b(?:bao nhieu|may)\b"
    r"|\bhow much (?:money|is|does|are)\b|\bthuong bao nhieu\b"
)
_MONEY = re.compile(r"\d[\d.,]*\s*(?:đồng|triệu|tỷ|tỉ|nghìn|ngàn|USD|VND|đ)\b", re.IGNORECASE)
_PERSON_ASKED = re.compile(
    r"\bai (?:la|giu|lam|dam nhan|dang la)\b|\b(?:la|ten) (?:ai|gi)\b|\bho ten\b"
    r"|\bwho(?:'s| is| are| was)\b"
)
_CONTACT_ASKED = re.compile(r"\b(?:so dien thoai|dien thoai|sdt|so may ban|hotline|email|phone)\b")
_CONTACT = re.compile(r"\d{8,}|\d{3,4}[. ]\d{3}[. ]\d{3,4}|@|điện thoại", re.IGNORECASE)
# A text to be written is no question; nothing that is found would answer it.
_COMPOSING_ASKED = re.compile(
    r"^(?:please )?(?:write|compose|draft|translate|generate)\b"
    r"|\b(?:viet|soan|sang tac|dich|lam)(?: (?:ho|giup|cho|dum|gium))+ (?:toi|minh|em|anh|chi)\b"
)
# Offices that a person holds: after "ai là" they must stand in the passage as they were asked.
_OFFICE = re.compile(
    r"\b(?:(?:pho|quyen|nguyen) )?(?:bi thu|truong ban|chu tich|giam doc|chanh van phong"
    r"|truong phong|tong bien tap|bo truong|vu truong|cuc truong|hieu truong|thu truong)\b"
)


def lacks_kind_asked(
    query: Query, plain: str, text: str, unit: TextUnit, published: int
) -> str | None:
    """Why a passage cannot hold the kind of thing asked for; None when it can.

    `plain` is the question folded, `text` the passage as printed, `published` the year its
    document came out, of which all of it speaks.
    """
    if _COMPOSING_ASKED.search(plain):
        return "nhờ viết hoặc dịch hộ, không phải câu hỏi"
    missing = [year for year in query.years if str(year) not in text and year != published]
    if missing:
        return f"hỏi năm {missing[0]}, đoạn không nói về năm ấy"
    if _MONEY_ASKED.search(plain) and not _MONEY.search(text):
        return "hỏi số tiền, đoạn không có số tiền nào"
    if _CONTACT_ASKED.search(plain) and not _CONTACT.search(text):
        return "hỏi số điện thoại hay địa chỉ thư, đoạn không có"
    if _PERSON_ASKED.search(plain):
        office = _OFFICE.search(plain)
        if office and not _names_office(query.content, office[0].split(), unit):
            return f"hỏi người giữ chức “{office[0]}”, đoạn không nêu đúng chức ấy"
    return None


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
