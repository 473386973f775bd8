"""Keyed hashes in place of people's ids, so that a log of questions names nobody.

HMAC-SHA-256 (RFC 2104) with a secret of 32 bytes in the data folder: without it, not even somebody
who has the log and a list of all ids can tell who asked.
"""

import hmac
import os
import re
import secrets
from hashlib import sha256
from pathlib import Path

from bot.store.errors import StoreUnavailable

SECRET_FILE = "secret"  # noqa: S105 - the name of a file
_SECRET_BYTES = 32
_KEY_DIGITS = 32
_KEY = re.compile(rf"[0-9a-f]{{{_KEY_DIGITS}}}")


class Keys:
    """Makes keys: 32 hex digits, always the same for the same id and secret.

    A person, a chat and a message of the same number have nothing in common.
    """

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    @classmethod
    def load(cls, data: Path) -> "Keys":
        """The keys of a data folder, whose secret is made at first.

        Raises StoreUnavailable when the secret can be neither read nor written, or is damaged: a
        new one would make strangers of everybody, so it is never replaced.
        """
        file = data / SECRET_FILE
        try:
            data.mkdir(parents=True, exist_ok=True)
            secret = _read(file) or _create(file)
        except OSError as exc:
            raise StoreUnavailable(
                f"không đọc hay ghi được {file}: {exc.strerror}. "
                "Hãy cho tài khoản này quyền ghi thư mục GIAOBAN_DATA, hoặc đặt thư mục khác"
            ) from exc
        if len(secret) != _SECRET_BYTES:
            raise StoreUnavailable(
                f"{file} dài {len(secret)} byte thay vì {_SECRET_BYTES}: tệp đã hỏng. "
                "Hãy chép lại từ bản sao lưu; không còn thì xoá tệp này, mọi người sẽ là người lạ"
            )
        return cls(secret)

    def person(self, channel: str, person_id: str | int) -> str:
        """The key of somebody in a channel ("telegram", "zalo", "web", "terminal")."""
        return self._key("person", channel, str(person_id))

    def chat(self, channel: str, chat_id: str | int) -> str:
        """The key of a chat."""
        return self._key("chat", channel, str(chat_id))

    def message(self, channel: str, message_id: str | int) -> str:
        """The key of a message; an id of Telegram's needs its chat's before it, to be one."""
        return self._key("message", channel, str(message_id))

    def code(self, code: str) -> str:
        """The key of an invitation's code."""
        return self._key("code", code)

    def _key(self, *parts: str) -> str:
        # Lengths in front, so that no two lists of parts are the same bytes.
        text = "".join(f"{len(part)}:{part}" for part in parts).encode("utf-8", "surrogatepass")
        return hmac.new(self._secret, text, sha256).hexdigest()[:_KEY_DIGITS]


def is_key(text: str) -> bool:
    """Whether `text` is a key, and so no id as a channel gives it."""
    return _KEY.fullmatch(text) is not None


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None


def _create(file: Path) -> bytes:
    """Write a secret whole or not at all; of several processes, one wins and all read its."""
    fresh = file.with_name(f"{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(secrets.token_bytes(_SECRET_BYTES))
            stream.flush()
            os.fsync(stream.fileno())
        try:
            os.link(fresh, file)
        except FileExistsError:
            pass
        except OSError:  # a file system without hard links: exclusive creation is the next best
            _copy_exclusively(fresh, file)
    finally:
        fresh.unlink()
    return file.read_bytes()


def _copy_exclusively(fresh: Path, file: Path) -> None:
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "wb") as stream:
        stream.write(fresh.read_bytes())
