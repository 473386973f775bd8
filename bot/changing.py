"""Changes of the library as people make them: looked at, made live, written down."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from bot.living import LivingLibrary
from bot.preview import PastQuestion, Preview
from bot.proposals import Proposal
from corpus.changes import Change
from corpus.journal import Version

Questions = Callable[[], Awaitable[Sequence[PastQuestion]]]


class Audit(Protocol):
    """Where every change is written down; `actor` is the key of a person."""

    async def append(
        self,
        actor: str,
        act: str,
        *,
        from_version: str = "",
        to_version: str = "",
        details: dict[str, Any] | None = None,
    ) -> object: ...


@dataclass(frozen=True, eq=False)
class Prepared:
    """A change built and checked, and what it means for those who ask; nothing is live yet."""

    proposal: Proposal
    preview: Preview


class ChangeOffice:
    """Prepares changes beside the library that answers, and makes them live.

    What takes long is done in a thread, so that an event loop goes on answering.
    """

    def __init__(
        self,
        living: LivingLibrary,
        audit: Audit,
        questions: Questions,
    ) -> None:
        """`questions` are the last real ones, asked of both versions."""
        self.living = living
        self._audit = audit
        self._questions = questions

    async def prepare(self, change: Change) -> Prepared:
        """Build and check what `change` makes, and compare the answers.

        Raises FailedCheck or BrokenLibrary, with every reason.
        """
        return await self._compared(await asyncio.to_thread(self.living.propose, change))

    async def prepare_rollback(self, version: str) -> Prepared:
        """As `prepare`, for going back; `version` may be the beginning of one, or its number.

        Raises Refusal for no such version, DamagedVersion for one that can't be read.
        """
        meant = self.living.versions.find(version)
        return await self._compared(
            await asyncio.to_thread(self.living.propose_version, meant.version)
        )

    async def _compared(self, proposal: Proposal) -> Prepared:
        questions = await self._questions()
        preview = await asyncio.to_thread(self.living.preview, proposal, questions)
        return Prepared(proposal, preview)

    async def accept(self, prepared: Prepared, *, actor: str) -> Version:
        """Make it live; `actor` is the key of who does it: what is written here stays for good.

        Raises Conflict when the library moved on since it was prepared, and StoreError where it
        could not be written down: before anything is changed if the store can't even be read.
        """
        await self._questions()
        proposal = prepared.proposal
        before = proposal.current.version
        version = await asyncio.to_thread(self.living.accept, proposal, by=actor)
        await self._written(actor, version.action, before, version.version, proposal.documents)
        return version

    async def reload(self, *, actor: str) -> tuple[str, ...]:
        """Take in what changed in the folder the library comes from; says what, if anything.

        Raises StoreError as `accept` does.
        """
        await self._questions()
        before = self.living.edition.version
        changed = await asyncio.to_thread(self.living.reload, by=actor)
        after = self.living.edition.version
        if after != before:
            await self._written(actor, "reload", before, after, ())
        return changed

    async def _written(
        self, actor: str, act: str, before: str, after: str, documents: Sequence[str]
    ) -> None:
        await self._audit.append(
            actor,
            act,
            from_version=before,
            to_version=after,
            details={"documents": list(documents)} if documents else {},
        )
