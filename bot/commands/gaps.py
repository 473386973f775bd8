"""`giaoban missing`, `unanswered`, `teach`: what the library lacks, and mending it."""

import asyncio
import datetime as dt
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.changing import Work, confirm, office
from bot.commands.documents import Yes
from bot.commands.opening import names_of_keys
from corpus.dates import HANOI
from corpus.errors import Refusal

if TYPE_CHECKING:
    from bot.unanswered import Gap
    from corpus.changes import Change


def missing() -> None:
    """In sổ văn bản còn thiếu: được nhắc hay được hỏi mà chưa có toàn văn."""
    asyncio.run(_missing())


async def _missing() -> None:
    from bot.missing import ledger, line

    async with office() as work:
        asked = await work.opened.store.questions.asked_directives()
        for one in ledger(work.office.living.edition.library, asked):
            print(line(one))


def unanswered() -> None:
    """In các câu hỏi chưa trả lời được, gộp theo điều được hỏi, hỏi nhiều trước."""
    asyncio.run(_unanswered())


async def _unanswered() -> None:
    async with office() as work:
        found = await _gaps(work)
    for gap in found:
        print(f"{gap.code}  {gap.counted}  {gap.example}")
    if not found:
        print("Không có câu nào chưa trả lời được.")


def teach(
    question: Annotated[
        str | None,
        typer.Argument(help="mã trong `unanswered`, hoặc chính câu hỏi", show_default=False),
    ] = None,
    place: Annotated[
        list[str] | None,
        typer.Argument(help="vị trí: 3.2 (bài giao ban), hoặc ID VỊ-TRÍ", show_default=False),
    ] = None,
    words: Annotated[
        str | None,
        typer.Option(help="dòng từ điển: “bãi giữ xe = chỗ để xe, nhà xe”", show_default=False),
    ] = None,
    listing: Annotated[bool, typer.Option("--list", help="in các câu đã dạy")] = False,
    drop: Annotated[
        str | None, typer.Option(help="bỏ một câu đã dạy, ghi câu ấy", show_default=False)
    ] = None,
    yes: Yes = False,
) -> None:
    """Nối một câu hỏi với đoạn trả lời, hoặc thêm một dòng từ điển."""
    if listing:
        asyncio.run(_list())
        return
    chosen = [one is not None for one in (question, words, drop)]
    if sum(chosen) != 1 or (question is not None) != bool(place):
        raise typer.BadParameter("ghi một câu hỏi và vị trí, hoặc --words, --drop, --list")
    asyncio.run(_teach(question, " ".join(place or ()), words, drop, yes=yes))


async def _list() -> None:
    async with office() as work:
        names = await names_of_keys(work.opened)
        library = work.office.living.edition.library
    for lesson in library.lessons:
        by = names.get(lesson.by, lesson.by[:8])
        where = f"{lesson.document} {lesson.locator}"
        print(f"“{lesson.question}” → {where}  ({by}, {lesson.on:%d/%m/%Y})")
    if not library.lessons:
        print("Chưa dạy câu nào.")


async def _teach(
    question: str | None, place: str, words: str | None, drop: str | None, *, yes: bool
) -> None:
    async with office() as work:
        if question is not None:
            change = await _lesson(work, question, place)
        else:
            change = _words(work, words) if words is not None else _dropped(work, drop or "")
        for note in change.notes:
            print(f"• {note}")
        if change.unchanged:
            return
        prepared = await work.office.prepare(change)
        done = await confirm(work, prepared, yes=yes, told=change.notes)
    raise SystemExit(0 if done else 1)


async def _lesson(work: Work, question: str, place: str) -> "Change":
    from bot.unanswered import is_code
    from corpus.lessons_taught import place_named
    from corpus.lessons_taught import teach as taught
    from corpus.teaching import Lesson
    from index.groups import group_of

    living = work.office.living
    library, search = living.edition.library, living.edition.search
    gap = next((gap for gap in await _gaps(work) if gap.code == question.lower()), None)
    if gap is None and is_code(question.lower()):
        todo = "Xem các mã bằng giaoban unanswered, hoặc ghi chính câu hỏi."
        raise Refusal("code", question, "không có câu chưa trả lời nào mang mã này", todo)
    asked = gap.example if gap else question
    group = gap.group if gap else group_of(search.read(question))
    if not group:
        todo = "Ghi câu có vài từ về điều được hỏi."
        raise Refusal("question", f"“{question}”", "không có từ nào để nhận ra câu này", todo)
    passage = place_named(library, place)
    on = dt.datetime.now(HANOI).date()
    lesson = Lesson.of(group, asked, passage, work.opened.actor, on)
    return taught(library, living.files, lesson)


def _words(work: Work, text: str) -> "Change":
    from corpus.lessons_taught import teach_words

    living = work.office.living
    term, sign, others = text.partition("=")
    if not sign:
        todo = "Ghi như: bãi giữ xe = chỗ để xe, nhà xe."
        raise Refusal("words", f"“{text}”", "thiếu dấu “=”", todo)
    said = [one.strip() for one in others.split(",")]
    return teach_words(living.edition.library, living.files, term.strip(), said)


def _dropped(work: Work, question: str) -> "Change":
    from corpus.lessons_taught import unteach
    from index.groups import group_of

    living = work.office.living
    lessons = living.edition.library.lessons
    group = next(
        (one.words for one in lessons if one.question == question),
        group_of(living.edition.search.read(question)),
    )
    return unteach(living.edition.library, living.files, group)


async def _gaps(work: Work) -> "list[Gap]":
    from bot.unanswered import gaps

    groups = await work.opened.store.questions.unanswered()
    return gaps(groups, work.office.living.edition.search)
