"""Keeps the bot's token out of every log record, whichever library writes it at whatever level.

The token stands in the address of each call, so it turns up in httpx's lines, in the texts of
exceptions and in tracebacks. Records are cleaned where they are made, before any handler sees
them: a handler added later, or one that formats by itself, gets clean records too.
"""

import logging
import traceback
from collections.abc import Callable
from typing import Any

HIDDEN = "<token>"
# The half behind the colon is the secret one; shorter than this it is no real token's.
SECRET_LENGTH = 16


class _RedactingFactory:
    def __init__(self, make: Callable[..., logging.LogRecord]) -> None:
        self._make = make
        self._secrets: list[str] = []

    def hide(self, secret: str) -> None:
        if secret and secret not in self._secrets:
            # Longest first, so that a whole token is not left with its number behind.
            self._secrets = sorted([*self._secrets, secret], key=len, reverse=True)

    def __call__(self, *args: Any, **kwargs: Any) -> logging.LogRecord:
        record = self._make(*args, **kwargs)
        message = _message(record)
        if self._has_secret(message):
            record.msg, record.args = self._clean(message), None
        if record.exc_info and record.exc_info[0] is not None:
            told = "".join(traceback.format_exception(*record.exc_info)).rstrip("\n")
            if self._has_secret(told):
                # Formatters print exc_text as it stands and have no exception left to format.
                record.exc_text, record.exc_info = self._clean(told), None
        if record.stack_info:
            record.stack_info = self._clean(record.stack_info)
        return record

    def _has_secret(self, text: str) -> bool:
        return any(secret in text for secret in self._secrets)

    def _clean(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        return text


def hide_in_logs(token: str) -> None:
    """From now on, `token` is written as "<token>" in this process's log, and so is its secret
    half alone. Calls are no longer logged one by one: httpx does so at INFO.
    """
    factory = logging.getLogRecordFactory()
    if not isinstance(factory, _RedactingFactory):
        factory = _RedactingFactory(factory)
        logging.setLogRecordFactory(factory)
    factory.hide(token)
    secret = token.partition(":")[2]
    if len(secret) >= SECRET_LENGTH:
        factory.hide(secret)
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError, KeyError):
        # A line whose arguments do not fit: logging would print them raw, with its complaint.
        record.msg, record.args = f"{record.msg} {record.args}", None
        return str(record.msg)
