"""What the library lacks, from a chat: missing documents, unanswered questions, and teaching."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

from bot.admin.desk import Command
from bot.admin.documents import DocumentCommands
from bot.admin.page import listed, page, shortened
from bot.changing import ChangeOffice
from bot.missing import ledger, line
from bot.reception import Visitor
from bot.replies import Reply
from bot.store.store import Store
from bot.unanswered import Gap, gaps
from corpus.dates import HANOI
from corpus.errors import Refusal
from corpus.lessons_taught import place_named, teach, teach_words
from corpus.teaching import Lesson

_SHOWN = 12
_ASKED = 160
_HOW = (
    "Nối một câu với đoạn trả lời: /day MÃ-CÂU = VỊ-TRÍ, như /day 3f2a1 = 3.2 (của bài giao ban) "
    "hay /day 3f2a1 = 41-ct-tu Điều 2.\n"
    "Thêm một dòng từ điển: /day cách gọi trong văn bản = cách người ta nói, cách khác."
)


class GapCommands:
    """`/thieu`, `/chuatraloi`, `/day`."""

    def __init__(
        self,
        office: ChangeOffice,
        store: Store,
        documents: DocumentCommands,
        key_of: Callable[[str, str], str],
    ) -> None:
        """What is taught waits for a yes where changes of `documents` do."""
        self._office = office
        self._store = store
        self._documents = documents
        self._key_of = key_of

    def commands(self) -> Iterable[Command]:
        """What may be typed, in the order of the help."""
        return (
            Command("thieu", "change", "văn bản được nhắc mà chưa có toàn văn", self._missing),
            Command("chuatraloi", "change", "câu hỏi chưa trả lời được", self._unanswered),
            Command("day", "change", "nối câu hỏi với đoạn, hay thêm từ điển", self._teach),
        )

    async def _missing(self, _visitor: Visitor, _text: str) -> Reply:
        asked = await self._store.questions.asked_directives()
        lines = [f"• {line(one)}" for one in ledger(self._office.living.edition.library, asked)]
        if not lines:
            return self._page("", "Không thiếu văn bản nào.")
        return self._page(f"{len(lines)} văn bản chưa có toàn văn", listed(lines))

    async def _unanswered(self, _visitor: Visitor, _text: str) -> Reply:
        found = await self._gaps()
        if not found:
            return self._page("", "Không có câu nào chưa trả lời được.")
        lines = [
            f"• {gap.code}: “{shortened(gap.example, _ASKED)}” ({gap.counted})"
            for gap in found[:_SHOWN]
        ]
        return self._page("Câu hỏi chưa trả lời được", listed(lines), _HOW)

    async def _teach(self, visitor: Visitor, text: str) -> Reply:
        what, sign, meant = (part.strip() for part in text.partition("="))
        if not sign or not what or not meant:
            return self._page("Dạy", _HOW)
        living = self._office.living
        library, files = living.edition.library, living.files
        gap = next((gap for gap in await self._gaps() if gap.code == what.lower()), None)
        if gap is None:
            if " " not in what and any(map(str.isdigit, what)):
                raise Refusal(
                    "code", what, "không có câu chưa trả lời mang mã ấy", "Xem /chuatraloi."
                )
            change = teach_words(library, files, what, [one.strip() for one in meant.split(",")])
            return await self._documents.propose(visitor, change, "Thêm từ điển")
        passage = place_named(library, meant)
        key = self._key_of(visitor.channel, visitor.id)
        on = dt.datetime.now(HANOI).date()
        lesson = Lesson.of(gap.group, gap.example, passage, key, on)
        change = teach(library, files, lesson)
        return await self._documents.propose(
            visitor, change, f"Dạy “{shortened(gap.example, _ASKED)}”"
        )

    async def _gaps(self) -> Sequence[Gap]:
        return gaps(await self._store.questions.unanswered(), self._office.living.edition.search)

    def _page(self, heading: str, *paragraphs: str) -> Reply:
        return page(heading, *paragraphs, library=self._office.living.edition.version)
