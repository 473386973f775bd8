"""What an admin reads: headings, lines and buttons, as a reply of any channel."""

from collections.abc import Iterable

from bot.admin.given import in_chat
from bot.replies import Action, Block, Reply

# What stands in versions and in the log, as people call it.
ACTS = {
    "base": "bản đầu",
    "add": "thêm",
    "replace": "thay",
    "withdraw": "rút",
    "restore": "khôi phục",
    "reload": "nạp lại",
    "rollback": "quay lại",
    "teach": "dạy",
    "invite": "mời",
    "redeem": "nhận lời mời",
    "revoke": "thu quyền",
    "revoke_invitation": "huỷ lời mời",
    "forget": "xoá dữ liệu một người",
}
# A message of one chat holds about so many characters of lines; the rest is counted.
_MOST = 3000
_LONGEST = 400


def page(
    heading: str,
    *paragraphs: str,
    actions: Iterable[tuple[str, str]] = (),
    note: str = "",
    library: str,
) -> Reply:
    """A reply of ours; `actions` are a button's label and its message."""
    blocks = [Block(kind="heading", text=heading)] if heading else []
    blocks += [Block(kind="text", text=in_chat(text)) for text in paragraphs if text.strip()]
    if note:
        blocks.append(Block(kind="note", text=note))
    return Reply(
        status="help",
        kind="admin",
        language="vi",
        blocks=tuple(blocks),
        shown=tuple(blocks),
        actions=tuple(Action(label=label, message=message) for label, message in actions),
        suggestions=tuple(message for _, message in actions),
        library=library,
    )


def shortened(text: str, most: int) -> str:
    """`text` on one line, of `most` characters and a dot for what is left out."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most].rstrip()}…"


def listed(lines: Iterable[str], most: int = _MOST) -> str:
    """`lines` one under another, as many as `most` characters hold; then how many are left out."""
    shown: list[str] = []
    size = 0
    left = 0
    for whole in lines:
        line = shortened(whole, _LONGEST)
        size += len(line) + 1
        if left or size > most:
            left += 1
        else:
            shown.append(line)
    if left:
        shown.append(f"… và {left} dòng nữa")
    return "\n".join(shown)
