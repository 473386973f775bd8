"""Runs kept as JSON, and what changed from one to another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from pydantic import BaseModel, ValidationError

from index.errors import SearchError


class UnusableRun(SearchError):
    """A run that cannot be kept or read."""


class Judged(Protocol):
    """One question of a run: whether it was answered right, and with what."""

    @property
    def id(self) -> str: ...
    @property
    def right(self) -> bool: ...
    @property
    def got(self) -> object: ...


One = TypeVar("One", bound=Judged)
Run = TypeVar("Run", bound=BaseModel)


@dataclass(frozen=True)
class Changes(Generic[One]):
    """What became of the questions, each as it was and as it is.

    `other_right` and `other_wrong` got another answer that is as right, or as wrong, as before;
    `added` were not asked before, `gone` are not asked any more.
    """

    newly_wrong: tuple[tuple[One, One], ...]
    newly_right: tuple[tuple[One, One], ...]
    other_right: tuple[tuple[One, One], ...]
    other_wrong: tuple[tuple[One, One], ...]
    added: tuple[str, ...]
    gone: tuple[str, ...]


def changes(before: Sequence[One], after: Sequence[One]) -> Changes[One]:
    """What changed, in the order of `after`. Questions are the same when their ids are."""
    old = {one.id: one for one in before}
    new = {one.id for one in after}
    both = [(old[one.id], one) for one in after if one.id in old]

    def pairs(was: bool, is_now: bool) -> tuple[tuple[One, One], ...]:
        return tuple(
            (a, b)
            for a, b in both
            if (a.right, b.right) == (was, is_now) and (was != is_now or a.got != b.got)
        )

    return Changes(
        newly_wrong=pairs(True, False),
        newly_right=pairs(False, True),
        other_right=pairs(True, True),
        other_wrong=pairs(False, False),
        added=_missing(after, old),
        gone=_missing(before, new),
    )


def _missing(run: Iterable[One], known: Iterable[str]) -> tuple[str, ...]:
    known = set(known)
    return tuple(one.id for one in run if one.id not in known)


def save_run(run: BaseModel, path: Path) -> None:
    """Write `run` to `path`, over what is there. Raises UnusableRun."""
    try:
        path.write_text(run.model_dump_json(indent=1) + "\n", encoding="utf-8")
    except (OSError, ValueError) as exc:  # ValueError: a text with half a character
        why = exc.strerror if isinstance(exc, OSError) else exc
        raise UnusableRun(f"không lưu được lượt đo vào {path}: {why}") from None


def load_run(path: Path, form: type[Run]) -> Run:
    """The run of this form that `save_run` wrote. Raises UnusableRun."""
    try:
        return form.model_validate_json(path.read_bytes())
    except OSError as exc:
        raise UnusableRun(f"không đọc được lượt đo {path}: {exc.strerror or exc}") from None
    except ValidationError as exc:
        error = exc.errors(include_url=False)[0]
        place = ".".join(map(str, error["loc"])) or "cả tệp"
        raise UnusableRun(
            f"{path}: không phải một lượt đo cùng loại do `giaoban eval … --save` lưu"
            f" ({place}: {error['msg']})"
        ) from None
