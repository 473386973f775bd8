"""Errors of this room that a person can mend; a wrong setting is `bot.settings.WrongSetting`.

BotError
├── FailedCheck       a library that must not be answered from; `reasons` says why
├── MissingPackages   measuring a ranking needs what is not installed
├── ReplayError       files with nothing to ask, or one that is not understood
└── UnusableBackup    a backup that can't be written, read, or restored here
"""

from collections.abc import Sequence


class BotError(Exception):
    """Base of the errors that end a command with their text."""


class FailedCheck(BotError):
    """A library that didn't pass its checks; the one in use stays."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = tuple(reasons)


class MissingPackages(BotError):
    """Packages of the extra "eval" that are not installed."""


class ReplayError(BotError):
    """The files hold no conversation to play, or one that cannot be understood."""


class UnusableBackup(BotError):
    """A backup that can't be written, read, or restored here; nothing was changed."""
