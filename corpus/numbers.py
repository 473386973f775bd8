"""The grammar of document numbers, as offices print them.

Party bodies write number-type/issuer ("20-CT/TW", "06-CTr/TU"), the state number/type-issuer
("182/KH-UBND") or number/year/type-issuer ("45/2019/NĐ-CP"). "45/2019/QH14" is not one of
these: it has no type.
"""

import re
from dataclasses import dataclass

# Codes of document types, each with the words it stands for. One code may be read two ways:
# QĐ is a Quyết định (decision) and, in Party numbering, often a Quy định (regulation).
TYPES: dict[str, tuple[str, ...]] = {
    "CT": ("Chỉ thị",),
    "NQ": ("Nghị quyết",),
    "KL": ("Kết luận",),
    "KH": ("Kế hoạch",),
    "HD": ("Hướng dẫn",),
    "QĐ": ("Quyết định", "Quy định"),
    "QĐi": ("Quy định",),
    "QC": ("Quy chế",),
    "CTr": ("Chương trình",),
    "TB": ("Thông báo",),
    "TT": ("Thông tri", "Thông tư"),
    "CV": ("Công văn",),
    "BC": ("Báo cáo",),
    "ĐA": ("Đề án",),
    "NĐ": ("Nghị định",),
}
TYPE_NAMES: tuple[str, ...] = tuple(sorted({name for names in TYPES.values() for name in names}))

_TYPE_CODE = "|".join(sorted(map(re.escape, TYPES), key=len, reverse=True))
# Capitals, but for the Prime Minister's TTg. Exactly two before the loop: with "{2,}" a long run
# of capitals would be split in every way before it is refused.
_ISSUER_CODE = r"(?:TTg|[A-ZĐ]{2}(?:[A-ZĐ0-9]|-(?=[A-ZĐ]))*)"
# The printed form, strict enough to be looked for in running text.
PRINTED = re.compile(
    rf"\b(?P<number>\d{{1,4}})\s?(?:[-–]\s?(?P<party>{_TYPE_CODE})\s?/\s?"
    rf"|/\s?(?:(?P<number_year>\d{{4}})\s?/\s?)?(?P<state>{_TYPE_CODE})\s?[-–]\s?)"
    rf"(?P<issuer>{_ISSUER_CODE})\b"
)


@dataclass(frozen=True)
class DocumentNumber:
    """A document number taken apart; equal when they name the same document.

    `type_code` and `issuer_code` are upper-cased, `number` has no leading zero. `year` is the one
    inside a state number, None where it has none: 45/2019/NĐ-CP is not 45/2020/NĐ-CP.
    """

    number: int
    type_code: str
    issuer_code: str
    year: int | None = None

    @classmethod
    def of(
        cls, number: str, type_code: str, issuer_code: str, year: str | None = None
    ) -> "DocumentNumber":
        return cls(int(number), type_code.upper(), issuer_code.upper(), int(year) if year else None)

    @classmethod
    def from_match(cls, match: re.Match[str]) -> "DocumentNumber":
        """From a match of `PRINTED`, or of a pattern that contains it."""
        type_code = match["party"] or match["state"]
        return cls.of(match["number"], type_code, match["issuer"], match["number_year"])

    @classmethod
    def parse(cls, text: str) -> "DocumentNumber | None":
        """Read a number that is the whole of `text`; None when it is not one."""
        match = PRINTED.fullmatch(text.strip())
        return cls.from_match(match) if match else None


def plain_number(match: re.Match[str]) -> str:
    """The number of a match of `PRINTED`, without the spaces and dashes of its print."""
    if match["party"]:
        return f"{match['number']}-{match['party']}/{match['issuer']}"
    year = f"{match['number_year']}/" if match["number_year"] else ""
    return f"{match['number']}/{year}{match['state']}-{match['issuer']}"
