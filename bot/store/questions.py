"""The log of questions: what was asked, how it was answered, and what that teaches."""

import datetime as dt
import json
from collections.abc import AsyncIterator, Collection, Sequence

from sqlalchemy import ColumnElement, delete, distinct, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.changing import changed
from bot.store.database import Database
from bot.store.nouns import Asked, AskedDirective, PastQuestion, UnansweredGroup, storable
from bot.store.records import AskedDirectiveRecord, QuestionRecord

# Greetings and the help say nothing of the documents.
NOT_ABOUT_DOCUMENTS = ("smalltalk", "help")
_PAGE = 1_000


class Questions:
    """Reads and writes the log."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, asked: Sequence[Asked]) -> None:
        """Remember `asked`; one that is there already stays as it is."""
        async with self._database.writing(durable=False) as session:
            await self.add_in(session, asked)

    async def add_in(self, session: AsyncSession, asked: Sequence[Asked]) -> None:
        """As `add`, in a transaction of the caller's."""
        if not asked:
            return
        insert = self._database.insert(QuestionRecord).on_conflict_do_nothing()
        await session.execute(insert, [_row(question) for question in asked])
        directives = [
            {"question": question.id, "directive": storable(directive)}
            for question in asked
            for directive in dict.fromkeys(question.directives)
        ]
        if directives:
            insert = self._database.insert(AskedDirectiveRecord).on_conflict_do_nothing()
            await session.execute(insert, directives)

    async def latest(self, limit: int) -> list[PastQuestion]:
        """The last `limit` different questions about documents, the newest first."""
        record = QuestionRecord
        last = func.max(record.asked_at)
        query = (
            select(record.text, func.max(record.language), last)
            .where(record.status.not_in(NOT_ABOUT_DOCUMENTS))
            .group_by(record.text)
            .order_by(last.desc(), record.text)
            .limit(limit)
        )
        async with self._database.reading() as session:
            return [PastQuestion(*row) for row in await session.execute(query)]

    async def unanswered(
        self, *, limit: int = 50, since: dt.datetime | None = None
    ) -> list[UnansweredGroup]:
        """What nothing was found for, grouped by its words, the most asked first.

        A group whose words were answered later, for somebody found the text meanwhile, is none.
        """
        record = QuestionRecord
        missed = [record.status == "not_found", record.group != ""]
        if since is not None:
            missed.append(record.asked_at >= since)
        newest = (
            func.row_number()
            .over(partition_by=record.group, order_by=(record.asked_at.desc(), record.id))
            .label("newest")
        )
        latest = select(record.group, record.text, newest).where(*missed).subquery()
        answered = (
            select(record.group, func.max(record.asked_at).label("at"))
            .where(record.status == "answered", record.group != "")
            .group_by(record.group)
            .subquery()
        )
        times, last = func.count(), func.max(record.asked_at)
        query = (
            select(record.group, latest.c.text, times, func.count(distinct(record.person)), last)
            .join(latest, (latest.c.group == record.group) & (latest.c.newest == 1))
            .outerjoin(answered, answered.c.group == record.group)
            .where(*missed)
            .group_by(record.group, latest.c.text, answered.c.at)
            .having(_later(last, answered.c.at))
            .order_by(times.desc(), last.desc(), record.group)
            .limit(limit)
        )
        async with self._database.reading() as session:
            return [UnansweredGroup(*row) for row in await session.execute(query)]

    async def asked_directives(
        self, directives: Collection[str] | None = None
    ) -> list[AskedDirective]:
        """How often each of `directives` (None: all) was asked for, the most asked first."""
        of, record = AskedDirectiveRecord, QuestionRecord
        times, people = func.count(), func.count(distinct(record.person))
        query = (
            select(of.directive, times, people, func.max(record.asked_at))
            .join(record, record.id == of.question)
            .group_by(of.directive)
            .order_by(times.desc(), people.desc(), of.directive)
        )
        if directives is not None:
            query = query.where(of.directive.in_(directives))
        async with self._database.reading() as session:
            return [AskedDirective(*row) for row in await session.execute(query)]

    async def all(self) -> AsyncIterator[Asked]:
        """Every question, the oldest first, a page at a time."""
        after: tuple[dt.datetime, str] | None = None
        while page := await self._page(after):
            for question in page:
                yield question
            after = (page[-1].asked_at, page[-1].id)

    async def _page(self, after: tuple[dt.datetime, str] | None) -> list[Asked]:
        record = QuestionRecord
        query = select(record).order_by(record.asked_at, record.id).limit(_PAGE)
        if after is not None:
            at, last = after
            query = query.where(
                (record.asked_at > at) | ((record.asked_at == at) & (record.id > last))
            )
        async with self._database.reading() as session:
            found = list(await session.scalars(query))
            ids = [question.id for question in found]
            of = AskedDirectiveRecord
            pairs = await session.execute(
                select(of.question, of.directive).where(of.question.in_(ids))
            )
            directives: dict[str, list[str]] = {}
            for question, directive in pairs:
                directives.setdefault(question, []).append(directive)
        return [_asked(record, directives.get(record.id, ())) for record in found]

    async def purge(self, before: dt.datetime) -> int:
        """Delete what was asked before an instant; how many questions that were."""
        async with self._database.writing() as session:
            old = delete(QuestionRecord).where(QuestionRecord.asked_at < before)
            return await changed(session, old)


def _later(at: ColumnElement[dt.datetime], than: ColumnElement[dt.datetime]) -> ColumnElement[bool]:
    return than.is_(None) | (at > than)


def _row(asked: Asked) -> dict[str, object]:
    return {
        "id": asked.id,
        "asked_at": asked.asked_at,
        "channel": storable(asked.channel),
        "person": asked.person,
        "chat": asked.chat,
        "text": storable(asked.text),
        "group": storable(asked.group),
        "language": asked.language,
        "status": asked.status,
        "kind": asked.kind,
        "passages": json.dumps(asked.passages),
        "confidence": asked.confidence,
        "library": asked.library,
        "milliseconds": asked.milliseconds,
    }


def _asked(record: QuestionRecord, directives: Sequence[str]) -> Asked:
    return Asked(
        id=record.id,
        asked_at=record.asked_at,
        channel=record.channel,
        person=record.person,
        chat=record.chat,
        text=record.text,
        group=record.group,
        language=record.language,
        status=record.status,
        kind=record.kind,
        passages=tuple((document, locator) for document, locator in json.loads(record.passages)),
        directives=tuple(sorted(directives)),
        confidence=record.confidence,
        library=record.library,
        milliseconds=record.milliseconds,
    )
