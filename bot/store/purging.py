"""The retention job: what is older than GIAOBAN_RETENTION_DAYS is deleted, every hour."""

import asyncio
import datetime as dt
import logging
from dataclasses import asdict, dataclass

from bot.store.errors import StoreError
from bot.store.store import Store

HOUR_S = 3600.0

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Purged:
    """How many rows of each kind were too old. People, roles and the audit log have no age."""

    questions: int
    conversations: int
    feedback: int
    processed: int
    waiting: int
    invitations: int


async def purge(store: Store, days: int) -> Purged:
    """Delete what is older than `days`."""
    before = store.clock() - dt.timedelta(days=days)
    return Purged(
        questions=await store.questions.purge(before),
        conversations=await store.conversations.purge(before),
        feedback=await store.feedback.purge(before),
        processed=await store.processed.purge(before),
        waiting=await store.waiting.purge(before),
        invitations=await store.invitations.purge(before),
    )


async def keep_purged(store: Store, days: int, *, every_s: float = HOUR_S) -> None:
    """Purge now and every hour, until cancelled; a store that is away is tried the next time."""
    while True:
        try:
            purged = await purge(store, days)
        except StoreError as exc:
            log.warning("chưa xoá được dữ liệu quá hạn: %s", exc)
        else:
            if any(asdict(purged).values()):
                log.info("đã xoá dữ liệu quá %d ngày: %s", days, asdict(purged))
        await asyncio.sleep(every_s)
