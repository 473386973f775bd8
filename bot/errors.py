"""Errors of this room that a person can mend; a wrong setting is `bot.settings.WrongSetting`.

BotError
├── MissingPackages   measuring a ranking needs what is not installed
└── ReplayError       files with nothing to ask, or one that is not understood
"""


class BotError(Exception):
    """Base of the errors that end a command with their text."""


class MissingPackages(BotError):
    """Packages of the extra "eval" that are not installed."""


class ReplayError(BotError):
    """The files hold no conversation to play, or one that cannot be understood."""
