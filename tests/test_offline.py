"""The tests' own guard: nothing but loopback can be reached, from here or from a subprocess."""

import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.offline import NetworkRefused

OUTSIDE = "192.0.2.1"  # set aside for documentation: nobody answers there


def test_a_connection_to_the_outside_is_refused_and_its_address_named() -> None:
    with (
        socket.socket() as opened,
        pytest.raises(NetworkRefused, match=rf"socket\.connect to '{OUTSIDE}' refused"),
    ):
        opened.connect((OUTSIDE, 443))


def test_a_connection_that_returns_its_error_is_refused_too() -> None:
    with socket.socket() as opened, pytest.raises(NetworkRefused, match=OUTSIDE):
        opened.connect_ex((OUTSIDE, 443))


@pytest.mark.parametrize("look_up", [socket.gethostbyname, socket.gethostbyname_ex])
def test_a_name_is_not_looked_up(look_up: Callable[[str], object]) -> None:
    with pytest.raises(NetworkRefused, match=r"example\.invalid"):
        look_up("example.invalid")


def test_addresses_of_a_name_are_not_looked_up() -> None:
    with pytest.raises(NetworkRefused, match=r"example\.invalid"):
        socket.getaddrinfo("example.invalid", 443)


def test_a_datagram_to_the_outside_is_refused() -> None:
    with (
        socket.socket(type=socket.SOCK_DGRAM) as opened,
        pytest.raises(NetworkRefused, match=OUTSIDE),
    ):
        opened.sendto(b"?", (OUTSIDE, 53))


@pytest.mark.skipif(not socket.has_ipv6, reason="no IPv6 here")
def test_ipv6_is_refused_as_well() -> None:
    with (
        socket.socket(socket.AF_INET6) as opened,
        pytest.raises(NetworkRefused, match="2001:db8::1"),
    ):
        opened.connect(("2001:db8::1", 443))


@pytest.mark.parametrize("host", ["127.0.0.1.example.invalid", "127.evil", "localhost.invalid"])
def test_a_name_that_looks_like_loopback_is_not(host: str) -> None:
    with pytest.raises(NetworkRefused):
        socket.getaddrinfo(host, 80)


def test_a_subprocess_is_kept_offline() -> None:
    code = f"import socket; socket.create_connection(({OUTSIDE!r}, 443), timeout=1)"
    command = [sys.executable, "-c", code]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    assert ended.returncode == 1
    assert f"'{OUTSIDE}' refused" in ended.stderr


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_loopback_stays_open(host: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with socket.create_connection((host, port), timeout=2) as opened:
            assert opened.getpeername() == ("127.0.0.1", port)


def test_unix_sockets_stay_open(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as opened:
        server.bind(str(tmp_path / "s"))
        server.listen()
        opened.connect(str(tmp_path / "s"))
