"""A strict Bot API server on loopback: `BotApi`."""

from tests.botapi.records import Call, Fault, Sent
from tests.botapi.server import BotApi

__all__ = ["BotApi", "Call", "Fault", "Sent"]
