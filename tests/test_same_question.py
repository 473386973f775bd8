"""The same question typed another way gets the same answer: without accents nothing is lost.

Every rule of `rewriting` rewrites the questions of tests/questions and those below; how many still
come to the same passages and documents has a floor. What cannot change the meaning must change
nothing at all. Folding can: "ban" is "bàn", "bạn" and "bán", so those floors are a little lower.
"""

import random
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path

import pytest

from bot.desk import Desk
from bot.scripts import load_conversations
from tests import rewriting
from tests.bot.shipped import new_desk
from tests.rewriting import Rule

FOLDER = Path(__file__).parent / "questions"
# Of each rule so many questions are asked, chosen by its name: a reply takes a few milliseconds.
SAMPLE = 150
# The steps of a search that rank: what comes first is the answer, the rest is beside it.
RANKING = ("document", "words")

ASKED = (
    "Cho tôi xem toàn văn nhiệm vụ thứ năm",
    "Nhiệm vụ bốn viết những gì?",
    "Đọc giúp đoạn thứ hai của nhiệm vụ ba",
    "Nhiệm vụ cuối cùng yêu cầu điều gì?",
    "nhiệm vụ một và nhiệm vụ sáu",
    "Kể tên sáu nhiệm vụ của quý hai",
    "Có tất cả bao nhiêu nhiệm vụ?",
    "Việc số hoá dữ liệu toàn ngành được nói ra sao?",
    "Bảo hiểm y tế được nhắc ở đoạn nào?",
    "Phòng, chống dịch bệnh có được giao cho địa phương không?",
    "Ai trình bày bài thơ Nguyên tiêu?",
    "Giải báo chí nào được hưởng ứng trong năm?",
    "Thành phố củng cố mạng lưới cộng tác viên thế nào?",
    "Hội nghị về quý một diễn ra tại thị xã nào?",
    "Tổng kết ba mươi lăm năm bản tin nội bộ nằm chỗ nào?",
    "Chủ trương về biển, đảo và thông tin đối ngoại",
    "Lĩnh vực văn hoá, văn nghệ được thẩm định những gì?",
    "Chỉ thị số 38 của Ban Bí thư ký ngày nào?",
    "Kết luận số 01 của Bộ Chính trị bàn chuyện gì?",
    "Nghị quyết 33-NQ/TW tên đầy đủ thế nào?",
    "Cơ quan nào ra Hướng dẫn số 102?",
    "Liệt kê các chỉ thị của Thành uỷ",
    "Những nghị quyết nào được nhắc tới?",
    "Văn bản cũ nhất là cái nào?",
    "Nhiệm vụ hai dẫn những văn bản gì?",
    "Tác giả bài viết tên gì?",
    "Bài đăng báo nào, lúc mấy giờ?",
    "Nguồn của bài ở đâu?",
    "Tháng sáu có kỷ niệm gì?",
    "Sắp tới có những mốc thời gian nào?",
    "Trích dẫn nhiệm vụ bốn thế nào cho đúng?",
    "Kiểm tra câu này: “Tăng cường nâng cao chất lượng đội ngũ cán bộ làm công tác tuyên giáo.”",
    "Trích thế này đúng chưa: “tiến hành khảo sát đánh giá mô hình mới, hiệu quả trong thực tế”",
    "Nhiệm vụ thứ chín là gì?",
    "Chỉ thị số 77 nói về điều gì?",
    "Giá xăng chiều nay bao nhiêu?",
    "Nhiệm vụ của quý bốn là những gì?",
    "Cách nấu phở bò",
    "Xin chào",
    "Cảm ơn nhiều nhé",
)


@dataclass(frozen=True)
class Asked:
    """A question, and in which style it is written."""

    text: str
    style: str = "formal"


@dataclass(frozen=True)
class Outcome:
    """What people get: the kind of answer, the places and the documents, in order."""

    status: str
    kind: str
    ranked: bool
    locators: tuple[str, ...]
    directives: tuple[str, ...]

    def is_met_by(self, other: "Outcome") -> bool:
        """Whether `other` is as good as this one; of what was ranked, only the first counts."""
        most = 1 if self.ranked else None
        return (self.status, self.kind, self.locators[:most], self.directives[:most]) == (
            other.status,
            other.kind,
            other.locators[:most],
            other.directives[:most],
        )

    def __str__(self) -> str:
        found = [", ".join(self.locators), ", ".join(self.directives)]
        return f"{self.status}/{self.kind} {' | '.join(filter(None, found))}".strip()


@dataclass(frozen=True)
class Difference:
    """A question whose rewrite came to something else."""

    asked: str
    rewritten: str
    outcome: Outcome
    other: Outcome

    def __str__(self) -> str:
        return f"{self.asked!r}: {self.outcome}\n    {self.rewritten!r}: {self.other}"


Chosen = Callable[[Asked], bool]


def anyone(_: Asked) -> bool:
    return True


def in_english(asked: Asked) -> bool:
    return asked.style == "english"


def in_vietnamese(asked: Asked) -> bool:
    return not in_english(asked)


def without_slips(asked: Asked) -> bool:
    return in_vietnamese(asked) and asked.style != "typo"


def typed_in_full(asked: Asked) -> bool:
    """With all its accents, and with nothing in it that was copied rather than typed."""
    left_out = asked.style in ("partial_accents", "no_accents")
    return without_slips(asked) and not left_out and "“" not in asked.text


# Which questions a rule is for, and the least share of them that must stay what they were.
RULES: dict[Rule, tuple[Chosen, float]] = {
    rewriting.decomposed: (anyone, 1.0),
    rewriting.with_more_spaces: (anyone, 1.0),
    rewriting.with_invisible_characters: (anyone, 1.0),
    rewriting.tones_on_the_first_vowel: (in_vietnamese, 1.0),
    rewriting.tones_on_the_second_vowel: (in_vietnamese, 1.0),
    rewriting.i_and_y_swapped: (in_vietnamese, 1.0),
    rewriting.without_spaces_behind_commas: (anyone, 0.99),
    rewriting.ended_otherwise: (anyone, 0.99),
    rewriting.with_emoji: (anyone, 0.99),
    rewriting.greeting_first: (in_vietnamese, 0.99),
    rewriting.greeting_first_in_english: (in_english, 0.97),
    rewriting.thanks_last: (in_vietnamese, 0.97),
    rewriting.thanks_last_in_english: (in_english, 0.99),
    rewriting.in_capitals: (anyone, 0.97),
    rewriting.without_capitals: (anyone, 0.97),
    rewriting.without_accents: (anyone, 0.93),
    rewriting.with_accents_left_out: (anyone, 0.94),
    rewriting.telex_in_place: (typed_in_full, 0.97),
    rewriting.telex_tone_last: (typed_in_full, 0.97),
    rewriting.telex_all_last: (typed_in_full, 0.97),
    rewriting.vni_in_place: (typed_in_full, 0.97),
    rewriting.vni_all_last: (typed_in_full, 0.97),
    rewriting.with_a_key_held: (without_slips, 0.97),
    rewriting.with_a_slip: (without_slips, 0.92),
}


class Answers:
    """What one desk answers, each question in a chat of its own."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._chats = count()
        self._known: dict[str, Outcome] = {}

    def to(self, text: str) -> Outcome:
        """The outcome of a question nobody has to remember."""
        answer, reply = self._desk.answer(str(next(self._chats)), text)
        return Outcome(
            reply.status,
            reply.kind,
            answer.found_by in RANKING,
            tuple(passage.locator for passage in reply.passages),
            tuple(directive.id for directive in reply.directives),
        )

    def remembered(self, text: str) -> Outcome:
        """The outcome of a question asked for every rule."""
        if text not in self._known:
            self._known[text] = self.to(text)
        return self._known[text]


@cache
def questions() -> tuple[Asked, ...]:
    """All questions, each once, in NFC."""
    found = [Asked(text) for text in ASKED]
    for question in load_conversations([FOLDER]):
        text = unicodedata.normalize("NFC", question.turns[0].user or "")
        found.append(Asked(text, question.style))
    return tuple({asked.text: asked for asked in found}.values())


@cache
def answers() -> Answers:
    return Answers(new_desk())


def rewritten(rule: Rule, chosen: Chosen) -> list[tuple[str, str]]:
    """The questions that `rule` changes, each with what it makes of it."""
    pairs = ((asked.text, rule(asked.text)) for asked in questions() if chosen(asked))
    return [(text, other) for text, other in pairs if other != text]


def differences(pairs: list[tuple[str, str]], answers: Answers) -> Iterator[Difference]:
    """The pairs whose answers are not the same."""
    for text, other in pairs:
        before, after = answers.remembered(text), answers.to(other)
        if not before.is_met_by(after):
            yield Difference(text, other, before, after)


def test_there_are_questions_of_every_kind() -> None:
    found = questions()
    assert len(found) >= 400
    assert sum(map(in_english, found)) >= 40
    assert sum(map(typed_in_full, found)) >= 250
    assert {answers().remembered(text).kind for text in ASKED} >= {
        "task",
        "passage",
        "directive",
        "outline",
        "milestones",
        "quotation",
        "citation",
        "meta",
        "source",
        "none",
        "smalltalk",
    }


@pytest.mark.parametrize(("rule", "rows"), RULES.items(), ids=[rule.__name__ for rule in RULES])
def test_the_same_question_typed_another_way(rule: Rule, rows: tuple[Chosen, float]) -> None:
    chosen, floor = rows
    pairs = rewritten(rule, chosen)
    choice = random.Random(rule.__name__)  # noqa: S311 - it guards nothing
    sample = choice.sample(pairs, min(SAMPLE, len(pairs)))
    other = list(differences(sample, answers()))
    same = 1 - len(other) / len(sample)
    told = "\n".join(map(str, other))
    assert same >= floor, f"{len(other)} of {len(sample)} came to something else:\n{told}"
