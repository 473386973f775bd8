"""Word documents: text as it is printed, with its automatic numbers, and tables as rows."""

from corpus.errors import Refusal
from corpus.readers.extracted import Extract
from corpus.readers.formats.docx_numbering import Numbering
from corpus.readers.formats.docx_package import WordFile, open_word_file
from corpus.readers.formats.docx_styles import Styles
from corpus.readers.formats.docx_tables import read_table
from corpus.readers.formats.docx_text import Runs, is_merged_into_next
from corpus.readers.formats.docx_xml import MC, Element, W
from corpus.readers.formats.legacy import LegacyFonts
from corpus.readers.formats.letterhead import column_by_column, two_columns
from corpus.readers.formats.lines import broken, is_heading, is_ornament
from corpus.readers.formats.tidy import tidy

_LEFT_OUT = {W + name for name in ("del", "moveFrom", "sectPr", "tblPr", "tcPr", "sdtPr")}


def read_docx(data: bytes, name: str) -> Extract:
    """The text of a .docx (or .docm, .dotx). Raises Refusal for what is none or has no text.

    Page headers and footers, comments and what tracked changes deleted are left out; footnotes come
    last, as "[1] …".
    """
    file = open_word_file(data, name)
    try:
        reader = _Reader(file)
        paragraphs = [*reader.blocks(file.body), *reader.footnotes(file)]
    except RecursionError as exc:
        todo = "Mở bằng Word, chép nội dung sang một tệp mới rồi gửi lại."
        raise Refusal("nested", name, "bảng lồng nhau quá nhiều tầng", todo) from exc
    if not paragraphs:
        todo = "Nếu văn bản là ảnh chụp dán vào Word, xin bản có chữ, hoặc gõ lại nội dung."
        raise Refusal("textless", name, "tệp Word không có chữ nào", todo)
    return Extract(
        name=name,
        format="docx",
        text="\n\n".join(paragraphs),
        notes=tuple(reader.notes()),
        title=file.title,
        author=file.author,
    )


class _Reader:
    def __init__(self, file: WordFile) -> None:
        styles = Styles(file.styles)
        self._fonts = LegacyFonts()
        self._runs = Runs(styles, self._fonts)
        self._numbering = Numbering(file.numbering, styles)
        self._boxes = 0
        self._footnotes = 0
        self._unfinished = ""

    def blocks(self, parent: Element) -> list[str]:
        """The paragraphs of a body, a cell or a text box, in order."""
        paragraphs: list[str] = []
        columns: list[tuple[str, str]] = []  # lines set in two columns that follow one another
        for node in self._nodes(parent):
            if node.tag == W + "tbl":
                made = read_table(node, self.blocks)
                halves: list[tuple[str, str]] = []
            else:
                made, halves = self._paragraph(node)
            if made and columns:
                paragraphs += column_by_column(columns)
                columns = []
            columns += halves
            paragraphs += made
        return paragraphs + column_by_column(columns)

    def _nodes(self, parent: Element) -> list[Element]:
        """Paragraphs and tables, also those inside content controls and tracked insertions."""
        nodes: list[Element] = []
        for node in parent.iterchildren("*"):
            if node.tag in (W + "p", W + "tbl"):
                nodes.append(node)
            elif node.tag == MC + "AlternateContent":
                chosen = node.find(MC + "Choice")
                nodes += [] if chosen is None else self._nodes(chosen)
            elif node.tag not in _LEFT_OUT:
                nodes += self._nodes(node)
        return nodes

    def _paragraph(self, paragraph: Element) -> tuple[list[str], list[tuple[str, str]]]:
        """Its paragraphs, as breaks by hand may make several, or its lines set in two columns."""
        text, boxes = self._runs.read(paragraph)
        text, self._unfinished = self._unfinished + text, ""
        if is_merged_into_next(paragraph):
            self._unfinished = text
            return [], []
        label = self._numbering.label(paragraph)
        # Office workers number "Chương I" by itself and type its name below; a bare "3." is a slip.
        if label is not None and (tidy(text).strip() or _is_named(label.text)):
            text = self._runs.label(label.text, label.font, paragraph) + text.lstrip()
        boxed = [made for box in boxes for made in self._box(box)]
        halves = [two_columns(line) for line in text.split("\n") if line.strip()]
        if halves and not boxed and all(halves):
            return [], [(tidy(h[0]), tidy(h[1])) for h in halves if h]
        made = broken(tidy(text).split("\n"))
        return [p for p in made if not is_ornament(p)] + boxed, []

    def _box(self, box: Element) -> list[str]:
        made = self.blocks(box)
        self._boxes += bool(made)
        return made

    def footnotes(self, file: WordFile) -> list[str]:
        """The notes that the text calls for, in that order."""
        held = {
            (kind, note.get(W + "id")): note
            for kind, root in (("footnote", file.footnotes), ("endnote", file.endnotes))
            for note in (() if root is None else root.iterchildren(W + kind))
        }
        printed: list[str] = []
        for count, key in enumerate(self._runs.called, start=1):
            note = held.get(key)
            text = "" if note is None else " ".join(self.blocks(note))
            if text:
                printed.append(f"[{count}] {text}")
        self._footnotes = len(printed)
        return printed

    def notes(self) -> list[str]:
        notes = self._fonts.notes()
        if self._runs.revisions:
            notes.append("có sửa đổi được theo dõi: giữ phần thêm, bỏ phần xóa")
        if self._boxes:
            notes.append(f"chữ trong {self._boxes} khung chữ được đặt sau đoạn chứa khung")
        if self._footnotes:
            notes.append(f"{self._footnotes} chú thích cuối trang được đặt ở cuối văn bản")
        return notes


def _is_named(label: str) -> bool:
    return is_heading(label) and " " in label.strip()
