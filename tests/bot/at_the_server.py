"""The commands of `giaoban` as typed at the server, run within this process to be quick."""

import contextlib
import io
import os
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.app import versions_folder
from bot.cli import main
from bot.settings import PREFIX, Settings
from corpus.folder import read_folder
from corpus.library import SHIPPED, Library
from corpus.versions import VersionStore


@dataclass(frozen=True)
class Done:
    """How a command ended and what it printed."""

    status: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """Everything it printed."""
        return self.out + self.err


class Server:
    """One server's data and the folder its library starts from, None for the shipped one."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, folder: Path, base: Path | None = None
    ) -> None:
        self._patch = monkeypatch
        self.folder = folder
        self._base = base
        self._patch.chdir(folder)
        for name in [name for name in os.environ if name.startswith(PREFIX)]:
            self._patch.delenv(name)
        self._patch.setenv("GIAOBAN_DATA", str(folder / "data"))
        if base is not None:
            self._patch.setenv("GIAOBAN_LIBRARY", str(base))

    def run(self, *args: str, stdin: bytes = b"") -> Done:
        """`giaoban` with these arguments, where nobody sits at a terminal."""
        out, err = io.StringIO(), io.StringIO()
        status = 0
        with self._patch.context() as patch:
            patch.setattr(sys, "argv", ["giaoban", *args])
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
            patch.setenv("COLUMNS", "200")
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                try:
                    main()
                except SystemExit as exc:
                    status = exc.code if isinstance(exc.code, int) else int(bool(exc.code))
        return Done(status, out.getvalue(), err.getvalue())

    def yes(self, *args: str, stdin: bytes = b"") -> str:
        """What a command prints that must succeed, without asking where it would."""
        done = self.run(*args, "--yes", stdin=stdin)
        assert done.status == 0, done.said
        return done.out

    def file(self, name: str, content: str | bytes) -> str:
        """A file to give to a command; its path."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)

    @property
    def versions(self) -> VersionStore:
        return VersionStore(versions_folder(Settings.load()))

    @property
    def library(self) -> Library:
        """What is answered from now."""
        head = self.versions.head()
        files = self.versions.files(head.version) if head else read_folder(self._base or SHIPPED)
        return Library.of(files, allow_empty=True)
