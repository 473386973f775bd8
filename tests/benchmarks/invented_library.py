"""Invented libraries of any size: Vietnamese-looking documents of made-up bodies and towns.

The same seed gives the same library. Passages are sentences of words drawn by a steep law, as in
real text: a few stand everywhere, most in a handful of places. One document in ten is a directive's
own text, one directive in eight replaces an older one, and every document cites a few.
"""

import datetime as dt
import random
from collections.abc import Iterator
from itertools import accumulate

from corpus.citations import find_citations
from corpus.documents import Directive, Document
from corpus.lexicon import Lexicon
from corpus.library import Library
from corpus.readers.structure import number_passages

# Two-syllable words from any office's day, made-up ones behind them from the syllables below.
WORDS = (
    """
công tác|tổ chức|thực hiện|kế hoạch|báo cáo|đơn vị|cơ quan|địa phương|nhân dân|cán bộ|nội dung
quản lý|triển khai|kiểm tra|giám sát|hướng dẫn|đào tạo|bồi dưỡng|tuyên truyền|văn hóa|giáo dục
y tế|môi trường|giao thông|thủy lợi|nông nghiệp|chăn nuôi|trồng trọt|thương mại|du lịch|dịch vụ
công nghệ|dữ liệu|số hóa|thư viện|bảo tàng|trường học|bệnh viện|chợ quê|bến đò|cầu phao
vườn ươm|làng nghề|gốm sứ|dệt lụa|đan lát|hợp tác|liên kết|phối hợp|đề xuất|thẩm định|phê duyệt
nghiệm thu|bàn giao|tiếp nhận|lưu trữ|tra cứu|thống kê|khảo sát|đánh giá|khen thưởng|kỷ luật
tài chính|ngân sách|đấu thầu|xây dựng|sửa chữa|bảo trì|phòng cháy|cứu hộ|thiên tai|bão lụt
hạn hán|cây xanh|rác thải|nước sạch|điện lực|chiếu sáng|vỉa hè|thanh niên|phụ nữ|cựu binh
nông dân|công đoàn|thiếu nhi|người già|hộ nghèo|việc làm|học bổng|lễ hội
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
ONSETS = "b c ch d đ g h kh l m n ng nh ph qu r s t th tr v x".split()
RHYMES = """
a à á ả ạ an án ang àng anh ảnh ao ạo ay ấy âm ần âu ăn ắng eo ẹp ê ến ên ênh iên iếu ing ít o
ó ong ông ồng ôi ổi ơn ợp ở oan oàn oa uân uông u ú ung ừng ươi ường ước ưu uyên uyết ụt ích
ịch iệp iệm oát oạt
""".split()
TOWNS = "Hoa Sen|Bến Trúc|Đồi Thông|Suối Bạc|Cầu Mây|Gò Vải|Hồ Lau|Núi Cò|Rạch Dừa|Thung Mơ".split(
    "|"
)
KINDS = (("Chỉ thị", "CT", "TU"), ("Nghị quyết", "NQ", "TU"), ("Kế hoạch", "KH", "UBND"))
FIRST_DAY = dt.date(2001, 1, 3)
PASSAGES_EACH = 20


class InventedLibrary:
    """Writes documents of one seed; `library` puts them together, sharing what is the same."""

    def __init__(self, passages: int, seed: int = 1) -> None:
        """A document has about twenty passages; ten passages are one document's."""
        self.random = random.Random(seed)  # noqa: S311 - text, not secrets
        made_up = [f"{self._syllable()} {self._syllable()}" for _ in range(4000 + passages // 10)]
        self.words = [*WORDS, *made_up]
        self._cumulated = list(accumulate(1 / (rank + 4) for rank in range(len(self.words))))
        count = max(1, passages // PASSAGES_EACH)
        self._each = min(passages, PASSAGES_EACH)
        self.directives = tuple(self._directives(max(5, count // 5)))
        self.documents = [self.document(number) for number in range(count)]

    def _syllable(self) -> str:
        return self.random.choice(ONSETS) + self.random.choice(RHYMES)

    def _directives(self, count: int) -> Iterator[Directive]:
        for number in range(1, count + 1):
            kind, code, issuer = KINDS[number % len(KINDS)]
            joint = "/2021/" if issuer == "UBND" else "-"
            behind = f"{code}-{issuer}" if issuer == "UBND" else f"{code}/{issuer}"
            yield Directive(
                id=f"{number}{joint}{behind}",
                type=kind,
                type_code=code,
                number=str(number),
                issuer_code=issuer,
                subject=f"Về {self.phrase(5)}",
            )

    def phrase(self, words: int) -> str:
        """So many two-syllable words, lower case."""
        return " ".join(self.random.choices(self.words, cum_weights=self._cumulated, k=words))

    def sentence(self) -> str:
        """A sentence of ten to forty syllables, now and then with a date or a citation."""
        text = self.phrase(self.random.randint(5, 20)).capitalize()
        if self.random.random() < 0.15:
            text += f" trước ngày {self.random.randint(1, 28)}/{self.random.randint(1, 12)}"
        if self.random.random() < 0.1:
            day = FIRST_DAY + dt.timedelta(days=self.random.randint(0, 8000))
            directive = self.random.choice(self.directives)
            text += (
                f" theo {directive.type} số {directive.id} ngày {day.day}/{day.month}/{day.year}"
            )
        return f"{text} tại {self.random.choice(TOWNS)}."

    def document(self, number: int) -> Document:
        """The document at place `number`, written anew at every call."""
        passages = [self.sentence() + " " + self.sentence() for _ in range(self._each)]
        numbered = [f"{at}. {text}" if at else text for at, text in enumerate(passages)]
        own = self.directives[number // 10] if number % 10 == 9 else None
        if own is not None:
            numbered = passages
        identity = f"bai-{number:06}"
        text, found = number_passages(identity, "\n\n".join(numbered))
        day = FIRST_DAY + dt.timedelta(days=number % 8000)
        older = (
            self.directives[number // 10 - 1].id if own is not None and number % 80 == 79 else ""
        )
        document = Document(
            id=identity,
            title=f"{self.phrase(4).capitalize()} ở {TOWNS[number % len(TOWNS)]}",
            publisher="Bản tin Hoa Sen",
            author=None,
            section=None,
            published=dt.datetime(day.year, day.month, day.day, 8, tzinfo=dt.UTC),
            url=f"https://hoasen.example/{identity}",
            directive=own.id if own is not None else None,
            supersedes=(older,) if older else (),
            text=text,
            passages=found,
        )
        by_id = {d.id: d for d in self.directives}
        near = [by_id[i] for i in by_id if i in text]
        citations, unknown = find_citations(found, near)
        assert unknown == []
        return document.model_copy(update={"citations": tuple(citations)})

    def library(self, lexicon: Lexicon | None = None, version: str = "0" * 16) -> Library:
        """The library of the documents as they are now."""
        return Library(
            version=version,
            documents=tuple(self.documents),
            directives=self.directives,
            lexicon=lexicon or Lexicon(),
        )

    def questions(self, count: int) -> list[str]:
        """Questions in words of the documents, by number, by task, and some for nothing there."""
        asked = []
        for number in range(count):
            passage = self.random.choice(self.random.choice(self.documents).passages).text.split()
            start = self.random.randrange(max(1, len(passage) - 6))
            some = " ".join(passage[start : start + 6]).lower()
            directive = self.random.choice(self.directives)
            asked.append(
                (
                    f"{some} thế nào?",
                    f"{some} được nêu ở đâu",
                    f"{directive.type} {directive.number} nói gì?",
                    f"văn bản nào về {directive.subject}",
                    f"nhiệm vụ {number % 7} là gì",
                    "tháng 6 có mốc nào?",
                    f"{self._syllable()} {self._syllable()} {self._syllable()} ra sao",
                )[number % 7]
            )
        return asked
