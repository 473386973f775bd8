"""Changes that teach: a question linked to its passage, a word to what people say for it."""

from collections.abc import Sequence

from corpus.changes import Change
from corpus.documents import Passage
from corpus.errors import Refusal
from corpus.files import LEXICON, TEACHING, Files
from corpus.lexicon_editing import with_synonyms
from corpus.library import Library
from corpus.naming import document_named
from corpus.teaching import Lesson, written


def teach(library: Library, files: Files, lesson: Lesson) -> Change:
    """Have `lesson` answer its question; one that was taught for the same words goes."""
    others = [one for one in library.lessons if one.words != lesson.words]
    if lesson in library.lessons:
        note = f"Câu “{lesson.question}” đã được nối với {lesson.locator} từ trước: không đổi gì"
        return Change("teach", files, files, (lesson.document,), (note,), library, unchanged=True)
    after = {**files, TEACHING: written([*others, lesson])}
    notes = [f"“{lesson.question}” → {lesson.document} {lesson.locator}"]
    if len(others) < len(library.lessons):
        notes.append("Chỗ nối trước đây của câu này không dùng nữa")
    return _change(library, files, after, (lesson.document,), notes)


def unteach(library: Library, files: Files, words: str) -> Change:
    """Take back the lesson of a group of words. Raises Refusal when there is none."""
    others = [one for one in library.lessons if one.words != words]
    gone = [one for one in library.lessons if one.words == words]
    if not gone:
        todo = "Xem các câu đã dạy bằng giaoban teach --list."
        raise Refusal("lesson", words, "không có câu nào đã dạy như thế", todo)
    after = {**files, TEACHING: written(others)}
    notes = [f"Bỏ chỗ nối của “{one.question}”" for one in gone]
    return _change(library, files, after, tuple(one.document for one in gone), notes)


def teach_words(library: Library, files: Files, term: str, others: Sequence[str]) -> Change:
    """Have people's words `others` find what documents call `term`. Raises Refusal."""
    text = files.get(LEXICON, b"").decode("utf-8-sig")
    after = {**files, LEXICON: with_synonyms(text, term, others).encode()}
    if after[LEXICON].decode() == text:
        note = f"Từ điển đã có “{term}: {', '.join(others)}”: không đổi gì"
        return Change("teach", files, files, (), (note,), library, unchanged=True)
    return _change(library, files, after, (), [f"Từ điển: {term} còn gọi là {', '.join(others)}"])


def place_named(library: Library, text: str) -> Passage:
    """The passage that "ID LOCATOR" names; a locator alone is the briefing's. Raises Refusal."""
    wanted = " ".join(text.split())
    briefing = library.briefing
    alone = briefing.passage(wanted) if briefing else None
    if alone is not None:
        return alone
    name, _, locator = wanted.partition(" ")
    document = document_named(library, name)
    passage = next((p for p in document.passages if p.locator.lower() == locator.lower()), None)
    if passage is None:
        todo = f"Xem các vị trí bằng giaoban show {document.id}."
        raise Refusal("place", text, f"{document.id} không có vị trí “{locator}”", todo)
    return passage


def _change(
    library: Library,
    files: Files,
    after: Files,
    documents: tuple[str, ...],
    notes: Sequence[str],
) -> Change:
    return Change("teach", files, after, documents, tuple(notes), Library.of(after, library))
