"""What can be wrong with the store, said so that the operator can mend it.

BotError
└── StoreError
    ├── StoreUnavailable   out of reach, locked, full or read-only: trying again later may help
    ├── DamagedStore       what is there is no database, or a broken one
    ├── NewerStore         written by a newer program than this one
    └── Unstorable         the store is well and refuses this very row

The messages name the database without its password.
"""

from bot.errors import BotError


class StoreError(BotError):
    """Base of every error of the store."""


class StoreUnavailable(StoreError):
    """The store cannot be used now."""


class DamagedStore(StoreError):
    """The database cannot be read."""


class NewerStore(StoreError):
    """The database has migrations that this program does not know."""


class Unstorable(StoreError):
    """A row that no retry will store."""
