"""A preview in words: side by side for the terminal, a few lines for a chat."""

from collections.abc import Iterator

from rich.console import Group as Lines
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from bot.preview import GROUPS, Difference, Group, Preview, Seen

_NAMES: dict[Group, str] = {
    "no_longer_answered": "Không trả lời được nữa",
    "other_passage": "Trả lời bằng đoạn khác",
    "newly_answered": "Nay trả lời được",
    "other_note": "Chỉ khác lời ghi kèm hoặc nút bấm",
}
_STYLES: dict[Group, str] = {
    "no_longer_answered": "red",
    "other_passage": "yellow",
    "newly_answered": "green",
    "other_note": "dim",
}
_PLACES = 3
# So many of each group in a chat, and so much of a question.
_IN_CHAT = 3
_ASKED_IN_CHAT = 60


def summary(preview: Preview) -> str:
    """One line: how many questions were asked of both, and how many answers change."""
    if not preview.asked:
        return "Chưa có câu hỏi nào để thử."
    changed = preview.asked - preview.same
    if not changed:
        return f"Đã thử {preview.asked} câu hỏi: câu nào cũng được trả lời như cũ."
    return f"Đã thử {preview.asked} câu hỏi: {preview.same} câu trả lời như cũ, {changed} câu khác."


def table(preview: Preview) -> RenderableType:
    """For the terminal: what differs, old and new side by side."""
    lines: list[RenderableType] = [Text(summary(preview))]
    for group, differences, left_out in _grouped(preview):
        title = f"{_NAMES[group]}: {preview.counts[group]}"
        grid = Table(title=title, title_style=_STYLES[group], title_justify="left", expand=True)
        for column in ("Câu hỏi", "Hiện nay", "Sau khi đổi"):
            grid.add_column(column, ratio=1, overflow="fold")
        for d in differences:
            grid.add_row(Text(_asked(d)), Text(_told(d.old)), Text(_told(d.new)))
        lines.append(grid)
        if left_out:
            lines.append(Text(f"… và {left_out} câu nữa", style="dim"))
    return Lines(*lines)


def message(preview: Preview) -> str:
    """For a chat: the summary, and the first few of each group."""
    lines = [summary(preview)]
    for group, differences, left_out in _grouped(preview):
        lines += ["", f"{_NAMES[group]}: {preview.counts[group]}"]
        for d in differences[:_IN_CHAT]:
            asked = _asked(d)
            if len(asked) > _ASKED_IN_CHAT:
                asked = f"{asked[:_ASKED_IN_CHAT].rstrip()}…"
            lines.append(f"• {asked}: {_where(d.old)} → {_where(d.new)}")
        more = left_out + len(differences[_IN_CHAT:])
        if more:
            lines.append(f"• … và {more} câu nữa")
    return "\n".join(lines)


def _grouped(preview: Preview) -> Iterator[tuple[Group, list[Difference], int]]:
    for group in GROUPS:
        differences = [d for d in preview.differences if d.group == group]
        if differences:
            yield group, differences, preview.counts[group] - len(differences)


def _asked(difference: Difference) -> str:
    question = " ".join(difference.question.split())
    script = difference.conversation
    return f"{question} ({script})" if script else question


def _told(seen: Seen | None) -> str:
    if seen is None:
        return _where(seen)
    return f"{_where(seen)}\n{seen.opening}"


def _where(seen: Seen | None) -> str:
    """The places, or that there are none."""
    if seen is None:
        return "(không hỏi tới)"
    if seen.status != "answered":
        return "không trả lời"
    named = [f"{document} {locator}" for document, locator in seen.places] or list(seen.directives)
    more = f" và {len(named) - _PLACES} chỗ nữa" if len(named) > _PLACES else ""
    return ", ".join(named[:_PLACES]) + more or "có trả lời"
