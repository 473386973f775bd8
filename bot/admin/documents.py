"""Documents and versions from a chat: what will change is shown first, and waits for a yes."""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.admin.desk import Command
from bot.admin.given import SHOWN, read_given
from bot.admin.page import ACTS, listed, page, shortened
from bot.admin.pending import Pending
from bot.changing import ChangeOffice, Prepared
from bot.labels import directive_name, instant
from bot.preview_report import message
from bot.reception import SentFile, Visitor
from bot.replies import Reply
from bot.shelf import FileReport, Intake, replace_with, take_in
from bot.store.errors import StoreError
from corpus.changes import Change, restore, withdraw
from corpus.dates import HANOI
from corpus.documents import Document
from corpus.errors import Conflict, Refusal
from corpus.library import Library
from corpus.naming import withdrawn_documents
from corpus.readers.archives import SourceFile, source_files

_OUTCOMES = {
    "added": "thêm mới",
    "replaced": "thay bản cũ",
    "unchanged": "đã có, không đổi gì",
    "refused": "không nhận",
}
_UNRECORDED = "Kho dữ liệu đang không ghi được, nên việc này chưa có trong /nhatky."
# The fields of which a report says so itself are not listed a second time.
_GUESSED = "Đoán, xin xem lại"
_VERSIONS_SHOWN = 10
_SHORT = 8
_NAMED = 100


# What was asked for, worked out once more over the library as it is by then.
Again = Callable[[], Awaitable[Reply]]


class Register(Protocol):
    """Who people are behind the keys that stand in logs."""

    def key_of(self, channel: str, person_id: str) -> str: ...

    async def names(self) -> Mapping[str, str]:
        """Names to show, by key; of whom nobody knows a name, none."""
        ...


@dataclass(frozen=True, eq=False)
class _Proposed:
    prepared: Prepared
    heading: str
    again: Again | None


class DocumentCommands:
    """The commands that change which documents there are, and go back."""

    def __init__(self, office: ChangeOffice, register: Register) -> None:
        self._office = office
        self._register = register
        self._pending: Pending[_Proposed] = Pending()

    def commands(self) -> Iterable[Command]:
        """What may be typed, in the order of the help."""
        return (
            Command("them", "change", "gửi tệp, hay dán nguyên văn vào sau", self._add),
            Command("thaythe", "change", "gửi tệp, chú thích /thaythe MÃ", self._how_replace),
            Command("rut", "change", "rút một tài liệu: /rut MÃ", self._withdraw),
            Command("khoiphuc", "change", "đưa bản đã rút trở lại: /khoiphuc MÃ", self._restore),
            Command("danhsach", "change", "có những tài liệu nào", self._list),
            Command("phienban", "change", "các phiên bản của thư viện", self._versions),
            Command("quaylai", "change", "quay lại một phiên bản: /quaylai MÃ", self._rollback),
            Command("naplai", "change", "đọc lại thư mục tài liệu", self._reload),
            Command("xacnhan", "change", "", self._accept),
            Command("bo", "change", "", self._drop),
        )  # fmt: skip

    # -- documents in ------------------------------------------------------------------------

    async def receive(self, visitor: Visitor, file: SentFile, caption: str) -> Reply:
        """What the file would change, with the buttons to say yes or no."""
        first, *lines = caption.strip().splitlines() or [""]
        name, *rest = first.split(maxsplit=1) if first.startswith("/") else ("/them", first)
        document_id = "".join(rest).strip()
        if name.lower() == "/thaythe":
            if not document_id:
                return await self._how_replace(visitor, "")
            given = read_given(lines)
            source = SourceFile(file.name, await file.fetch())
            return await self._replace(visitor, document_id, source, given)
        if name.lower() != "/them":
            todo = (
                "Với tệp chỉ dùng /them hay /thaythe MÃ; lệnh khác thì nhắn riêng, không kèm tệp."
            )
            raise Refusal("given", f"“{name}”", "không phải việc làm với một tệp", todo)
        # Where nothing says its day, it is the day it was sent, told as a guess.
        today = dt.datetime.now(HANOI).date().isoformat()
        given = {"published": today, **read_given([document_id, *lines])}
        data = await file.fetch()
        sources = await asyncio.to_thread(lambda: list(source_files(data, file.name)))
        return await self._take_in(visitor, sources, given)

    async def _replace(
        self, visitor: Visitor, document_id: str, source: SourceFile, given: dict[str, str]
    ) -> Reply:
        living = self._office.living
        change = await asyncio.to_thread(
            replace_with, living.edition.library, living.files, document_id, source, given
        )
        return await self.propose(
            visitor,
            change,
            f"Thay {change.documents[0]} bằng {source.name}",
            lambda: self._replace(visitor, document_id, source, given),
        )

    async def _add(self, visitor: Visitor, text: str) -> Reply:
        if not text:
            how = (
                "Gửi tệp vào đây: .docx, .pdf có chữ, .html, .txt, .md, hay .zip gồm các tệp ấy. "
                "Hoặc nhắn /them, xuống dòng, rồi dán nguyên văn."
            )
            fields = "\n".join(f"{name}: …" for name in SHOWN.values())
            about = (
                f"Muốn ghi rõ điều gì thì viết ở chú thích của tệp, mỗi dòng một điều:\n{fields}"
            )
            return self._page("Thêm tài liệu", how, about)
        return await self._take_in(visitor, [SourceFile("tin-nhan.txt", text.encode())], {})

    async def _how_replace(self, _visitor: Visitor, text: str) -> Reply:
        how = f"Gửi tệp mới vào đây với chú thích: /thaythe {text or 'MÃ'}"
        return self._page("Thay một tài liệu", how, "Mã có ở /danhsach.")

    async def _take_in(
        self, visitor: Visitor, sources: list[SourceFile | Refusal], given: dict[str, str]
    ) -> Reply:
        living = self._office.living
        intake: Intake = await asyncio.to_thread(
            take_in, living.edition.library, living.files, sources, given
        )
        told = listed(line for report in intake.reports for line in _reported(report))
        if intake.change is None:
            refused = len(intake.refused) == len(intake.reports)
            return self._page("Không thêm gì" if refused else "Không có gì mới", told)
        return await self._propose(
            visitor,
            intake.change,
            _taken(intake.reports),
            told,
            lambda: self._take_in(visitor, sources, given),
        )

    async def _withdraw(self, visitor: Visitor, document_id: str) -> Reply:
        return await self._one(visitor, document_id, withdraw, "Rút", "rut")

    async def _restore(self, visitor: Visitor, document_id: str) -> Reply:
        return await self._one(visitor, document_id, restore, "Khôi phục", "khoiphuc")

    async def _one(
        self,
        visitor: Visitor,
        document_id: str,
        change_of: Callable[..., Change],
        verb: str,
        command: str,
    ) -> Reply:
        if not document_id:
            return self._page(
                "", f"Ghi mã hay số hiệu của tài liệu: /{command} MÃ. Mã có ở /danhsach."
            )
        living = self._office.living
        change = await asyncio.to_thread(
            change_of, living.edition.library, living.files, document_id
        )
        heading = f"{verb} {change.documents[0]}"
        return await self.propose(
            visitor,
            change,
            heading,
            lambda: self._one(visitor, document_id, change_of, verb, command),
        )

    # -- yes or no ---------------------------------------------------------------------------

    async def propose(
        self, visitor: Visitor, change: Change, heading: str, again: Again | None = None
    ) -> Reply:
        """What a change would do, with the buttons to say yes or no.

        `again` works it out anew where the library has moved on when the yes comes.
        """
        told = listed(f"• {note}" for note in change.notes)
        return await self._propose(visitor, change, heading, told, again)

    async def _propose(
        self, visitor: Visitor, change: Change, heading: str, told: str, again: Again | None
    ) -> Reply:
        if change.unchanged:
            return self._page("Không có gì đổi", told)
        prepared = await self._office.prepare(change)
        # What the check has to say comes behind what the change said of itself.
        checked = prepared.proposal.notes[len(change.notes) :]
        told = "\n".join([told, *(f"• {note}" for note in checked)])
        return self._asking(visitor, prepared, heading, told, again)

    def _asking(
        self, visitor: Visitor, prepared: Prepared, heading: str, told: str, again: Again | None
    ) -> Reply:
        code = self._pending.put(_owner(visitor), _Proposed(prepared, heading, again))
        return self._page(
            f"{heading}: chờ xác nhận",
            told,
            message(prepared.preview),
            note="Chưa có gì thay đổi. Bấm Xác nhận để áp dụng; điều này chờ trong 30 phút.",
            actions=[("Xác nhận", f"/xacnhan {code}"), ("Bỏ", f"/bo {code}")],
        )

    async def _accept(self, visitor: Visitor, code: str) -> Reply:
        proposed = self._pending.take(_owner(visitor), code)
        if proposed is None:
            return self._page("", "Không còn gì chờ xác nhận ở mã ấy; xin làm lại từ đầu.")
        proposal = proposed.prepared.proposal
        before, after = proposal.current.version, proposal.edition.version
        note = ""
        try:
            await self._office.accept(proposed.prepared, actor=self._key_of(visitor))
        except Conflict:
            return await self._moved_on(proposed)
        except StoreError:
            if self._version != after:
                self._pending.give_back(_owner(visitor), code, proposed)
                raise
            note = _UNRECORDED
        return self._page(
            f"{proposed.heading}: xong",
            f"Phiên bản {after[:_SHORT]}, trước đó {before[:_SHORT]}.",
            note=note,
            actions=[(f"Quay lại {before[:_SHORT]}", f"/quaylai {before}")],
        )

    async def _moved_on(self, proposed: _Proposed) -> Reply:
        """Nothing was changed; what would change now is shown, to be said yes to again."""
        told = "Chưa áp dụng: thư viện vừa đổi sau khi điều này được xem."
        if proposed.again is None:
            return self._page("", f"{told} Xin làm lại.")
        anew = await proposed.again()
        first = self._page("", told).blocks
        return anew.model_copy(
            update={"blocks": (*first, *anew.blocks), "shown": (*first, *anew.shown)}
        )

    async def _drop(self, visitor: Visitor, code: str) -> Reply:
        dropped = self._pending.take(_owner(visitor), code)
        return self._page("", "Đã bỏ, không có gì thay đổi." if dropped else "Không còn gì để bỏ.")

    # -- looking and going back --------------------------------------------------------------

    async def _list(self, _visitor: Visitor, _text: str) -> Reply:
        library, files = self._office.living.edition.library, self._office.living.files
        lines = [described(library, document) for document in library.documents]
        lines += [f"• {one.id}: {one.title} (đã rút)" for one in withdrawn_documents(files)]
        return self._page(f"{len(library.documents)} tài liệu", listed(lines))

    async def _versions(self, _visitor: Visitor, _text: str) -> Reply:
        moves = self._office.living.versions.versions()[:_VERSIONS_SHOWN]
        if not moves:
            return self._page("", "Thư viện chưa đổi lần nào.")
        names = await self._register.names()
        lines = [
            f"• {v.version[:_SHORT]} · {v.at.astimezone(HANOI):%H:%M %d/%m/%Y} · "
            f"{names.get(v.by, v.by[:_SHORT])} · "
            f"{ACTS[v.action]} {shortened(', '.join(v.documents), _NAMED)}".rstrip()
            for v in moves
        ]
        older = [v.version for v in moves if v.version != self._version][:3]
        actions = [(f"Quay lại {v[:_SHORT]}", f"/quaylai {v}") for v in dict.fromkeys(older)]
        return self._page("Các phiên bản, mới nhất trước", listed(lines), actions=actions)

    async def _rollback(self, visitor: Visitor, version: str) -> Reply:
        if not version:
            return await self._versions(visitor, "")
        prepared = await self._office.prepare_rollback(version)
        if prepared.proposal.unchanged:
            return self._page("", "Đang dùng đúng phiên bản ấy.")
        heading = f"Quay lại {prepared.proposal.edition.version[:_SHORT]}"
        told = listed(f"• {note}" for note in prepared.proposal.notes)
        return self._asking(
            visitor, prepared, heading, told, lambda: self._rollback(visitor, version)
        )

    async def _reload(self, visitor: Visitor, _text: str) -> Reply:
        before = self._version
        try:
            changed = await self._office.reload(actor=self._key_of(visitor))
        except StoreError:
            if self._version == before:
                raise
            return self._page("Đã nạp lại", note=_UNRECORDED)
        if not changed:
            return self._page("", "Thư mục tài liệu không có gì mới.")
        return self._page("Đã nạp lại", listed(f"• {one}" for one in changed))

    # -- parts -------------------------------------------------------------------------------

    @property
    def _version(self) -> str:
        return self._office.living.edition.version

    def _key_of(self, visitor: Visitor) -> str:
        return self._register.key_of(visitor.channel, visitor.id)

    def _page(
        self,
        heading: str,
        *paragraphs: str,
        actions: Iterable[tuple[str, str]] = (),
        note: str = "",
    ) -> Reply:
        return page(heading, *paragraphs, actions=actions, note=note, library=self._version)


def described(library: Library, document: Document) -> str:
    """One line of a list of documents."""
    at = instant(document.published)
    if document.directive is not None:  # issued on a day, at no hour
        at = at.partition(" ")[0]
    told = [f"{len(document.passages)} đoạn", at]
    if document.directive is not None:
        newer = library.superseded_by(document.directive)
        told += [f"đã được thay thế bởi {directive_name(newer)}"] if newer else []
    return f"• {document.id}: {document.title} ({', '.join(told)})"


def _taken(reports: Sequence[FileReport]) -> str:
    """What is done with the files that change something."""
    done = [report for report in reports if report.outcome in ("added", "replaced")]
    if len(done) == 1:
        return f"{'Thêm' if done[0].outcome == 'added' else 'Thay'} {done[0].document}"
    return f"Nhận {len(done)} tài liệu"


def _reported(report: FileReport) -> list[str]:
    """One file: what becomes of it, what stands above it, and what to look at."""
    lines = [f"{report.name}: {_OUTCOMES[report.outcome]}"]
    shown = [(name, _readable(name, value)) for name, value in report.front if name in SHOWN]
    lines += [
        f"{SHOWN[name]}: {value}{' (đoán)' if name in report.guessed else ''}"
        for name, value in shown
    ]
    return lines + [f"• {note}" for note in report.notes if not note.startswith(_GUESSED)]


def _readable(name: str, value: str) -> str:
    """A field as people read it; a document without an hour is of a day."""
    if name != "published":
        return value
    return instant(dt.datetime.fromisoformat(value)).removesuffix(" 00:00")


def _owner(visitor: Visitor) -> str:
    return f"{visitor.channel}:{visitor.id}"
