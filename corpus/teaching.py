"""Lessons: questions that somebody linked to the passage that answers them, by hand.

They stand in `teaching.yaml` of a library, so they are previewed, rolled back and passed on as
every other change is. A lesson names the passage's fingerprint as well: when that text goes or
changes, the lesson no longer counts, and a remark says so.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence

import yaml

from corpus.documents import Document, Noun, Passage
from corpus.readers.yamlfile import YamlFile


class Lesson(Noun):
    """One reviewed answer.

    `words` are the question's group (see `index.groups`): folded, order-free, in one line.
    `question` is how somebody asked it, `by` and `on` who linked it and when. `fingerprint` is of
    the passage's text.
    """

    words: str
    question: str
    document: str
    locator: str
    fingerprint: str
    by: str
    on: dt.date

    @classmethod
    def of(cls, words: str, question: str, passage: Passage, by: str, on: dt.date) -> "Lesson":
        """The lesson that `passage` answers `question`."""
        return cls(
            words=words,
            question=question,
            document=passage.document,
            locator=passage.locator,
            fingerprint=fingerprint(passage.text),
            by=by,
            on=on,
        )


def fingerprint(text: str) -> str:
    """The first 16 hex digits of the SHA-256 of `text`."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def read_lessons(file: YamlFile) -> list[Lesson]:
    """The lessons of a parsed file, in its order; what is wrong becomes a fault of the file."""
    if not isinstance(file.value, list):
        todo = "Mỗi mục bắt đầu bằng một dòng “- words: …”."
        file.faults.append(file.fault((), "không phải một danh sách câu đã dạy", todo))
        return []
    read = [file.validate(Lesson, entry, (index,)) for index, entry in enumerate(file.value)]
    return [lesson for lesson in read if lesson is not None]


def standing(
    lessons: Iterable[Lesson], documents: Sequence[Document]
) -> tuple[tuple[Lesson, ...], tuple[str, ...]]:
    """The lessons whose passage still says what it said, and a remark for each of the others."""
    by_id = {document.id: document for document in documents}
    kept: list[Lesson] = []
    remarks: list[str] = []
    for lesson in lessons:
        document = by_id.get(lesson.document)
        passage = document.passage(lesson.locator) if document else None
        if passage is not None and fingerprint(passage.text) == lesson.fingerprint:
            kept.append(lesson)
            continue
        why = "đã đổi lời" if passage is not None else "không còn"
        place = f"{lesson.document} {lesson.locator}"
        remarks.append(f"Câu đã dạy “{lesson.question}” không dùng nữa: {place} {why}.")
    return tuple(kept), tuple(remarks)


def written(lessons: Iterable[Lesson]) -> bytes:
    """`teaching.yaml` with these lessons."""
    entries = [lesson.model_dump(mode="json") for lesson in lessons]
    text = yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=1000)
    head = "# Câu hỏi đã được nối bằng tay với đoạn trả lời. Thêm bằng lệnh giaoban teach.\n"
    return f"{head}{text}".encode()
