"""The catalogue: `directives.yaml`, and the entries that the documents make for themselves."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from corpus.citations import PrintedNumber
from corpus.documents import Directive, Document
from corpus.errors import Fault
from corpus.numbers import PRINTED, TYPE_NAMES, TYPES, DocumentNumber
from corpus.readers.yamlfile import YamlFile

Key = str | DocumentNumber
_PRINTED_TYPES = {name.lower(): name for name in TYPE_NAMES}


def key_of(directive_id: str) -> Key:
    """What makes a directive one of a kind: "06-CT/TW" and "6-CT/TW" are the same document."""
    return DocumentNumber.parse(directive_id) or directive_id


@dataclass
class Catalogue:
    """What was read of `directives.yaml`.

    `unread` are the entries that could not be read: they have their fault already, and a text
    that names them is not to blame. None when all are unread.
    """

    directives: tuple[Directive, ...] = ()
    faults: list[Fault] = field(default_factory=list)
    unread: set[Key] | None = field(default_factory=set)


def read_catalogue(file: YamlFile | None) -> Catalogue:
    """The entries of `file`; None is a file that is missing, and the same as an empty one."""
    if file is None:
        return Catalogue()
    if file.value is None:
        return Catalogue(faults=file.faults, unread=None if file.faults else set())
    if not isinstance(file.value, list):
        todo = "Mỗi văn bản bắt đầu bằng một dòng “- id: …”."
        fault = file.fault((), "không phải một danh sách văn bản", todo)
        return Catalogue(faults=[*file.faults, fault], unread=None)
    directives: list[Directive] = []
    unread: set[Key] = set()
    lines: dict[Key, int] = {}
    for index, entry in enumerate(file.value):
        directive = file.validate(Directive, entry, (index,))
        if directive is None:
            directive_id = entry.get("id") if isinstance(entry, dict) else None
            if isinstance(directive_id, str):
                unread.add(key_of(directive_id))
            continue
        _check_entry(file, index, directive, lines)
        lines.setdefault(key_of(directive.id), file.line((index,)))
        directives.append(directive)
    return Catalogue(tuple(directives), file.faults, unread)


def _check_entry(
    file: YamlFile, index: int, directive: Directive, lines: Mapping[Key, int]
) -> None:
    key = key_of(directive.id)
    if not directive.id.strip():
        file.faults.append(file.fault((index, "id"), "“id” để trống", "Ghi sau “id:”."))
    elif key in lines:
        found = f"mã “{directive.id}” đã có ở dòng {lines[key]}"
        file.faults.append(file.fault((index, "id"), found, "Mỗi văn bản một mã riêng."))
    called = directive.names or (directive.subject or "",)
    if directive.number is None and not any(name.strip() for name in called):
        found = f"“{directive.id}” không có number, names hay subject"
        todo = "Ghi ít nhất một mục để tìm được văn bản này trong bài."
        file.faults.append(file.fault((index,), found, todo))
    if directive.number is not None and not isinstance(key, DocumentNumber):
        found = f"mã “{directive.id}” có number nhưng không viết như một số hiệu"
        file.faults.append(file.fault((index, "id"), found, "Viết như 20-CT/TW."))


# -- entries that no catalogue has ---------------------------------------------------------------


def describes_itself(document: Document) -> bool:
    """Whether the front matter says enough for an entry, or the number does."""
    numbered = isinstance(key_of(document.directive or ""), DocumentNumber)
    return numbered or bool(document.type and (document.subject or document.title))


def entries_of_held(
    documents: Iterable[Document], directives: Iterable[Directive]
) -> list[Directive]:
    """An entry for each document whose `directive` the catalogue lacks, from its front matter."""
    known = {key_of(directive.id) for directive in directives}
    entries: dict[Key, Directive] = {}
    for document in documents:
        if document.directive is None or not describes_itself(document):
            continue
        key = key_of(document.directive)
        if key not in known and key not in entries:
            subject = document.subject or document.title
            entry = _entry(document.directive, document.type, document.issuer, subject)
            entries[key] = entry
    return list(entries.values())


def entries_of_cited(
    numbers: Iterable[PrintedNumber], known: Mapping[DocumentNumber, str]
) -> list[Directive]:
    """An entry for each number in `numbers` that is not `known`, in print order.

    Its id is the fullest spelling printed ("06-CT/TW" before "6-CT/TW"), so that the order of the
    documents does not decide; its type and issuer are the first that are printed.
    """
    unknown: dict[DocumentNumber, list[PrintedNumber]] = {}
    for number in numbers:
        if number.number not in known:
            unknown.setdefault(number.number, []).append(number)
    return [_entry_of_prints(prints) for prints in unknown.values()]


def _entry_of_prints(prints: Sequence[PrintedNumber]) -> Directive:
    types = (_PRINTED_TYPES[p.type_printed.lower()] for p in prints if p.type_printed)
    issuer = next((p.issuer_printed for p in prints if p.issuer_printed), None)
    return _entry(max((p.id for p in prints), key=len), next(types, None), issuer, None)


def _entry(
    directive_id: str, type_name: str | None, issuer: str | None, subject: str | None
) -> Directive:
    match = PRINTED.fullmatch(directive_id.strip())
    if match is None:  # a law, "45/2019/QH14": known by its type and its subject
        return Directive(
            id=directive_id, type=type_name or "Văn bản", issuer=issuer, subject=subject,
            provisional=True,
        )  # fmt: skip
    type_code = match["party"] or match["state"]
    return Directive(
        id=directive_id.strip(),
        type=type_name or TYPES[type_code][0],
        type_code=type_code,
        number=match["number"],
        issuer_code=match["issuer"],
        issuer=issuer,
        subject=subject,
        provisional=True,
    )
