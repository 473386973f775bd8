"""Reviewed answers looked up: a question of a group that somebody has linked to a passage."""

from collections.abc import Sequence

from corpus.teaching import Lesson
from index.groups import group_of
from index.query import Query

# Of a question of at least so many words, one may be missing or be one more.
_LONG = 5


class LessonIndex:
    """Finds the lesson that a question is one of; read-only once built."""

    def __init__(self, lessons: Sequence[Lesson]) -> None:
        self._by_words = {lesson.words: lesson for lesson in lessons}
        self._long = [
            (frozenset(lesson.words.split()), lesson)
            for lesson in lessons
            if len(lesson.words.split()) >= _LONG
        ]

    def find(self, query: Query) -> Lesson | None:
        """The lesson whose words are the question's, but for one word of many; None without one.

        What the conversation completes is no question of a group.
        """
        if query.pasted or query.citing or query.passages or query.directives or query.milestones:
            return None
        words = group_of(query)
        if words in self._by_words:
            return self._by_words[words]
        asked = frozenset(words.split())
        # A number more or less makes it another question.
        near = [
            lesson
            for known, lesson in self._long
            if len(known ^ asked) == 1 and not any(map(str.isdigit, known ^ asked))
        ]
        return near[0] if len(near) == 1 else None
