"""What a library must pass before anyone is answered from it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

from bot.editions import Edition
from bot.errors import FailedCheck
from bot.replay import faults
from bot.scripts import Expectation
from corpus.documents import Document, Noun
from corpus.errors import BrokenLibrary, Fault
from corpus.library import Library
from corpus.readers.yamlfile import YamlFile

CANARIES = "canaries.yaml"
# Of a library that is wrong all through, the first reasons are enough.
_TOLD = 20


class Canary(Noun):
    """A question whose answer is known: `expect` says what must come.

    `document` is the id of the document that answers it. Without that document, or when its place
    is no longer there, the canary has nothing to say any more.
    """

    ask: str
    document: str | None = None
    expect: Expectation = Expectation()


def read_canaries(folder: Path) -> tuple[Canary, ...]:
    """The canaries of a library folder, from `canaries.yaml`; none where it has none.

    Raises BrokenLibrary when the file is not of its form.
    """
    path = folder / CANARIES
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as exc:
        fault = Fault(CANARIES, None, f"không đọc được ({exc})", "Lưu lại tệp với mã UTF-8.")
        raise BrokenLibrary([fault]) from None
    file = YamlFile(text, CANARIES)
    if not file.faults and not isinstance(file.value, list):
        todo = "Mỗi câu hỏi bắt đầu bằng một dòng “- ask: …”."
        file.faults.append(file.fault((), "không phải một danh sách câu hỏi", todo))
    entries = file.value if isinstance(file.value, list) else []
    found = [file.validate(Canary, entry, (index,)) for index, entry in enumerate(entries)]
    if file.faults:
        raise BrokenLibrary(file.faults)
    return tuple(canary for canary in found if canary is not None)


def check(
    edition: Edition, canaries: Sequence[Canary] = (), previous: Edition | None = None
) -> tuple[str, ...]:
    """Check `edition`; the notes say which canaries were left out, and why.

    Documents that `previous` has too, the very same objects, were checked with it. Raises
    FailedCheck with the reasons.
    """
    known = {id(document) for document in previous.library.documents} if previous else set()
    notes: list[str] = []
    wrong = chain(
        chain.from_iterable(
            _faults_of(document)
            for document in edition.library.documents
            if id(document) not in known
        ),
        _unresolved(edition.library),
        _canaries(edition, canaries, notes),
    )
    reasons = list(islice(wrong, _TOLD + 1))
    if reasons:
        raise FailedCheck([*reasons[:_TOLD], *(["…"] if len(reasons) > _TOLD else [])])
    return tuple(notes)


def _faults_of(document: Document) -> Iterator[str]:
    """What is wrong with one document by itself."""
    missing = [name for name in ("title", "publisher") if not getattr(document, name).strip()]
    if missing:
        yield f"{document.id}: thiếu nguồn ({', '.join(missing)})"
    places = {passage.locator: passage for passage in document.passages}
    if not places:
        yield f"{document.id}: không có đoạn nào"
    for passage in document.passages:
        if document.text[passage.start : passage.end] != passage.text or not passage.text:
            yield f"{document.id} {passage.locator}: không đúng nguyên văn"
        if passage.document != document.id or places[passage.locator] is not passage:
            yield f"{document.id} {passage.locator}: hai đoạn cùng một chỗ"
    for citation in document.citations:
        if document.text[citation.start : citation.end] != citation.printed:
            yield f"{document.id} {citation.locator}: chỗ nhắc {citation.directive} in khác"
        if citation.locator not in places:
            yield f"{document.id} {citation.locator}: chỗ nhắc {citation.directive} ở ngoài bài"


def _unresolved(library: Library) -> Iterator[str]:
    """Citations, and documents, of a directive that there is none of; and ids that are not one."""
    known = {directive.id for directive in library.directives}
    for document in library.documents:
        named = {citation.directive for citation in document.citations} | {document.directive}
        for directive in sorted(named - known - {None}, key=str):
            yield f"{document.id}: văn bản {directive} không có trong danh mục"
    counted = Counter(document.id for document in library.documents)
    for document_id in (i for i, count in counted.items() if count > 1):
        yield f"{document_id}: {counted[document_id]} tài liệu cùng một mã"


def _canaries(edition: Edition, canaries: Iterable[Canary], notes: list[str]) -> Iterator[str]:
    for canary in canaries:
        gone = _gone(canary, edition.library)
        if gone:
            notes.append(f"Bỏ qua câu thử “{canary.ask}”: {gone}.")
            continue
        query = edition.search.read(canary.ask)
        answer = edition.search.answer(query)
        reply = edition.composer.compose(answer, query.language)
        wrong = list(faults(canary.expect, reply, edition.library))
        if wrong:
            yield f"câu thử “{canary.ask}”: {'; '.join(wrong)}"


def _gone(canary: Canary, library: Library) -> str | None:
    """Why a canary says nothing of this library; None where it does."""
    documents = {document.id: document for document in library.documents}
    document = documents.get(canary.document) if canary.document else None
    if canary.document and document is None:
        return f"thư viện không còn {canary.document}"
    expect, briefing = canary.expect, library.briefing
    if expect.task is not None or expect.outline:
        if document is not None and document is not briefing:
            return f"bài giao ban nay là {briefing.id if briefing else 'không bài nào'}"
        if expect.task is not None and (briefing is None or expect.task not in briefing.tasks):
            return f"bài không còn nhiệm vụ {expect.task}"
    if document is not None and expect.locators and not any(map(document.passage, expect.locators)):
        return f"{document.id} không còn {', '.join(expect.locators)}"
    known = {directive.id for directive in library.directives}
    if expect.directives and not known.intersection(expect.directives):
        return f"danh mục không còn {', '.join(expect.directives)}"
    return None
