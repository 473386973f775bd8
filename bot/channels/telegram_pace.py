"""How fast the bot writes, and what it does when Telegram asks it to wait or cannot be reached.

Telegram allows bursts and publishes no exact limits, so the bot writes at once until it is told
to wait (429). From then on it keeps to the published rates (one message a second in a chat, 20 a
minute in a group, 30 a second in all) until all has been calm for a minute. PTB's own limiter
retries nothing by default, makes every chat wait for one, and has no rate for a private chat.
"""

import asyncio
import datetime as dt
import logging
from collections.abc import Callable, Coroutine
from typing import Any, Literal

from telegram.error import BadRequest, NetworkError, RetryAfter
from telegram.ext import BaseRateLimiter

ONCE: Literal[True] = True

# A message sent on the dot can still arrive too early for Telegram.
SLACK_S = 0.1
PRIVATE_INTERVAL_S = 1.0 + SLACK_S
GROUP_INTERVAL_S = 3.0 + SLACK_S
OVERALL_INTERVAL_S = 1 / 30
CALM_S = 60.0
# So many chats told to wait at the same time mean that the bot as a whole is too fast.
CHATS_IN_FLOOD = 3
# Worth nothing when they are late, so they are tried once.
FLEETING = frozenset({"sendChatAction", "answerCallbackQuery"})
# httpx goes through all its connections for each call: measured on loopback, 16 carry more
# messages a second than 64 do. Over a distance of 0.1 s they still carry 160.
CALLS_AT_ONCE = 16
NETWORK_PAUSE_MAX_S = 16.0

_LOG = logging.getLogger(__name__)

Result = bool | dict[str, Any] | list[dict[str, Any]]


class _Lane:
    """Turns `interval` seconds apart, and none before `held_until`; times of the loop's clock."""

    def __init__(self, interval: float) -> None:
        self.interval = interval
        self.next_at = 0.0
        self.held_until = 0.0

    def take(self, now: float) -> float:
        """Seconds to wait for the next turn, which is taken."""
        turn = max(now, self.next_at)
        self.next_at = turn + self.interval
        return turn - now

    def hold(self, until: float) -> None:
        self.held_until = max(self.held_until, until)
        self.next_at = max(self.next_at, until)


class Pace(BaseRateLimiter[Literal[True]]):
    """Retries each call, in its chat's turn, until Telegram has taken it.

    After `flood_retries` waits, or `network_retries` failures of the network, the error goes to
    the caller. A call with `rate_limit_args=ONCE` is tried once.
    """

    def __init__(
        self, *, flood_retries: int = 10, network_retries: int = 6, network_pause_s: float = 0.5
    ) -> None:
        self._flood_retries = flood_retries
        self._network_retries = network_retries
        self._network_pause_s = network_pause_s
        self._lanes: dict[int, _Lane] = {}
        self._overall: _Lane | None = None
        self._calls = asyncio.Semaphore(CALLS_AT_ONCE)

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to free."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Result]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Literal[True] | None,
    ) -> Result:
        if endpoint == "sendChatAction" and self._calls.locked():
            return True  # no "typing…" at the cost of an answer
        if endpoint in FLEETING:
            async with self._calls:
                return await callback(*args, **kwargs)
        chat = data.get("chat_id")
        floods, failures = 0, 0
        while True:
            await self._turn(chat)
            try:
                async with self._calls:
                    return await callback(*args, **kwargs)
            except RetryAfter as error:
                floods += 1
                if rate_limit_args or floods > self._flood_retries:
                    raise
                self._flooded(chat, _seconds(error), endpoint)
            except BadRequest:
                raise  # PTB counts it among network errors, but it will be as bad next time
            except NetworkError as error:
                failures += 1
                # Only what somebody waits for is worth retrying here; starting has its own way.
                if rate_limit_args or chat is None or failures > self._network_retries:
                    raise
                pause = min(NETWORK_PAUSE_MAX_S, self._network_pause_s * 2 ** (failures - 1))
                _LOG.warning("Telegram: %s hỏng (%s), thử lại sau %.1f s", endpoint, error, pause)
                await asyncio.sleep(pause)

    async def _turn(self, chat: int | None) -> None:
        if not self._lanes:
            return
        now = asyncio.get_running_loop().time()
        self._forget_calm(now)
        lanes = [lane for lane in (self._overall, self._lanes.get(chat or 0)) if lane is not None]
        wait = max((lane.take(now) for lane in lanes), default=0.0)
        if wait > 0:
            await asyncio.sleep(wait)

    def _flooded(self, chat: int | None, seconds: float, endpoint: str) -> None:
        now = asyncio.get_running_loop().time()
        _LOG.warning("Telegram: %s phải chờ %g s vì gửi quá nhanh", endpoint, seconds)
        interval = GROUP_INTERVAL_S if (chat or 0) < 0 else PRIVATE_INTERVAL_S
        lane = self._lanes.setdefault(chat or 0, _Lane(interval))
        until = now + seconds + SLACK_S
        lane.hold(until)
        if sum(lane.held_until > now for lane in self._lanes.values()) >= CHATS_IN_FLOOD:
            self._overall = self._overall or _Lane(OVERALL_INTERVAL_S)
            self._overall.hold(until)

    def _forget_calm(self, now: float) -> None:
        self._lanes = {
            chat: lane for chat, lane in self._lanes.items() if lane.held_until > now - CALM_S
        }
        if self._overall is not None and self._overall.held_until < now - CALM_S:
            self._overall = None


def _seconds(error: RetryAfter) -> float:
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, dt.timedelta) else float(wait)
