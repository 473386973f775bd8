"""Keeps tests on this machine: whatever tries to reach further is refused, and the address named.

The hook sees every socket of the process, whichever library opened it, and cannot be taken out.
"""

import socket
import sys
from typing import Any

LOCAL_NAMES = frozenset({"localhost", "::1", "0.0.0.0", "::", ""})  # noqa: S104 - not bound to
LOOKUPS = frozenset(
    {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"}
)
SENDINGS = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})

_installed = False


class NetworkRefused(RuntimeError):
    """A test reached for the network. No OSError, so that no retry takes it for a bad line."""

    def __init__(self, event: str, host: object) -> None:
        super().__init__(f"tests stay offline: {event} to {host!r} refused, only loopback is open")


def install() -> None:
    """Refuse the network from now on, for good."""
    global _installed  # noqa: PLW0603 - a hook is for the whole process and can be added twice
    if not _installed:
        _installed = True
        sys.addaudithook(_refuse)


def _refuse(event: str, args: tuple[Any, ...]) -> None:
    if event in LOOKUPS:
        host = args[0][0] if isinstance(args[0], tuple) else args[0]
    elif event in SENDINGS:
        opened, address = args
        if opened.family not in (socket.AF_INET, socket.AF_INET6) or address is None:
            return
        host = address[0]
    else:
        return
    if not _is_local(host):
        raise NetworkRefused(event, host)


def _is_local(host: object) -> bool:
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if host is None:
        return True
    name = str(host).lower().removeprefix("::ffff:")
    return name in LOCAL_NAMES or (name.startswith("127.") and name[4:].replace(".", "").isdigit())
