"""The server's HTTP side: an address and a form in, a call carried out, Telegram's JSON out."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.botapi import parameters
from tests.botapi.errors import ApiError, BadRequest, flooded
from tests.botapi.methods import Methods
from tests.botapi.records import Call, Fault

if TYPE_CHECKING:
    from tests.botapi.server import BotApi

_PATH = re.compile(r"/bot(?P<token>[^/]+)/(?P<method>[^/]+)")
_FILE = re.compile(r"/file/bot(?P<token>[^/]+)/documents/(?P<id>[^/]+)")
_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
_METHOD_NAMES = {name.lower(): name for name in parameters.METHODS}


class Front:
    """Answers the requests made to a `BotApi`."""

    def __init__(self, api: BotApi, *, limits: bool) -> None:
        self._api = api
        self._methods = Methods(api, limits=limits)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        wanted = _FILE.fullmatch(request.path)
        if wanted is not None and wanted["token"] == self._api.token:
            data = self._api.files.get(wanted["id"])
            return web.Response(status=404) if data is None else web.Response(body=data)
        found = _PATH.fullmatch(request.path)
        if found is None or not _TOKEN.fullmatch(found["token"]):
            return _json(ApiError(404, "Not Found").body(), 404)
        if found["token"] != self._api.token:
            return _json(ApiError(401, "Unauthorized").body(), 401)
        call = Call(found["method"], {}, asyncio.get_running_loop().time())
        self._api.calls.append(call)
        self._api.news.set()
        try:
            call.params = await _parameters(request)
            return await self._answer(call, request)
        except asyncio.CancelledError:
            call.code, call.description = 0, "the client hung up"
            raise
        finally:
            self._api.news.set()

    async def _answer(self, call: Call, request: web.Request) -> web.StreamResponse:
        try:
            self._read(call)
            fault = self._fault(call)
            if fault is not None and fault.kind == "delay":
                await fault.wait()
                fault = None
            if fault is not None and fault.kind != "drop_after":
                return _failed(fault, call, request)
            result = await self._methods.run(call)
        except ApiError as error:
            if isinstance(error, BadRequest):
                self._api.violations.append(f"{call.method}: {error.description}")
            call.code, call.description = error.code, error.description
            return _json(error.body(), error.code)
        if fault is not None:
            return _hang_up(call, request)
        call.code = 200
        return _json({"ok": True, "result": result}, 200)

    def _read(self, call: Call) -> None:
        name = _METHOD_NAMES.get(call.method.lower())
        if name is None:
            self._api.violations.append(f"{call.method}: no such method")
            raise ApiError(404, "Not Found: method not found")
        call.method, call.params = name, parameters.read(name, call.params)

    def _fault(self, call: Call) -> Fault | None:
        """The failure scripted for this call, the earliest first; it then has one time less."""
        return next((one for one in self._api.faults if one.take(call.method, call.params)), None)


def _failed(fault: Fault, call: Call, request: web.Request) -> web.Response:
    if fault.kind == "drop":
        return _hang_up(call, request)
    if fault.kind == "flood":
        raise flooded(fault.retry_after)
    if fault.body is None:
        raise ApiError(fault.code, "Internal Server Error")
    call.code = fault.code
    return web.Response(text=fault.body, status=fault.code)


def _hang_up(call: Call, request: web.Request) -> web.Response:
    call.code, call.description = 0, "dropped"
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _json(body: dict[str, Any], status: int) -> web.Response:
    return web.json_response(body, status=status)


async def _parameters(request: web.Request) -> dict[str, Any]:
    """Parameters from the query, a form or a JSON body, as Telegram takes them."""
    given: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        body = await request.json()
        given |= body if isinstance(body, dict) else {}
    elif request.method == "POST":
        given |= dict(await request.post())
    return given
