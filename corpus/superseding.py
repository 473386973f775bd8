"""Which official document replaced which: as the newer one says of itself, or the catalogue."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.catalogue import Key, key_of
from corpus.documents import Directive, Document
from corpus.numbers import PRINTED, DocumentNumber


@dataclass(frozen=True)
class Superseding:
    """`newer` gives, by the id of a directive, the id of the one that replaced it.

    `remarks` are for an editor, in Vietnamese: what was claimed and could not be followed.
    """

    newer: Mapping[str, str]
    remarks: tuple[str, ...]


def find_superseding(documents: Iterable[Document], directives: Sequence[Directive]) -> Superseding:
    """What the texts that are held claim, the newest first, then what the catalogue says."""
    ids = {key_of(directive.id): directive.id for directive in directives}
    newer: dict[str, str] = {}
    remarks: list[str] = []
    held = [d for d in documents if d.directive is not None and d.supersedes]
    for document in sorted(held, key=lambda d: (d.published, d.id), reverse=True):
        for claimed in document.supersedes:
            older = ids.get(_number_in(claimed))
            if older is None:
                remarks.append(
                    f"{document.directive}: ghi là thay thế “{claimed}”, nhưng không có văn bản "
                    "nào mang số ấy trong danh mục hay trong các bài"
                )
            elif document.directive is not None:
                newer.setdefault(older, document.directive)
    for directive in directives:
        by = directive.status.by if directive.status.state == "replaced" else None
        named = ids.get(_number_in(by)) if by else None
        if named is not None:
            newer.setdefault(directive.id, named)
    for circle in list(_circles(newer)):
        remarks.append(f"{' → '.join((*circle, circle[0]))}: thay thế lẫn nhau thành vòng, bỏ qua")
        for directive_id in circle:
            del newer[directive_id]
    return Superseding(newer, tuple(remarks))


def _number_in(text: str) -> Key:
    """The number that `text` is or names: "Chỉ thị số 20-CT/TW" has one."""
    match = PRINTED.search(text)
    return DocumentNumber.from_match(match) if match else text.strip()


def _circles(newer: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Every circle once, its smallest id first."""
    done: set[str] = set()
    for start in sorted(newer):
        way: list[str] = []
        at: str | None = start
        while at is not None and at not in done:
            done.add(at)
            way.append(at)
            at = newer.get(at)
        if at in way:
            circle = way[way.index(at) :]
            first = circle.index(min(circle))
            yield (*circle[first:], *circle[:first])
