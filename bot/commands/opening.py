"""The store and who may what in it, for one command."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.access import AT_THE_SERVER, Access
from bot.names import Names, account
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.store.store import Store


@dataclass(frozen=True)
class Opened:
    """What a command works with; `actor` is the key of the server's account that started it."""

    settings: Settings
    store: "Store"
    access: Access
    actor: str


@asynccontextmanager
async def opened() -> AsyncIterator[Opened]:
    """Open the store of the settings. Raises WrongSetting and StoreError."""
    from bot.store.store import Store

    settings = Settings.load()
    async with Store.open(settings.database_url, settings.data) as store:
        access = Access(store, open_to_all=settings.access == "open", admins=settings.admin_ids)
        yield Opened(settings, store, access, store.key_of(AT_THE_SERVER, account()))


async def names_of_keys(opened: Opened) -> dict[str, str]:
    """Names to show for the keys in logs."""
    return await Names(opened.store, opened.settings.admin_ids).names()
