"""What the server answers instead of a result.

ApiError
└── BadRequest   the bot asked for something that Telegram refuses: always a violation
"""

from typing import Any


class ApiError(Exception):
    """A reply `{"ok": false, ...}` with its HTTP status, as Telegram words it."""

    def __init__(self, code: int, description: str, *, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code, self.description, self.retry_after = code, description, retry_after

    def body(self) -> dict[str, Any]:
        body: dict[str, Any] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.retry_after is not None:
            body["parameters"] = {"retry_after": self.retry_after}
        return body


class BadRequest(ApiError):
    """A 400; `reason` is what stands behind "Bad Request: "."""

    def __init__(self, reason: str) -> None:
        super().__init__(400, f"Bad Request: {reason}")


def flooded(retry_after: int) -> ApiError:
    """The 429 that Telegram sends; the wait stands in its words and in its parameters."""
    reason = f"Too Many Requests: retry after {retry_after}"
    return ApiError(429, reason, retry_after=retry_after)
