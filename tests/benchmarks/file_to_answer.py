"""From a Word file to the first answer out of it, beside opening the same library anew.

    python tests/benchmarks/file_to_answer.py [PASSAGES ...]     10 and 10,000 unless told

The whole way an admin waits for, but for reading the preview: the file read, the change worked out,
the edition built and checked, committed to disk, and one question asked. The peer is a process that
starts over: every file read and verified, and everything indexed. Ratios are ours / peer.
"""

import json
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from bot.desk import Desk
from bot.living import LivingLibrary
from bot.shelf import take_in
from corpus.documents import Document
from corpus.folder import read_folder
from corpus.readers.archives import SourceFile
from corpus.versions import VersionStore
from tests.benchmarks.invented_library import InventedLibrary
from tests.corpus.invented import directive_docx

QUESTION = "chỉ thị 41-CT/TU nói gì"


def write(folder: Path, documents: list[Document]) -> None:
    """The documents as a library folder; what official ones cite gets provisional entries."""
    (folder / "articles").mkdir(parents=True)
    for document in documents:
        fields = {
            "id": document.id,
            "title": document.title,
            "publisher": document.publisher,
            "published": document.published.isoformat(),
            "url": document.url,
        }
        front = "\n".join(f"{k}: {json.dumps(v, ensure_ascii=False)}" for k, v in fields.items())
        path = folder / "articles" / f"{document.id}.md"
        path.write_text(f"---\n{front}\n---\n\n{document.text}\n", encoding="utf-8")


def measure(passages: int, folder: Path) -> None:
    write(folder / "base", InventedLibrary(passages).documents)
    living = LivingLibrary(VersionStore(folder / "versions"), folder / "base")
    living.open()
    source = SourceFile("chi-thi.docx", directive_docx())
    desk = Desk(living.edition)
    living.on_swap.append(desk.swap)
    first = take_in(living.edition.library, living.files, [source], {}).change
    assert first is not None
    living.accept(living.propose(first), by="x")  # the base is written once, with the first change
    newer = SourceFile("chi-thi.txt", b"")
    for document in living.edition.library.documents:
        if document.directive == "41-CT/TU":
            newer = SourceFile("chi-thi.txt", f"{document.text}\n\nThêm một câu.".encode())
    began = time.perf_counter()
    change = take_in(living.edition.library, living.files, [newer], {}).change
    assert change is not None
    living.accept(living.propose(change), by="x")
    assert desk.reply("a", QUESTION).status == "answered"
    ours = time.perf_counter() - began
    began = time.perf_counter()
    LivingLibrary(VersionStore(folder / "versions"), folder / "base").open(merging=False)
    peer = time.perf_counter() - began
    count = len(read_folder(folder / "base"))
    print(f"{passages:>8} passages, {count:>6} files: {ours:6.2f} s to the answer, "
          f"{peer:6.2f} s to open anew, ratio {ours / peer:.3f}", flush=True)  # fmt: skip


def main() -> None:
    for passages in [int(one) for one in sys.argv[1:]] or [10, 10_000]:
        with tempfile.TemporaryDirectory() as folder:
            measure(passages, Path(folder))


if __name__ == "__main__":
    main()
