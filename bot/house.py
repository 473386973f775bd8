"""Puts the house together: the desk, the store behind it, and those who change the library."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from bot.access import AT_THE_SERVER, Access
from bot.admin.desk import AdminDesk
from bot.admin.documents import DocumentCommands
from bot.admin.gaps import GapCommands
from bot.admin.people import PeopleCommands
from bot.bookkeeping import Bookkeeper
from bot.changing import ChangeOffice
from bot.channels.terminal import Desk as TerminalDesk
from bot.desk import Desk
from bot.living import LivingLibrary
from bot.names import Names, account
from bot.outbox import Outbox
from bot.reception import Visitor
from bot.replies import Reply
from bot.settings import Settings
from bot.staffed import StaffedReception
from bot.store.background import BackgroundStore, background_store
from bot.store.errors import StoreError
from bot.store.purging import keep_purged
from bot.store.recorder import Recorder
from bot.store.store import Store
from bot.telling import Teller

log = logging.getLogger(__name__)


@asynccontextmanager
async def housed(
    settings: Settings, living: LivingLibrary, desk: Desk, outboxes: Mapping[str, Outbox]
) -> AsyncIterator[StaffedReception]:
    """The reception over `desk`, with its store open and its jobs running.

    Raises StoreError when the store can't be opened.
    """
    async with (
        Store.open(settings.database_url, settings.data) as store,
        Recorder(store) as recorder,
    ):
        reception = _reception(settings, living, desk, store, recorder)
        await reception.access.learn()
        teller = Teller(store, outboxes, asyncio.get_running_loop())
        living.on_swap.append(teller.on_swap)
        teller.on_swap(living.edition)
        bookkeeper = Bookkeeper(store, living.versions, asyncio.get_running_loop())
        living.on_swap.append(bookkeeper.on_swap)
        bookkeeper.on_swap(living.edition)
        purging = asyncio.create_task(keep_purged(store, settings.retention_days))
        try:
            yield reception
        finally:
            living.on_swap.remove(teller.on_swap)
            living.on_swap.remove(bookkeeper.on_swap)
            await teller.close()
            await bookkeeper.close()
            purging.cancel()
            await asyncio.gather(purging, return_exceptions=True)


@contextmanager
def housed_aside(
    settings: Settings, living: LivingLibrary, desk: Desk
) -> Iterator["Desk | _HousedDesk"]:
    """As `housed`, for the terminal: the store has a thread of its own.

    Without a store one can still ask; a warning says that nothing is remembered.
    """
    try:
        opening = background_store(settings.database_url, settings.data)
        back = opening.__enter__()
    except StoreError as exc:
        log.warning("không ghi nhớ được gì trong lần này: %s", exc)
        yield desk
        return
    try:
        yield _HousedDesk(back, _reception(settings, living, desk, back.store, back.recorder))
    finally:
        opening.__exit__(None, None, None)


class _HousedDesk(TerminalDesk):
    """The reception as a terminal sees it, which has one visitor and waits for each reply."""

    def __init__(self, back: BackgroundStore, reception: StaffedReception) -> None:
        self._back = back
        self._reception = reception
        self._visitor = Visitor(AT_THE_SERVER, account(), name=account())

    def reply(self, chat: str, text: str) -> Reply:
        """The reply to a line."""
        return self._back.do(self._reception.reply(self._visitor, chat, text))

    def apology(self, chat: str) -> Reply:
        """What to say when something broke."""
        return self._reception.apology(chat)


def _reception(
    settings: Settings, living: LivingLibrary, desk: Desk, store: Store, recorder: Recorder
) -> StaffedReception:
    access = Access(store, open_to_all=settings.access == "open", admins=settings.admin_ids)

    async def questions() -> list[str]:
        past = await store.questions.latest(settings.preview_questions)
        return [one.text for one in past]

    office = ChangeOffice(living, store.audit, questions)
    names = Names(store, settings.admin_ids)
    documents = DocumentCommands(office, names)
    groups: tuple[Any, ...] = (
        documents,
        GapCommands(office, store, documents, names.key_of),
        PeopleCommands(access, store, names),
    )
    admin = AdminDesk(access, documents, groups, lambda: living.edition.version)
    return StaffedReception(desk, store, access, recorder, admin)
