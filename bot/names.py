"""Who stands behind the keys in logs: people with a role, set admins, accounts of this machine."""

import os
import pwd
from collections.abc import Collection
from typing import TYPE_CHECKING

from bot.access import AT_THE_SERVER

if TYPE_CHECKING:
    from bot.store.store import Store

# What the program does of itself is by it; the same name as `bot.living.PROGRAM`.
_PROGRAM = "giaoban"


class Names:
    """Names for keys, as far as anybody knows them; the logs themselves have keys only."""

    def __init__(self, store: "Store", admins: Collection[str]) -> None:
        """`admins` are the ids of GIAOBAN_ADMINS."""
        self._store = store
        self._admins = admins

    def key_of(self, channel: str, person_id: str) -> str:
        """The key that a person has in logs."""
        return self._store.key_of(channel, person_id)

    async def names(self) -> dict[str, str]:
        """Names to show, by key; one that is nobody's any more has none."""
        names = {self.key_of(AT_THE_SERVER, name): f"máy chủ:{name}" for name in _accounts()}
        names[self.key_of(AT_THE_SERVER, _PROGRAM)] = _PROGRAM
        names |= {self.key_of("telegram", one): f"telegram:{one}" for one in self._admins}
        for person in await self._store.people.all():
            names[person.key] = person.name or f"{person.channel}:{person.address}"
        return names


def account() -> str:
    """The name of the account that runs this, or its number where it has none."""
    number = os.getuid()
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:  # as containers have them
        return str(number)


def _accounts() -> set[str]:
    return {account(), *(entry.pw_name for entry in pwd.getpwall())}
