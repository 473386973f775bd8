"""What a change will do to a library, in Vietnamese, for whoever is to confirm it."""

from collections.abc import Iterable, Iterator, Sequence

from corpus.contradictions import Contradiction
from corpus.documents import Document, Passage
from corpus.library import Library

_MOST_NAMED = 8


def notes_of(
    before: Library, after: Library, old: Document | None, new: Document | None
) -> tuple[str, ...]:
    """What is other in `after`, where document `old` became `new`.

    `old` is None for a document that comes, `new` for one that goes.
    """
    return (
        *_headline(before, after, old, new),
        *(_passages(old, new) if old and new else ()),
        *_citing(after, new or old),
        *_contradictions(before, after, old, new),
        *_superseding(before, after),
        *_provisional(before, after, new or old),
        *(remark for remark in after.remarks if remark not in before.remarks and "→" in remark),
    )


def name_of(library: Library, document: Document) -> str:
    """What a document is called: an official one by its type and number."""
    if document.directive is None:
        return f"“{document.title}”"
    return f"{library.directive(document.directive).type} {document.directive}"


def _headline(
    before: Library, after: Library, old: Document | None, new: Document | None
) -> Iterator[str]:
    if new is not None:
        count = len(new.passages)
        if old is not None:
            yield f"Thay nội dung {name_of(after, new)} (mã {new.id}): {count} đoạn"
        else:
            yield f"Thêm {name_of(after, new)} (mã {new.id}): {count} đoạn"
        if new.directive is not None and (old is None or old.directive is None):
            yield f"{new.directive}: {_was(before, new.directive)} ({count} đoạn)"
    elif old is not None:
        name, count = name_of(before, old), len(old.passages)
        yield f"Rút {name} (mã {old.id}): {count} đoạn không còn tìm được"
        if old.directive is not None:
            known = {directive.id for directive in after.directives}
            left = "chỉ còn trong danh mục" if old.directive in known else "không còn được biết tới"
            yield f"{old.directive}: không còn toàn văn, {left}"


def _was(before: Library, directive_id: str) -> str:
    known = {directive.id: directive for directive in before.directives}.get(directive_id)
    if known is None:
        return "văn bản mới, danh mục chưa có; lập mục tạm từ đầu tệp"
    if known.provisional:
        return "từ chỗ chỉ được nhắc tới thành có toàn văn; danh mục chưa có"
    return "từ danh mục thành có toàn văn"


def _passages(old: Document, new: Document) -> Iterator[str]:
    """How many passages stay, and the places that people may have noted and that will be gone."""
    was = {passage.locator: passage.text for passage in old.passages}
    now = {passage.locator: passage.text for passage in new.passages}
    kept = sum(was[locator] == text for locator, text in now.items() if locator in was)
    changed = sum(was[locator] != text for locator, text in now.items() if locator in was)
    added, gone = len(now.keys() - was.keys()), [locator for locator in was if locator not in now]
    yield f"Đoạn: {kept} giữ nguyên, {changed} sửa, {added} thêm, {len(gone)} bỏ"
    if gone:
        yield f"Không còn: {_listed(gone)}"


def _citing(after: Library, document: Document | None) -> Iterator[str]:
    if document is None or document.directive is None:
        return
    citing = after.cited_in(document.directive)
    if citing:
        yield f"Được nhắc tới ở {_listed(_places(after, citing))}"


def _places(library: Library, passages: Sequence[Passage]) -> list[str]:
    """The passages by document: "“Bài A” (1, 3.2)"."""
    places: dict[str, list[str]] = {}
    for passage in passages:
        places.setdefault(passage.document, []).append(passage.locator)
    return [
        f"{name_of(library, library.document(document))} ({', '.join(locators)})"
        for document, locators in places.items()
    ]


def _contradictions(
    before: Library, after: Library, old: Document | None, new: Document | None
) -> Iterator[str]:
    """The differences that come up, or go, with the document."""
    directive = new.directive if new else old.directive if old else None
    ids = {document.id for document in (old, new) if document is not None}

    def concerns(found: Contradiction) -> bool:
        return found.document in ids or found.directive in (directive or "", *ids)

    known = set(before.contradictions)
    for found in after.contradictions:
        if found not in known and found.ground is not None and concerns(found):
            yield _difference(after, found)


def _difference(library: Library, found: Contradiction) -> str:
    document = library.document(found.document)
    place = f"{name_of(library, document)} ({found.locator or 'tiêu đề'})"
    ground = found.ground
    if ground is None:
        return f"{place} in “{found.printed}”"
    if found.kind == "count":
        return f"{place} ghi “{found.printed}”, nhưng đánh số {ground.text} nhiệm vụ"
    if found.kind == "after_publication":
        return f"{place} in ngày {found.printed}, sau ngày đăng ({_day(ground.text)})"
    if ground.document is None:
        says = "danh mục"
    elif library.document(ground.document).directive == found.directive:
        says = "chính văn bản"
    else:
        says = f"{name_of(library, library.document(ground.document))} ({ground.locator})"
    about = f"{found.directive}: " if found.directive else ""
    return f"{about}{place} in “{found.printed}”, {says} ghi “{_day(ground.text)}”"


def _day(text: str) -> str:
    """A day in ISO form as documents print it; anything else as it is."""
    year, _, rest = text.partition("-")
    month, _, day = rest.partition("-")
    if year.isdigit() and month.isdigit() and day.isdigit():
        return f"{int(day)}/{int(month)}/{year}"
    return text


def _superseding(before: Library, after: Library) -> Iterator[str]:
    known = {directive.id for directive in before.directives}
    for directive in after.directives:
        was = before.superseded_by(directive.id) if directive.id in known else None
        now = after.superseded_by(directive.id)
        if now is not None and (was is None or was.id != now.id):
            yield f"{directive.id}: sẽ được ghi là đã được thay thế bởi {now.id}"
        elif now is None and was is not None:
            yield f"{directive.id}: không còn được ghi là đã được thay thế bởi {was.id}"


def _provisional(before: Library, after: Library, document: Document | None) -> Iterator[str]:
    known = {directive.id for directive in before.directives}
    own = document.directive if document else None
    new = [
        directive.id
        for directive in after.directives
        if directive.provisional and directive.id not in known and directive.id != own
    ]
    if new:
        yield f"Nhắc tới văn bản danh mục chưa có: {_listed(new)}"


def _listed(names: Iterable[str]) -> str:
    shown = list(names)
    more = len(shown) - _MOST_NAMED
    tail = f" và {more} chỗ nữa" if more > 0 else ""
    return ", ".join(shown[:_MOST_NAMED]) + tail
