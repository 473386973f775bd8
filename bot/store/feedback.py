"""What people thought of answers."""

import datetime as dt
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import cast

from sqlalchemy import delete, select

from bot.store.changing import changed
from bot.store.database import Database
from bot.store.nouns import Verdict, storable
from bot.store.records import FeedbackRecord

MOST_CHARACTERS_OF_A_WORD = 1_000


@dataclass(frozen=True)
class Opinion:
    """One person's verdict on the answer to one question; `word` is "" without one."""

    question: str
    person: str
    verdict: Verdict
    word: str
    given_at: dt.datetime


class Feedback:
    """One opinion per person and question: the last one counts."""

    def __init__(self, database: Database, clock: Callable[[], dt.datetime]) -> None:
        self._database = database
        self._clock = clock

    async def give(self, question: str, person: str, verdict: Verdict, word: str = "") -> None:
        """Keep a verdict; a later one without a word leaves the word that was given."""
        insert = self._database.insert(FeedbackRecord).values(
            question=storable(question),
            person=person,
            verdict=verdict,
            word=storable(word, MOST_CHARACTERS_OF_A_WORD),
            given_at=self._clock(),
        )
        changes = {"verdict": insert.excluded.verdict, "given_at": insert.excluded.given_at}
        if word:
            changes["word"] = insert.excluded.word
        upsert = insert.on_conflict_do_update(index_elements=["question", "person"], set_=changes)
        async with self._database.writing(durable=False) as session:
            await session.execute(upsert)

    async def all(self) -> AsyncIterator[Opinion]:
        """Every opinion, the oldest first."""
        record = FeedbackRecord
        query = select(record).order_by(record.given_at, record.question, record.person)
        async with self._database.reading() as session:
            async for one in await session.stream_scalars(query):
                verdict = cast("Verdict", one.verdict)
                yield Opinion(one.question, one.person, verdict, one.word, one.given_at)

    async def purge(self, before: dt.datetime) -> int:
        """Delete what was given before an instant; how many opinions that were."""
        async with self._database.writing() as session:
            return await changed(
                session, delete(FeedbackRecord).where(FeedbackRecord.given_at < before)
            )
