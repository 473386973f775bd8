"""What was measured: tables for people, and records for machines."""

from collections.abc import Callable, Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.evaluation import Floors, QuestionRun, Score
from bot.replay import Given, describe
from index.evaluation.records import Figures, Found, RankingRun
from index.evaluation.runs import Changes, changes

_GROUPS = {"all": "tất cả", "kind": "loại: ", "style": "kiểu: "}
_CHANGES = {
    "newly_wrong": "mới sai",
    "newly_right": "mới đúng",
    "other_right": "vẫn đúng, trả lời khác",
    "other_wrong": "vẫn sai, trả lời khác",
}
_WIDTH = 120
_KEYS = {"kind": "by_kind", "style": "by_style"}


def console() -> Console:
    """Where people read: colour only on a screen, and room for a table where there is none."""
    screen = Console(highlight=False)
    return screen if screen.is_terminal else Console(highlight=False, width=_WIDTH)


# -- questions -----------------------------------------------------------------------------------


def show_questions(
    console: Console, run: QuestionRun, floors: Floors, before: QuestionRun | None
) -> None:
    """Print the table, what changed since `before`, and every wrong answer."""
    tallied = run.scores
    then = {} if before is None else _by_group(before)
    table = _table("", "đúng", "tổng", "tỉ lệ", *(("trước", "đổi") if before else ()), "")
    for score in tallied:
        cells = [_GROUPS[score.group] + score.name, score.right, score.total, f"{score.share:.1%}"]
        if before is not None:
            was = then.get((score.group, score.name))
            cells += [f"{was.right}/{was.total}" if was else "–"]
            cells += [f"{score.share - was.share:+.1%}" if was else "–"]
        low = floors.of(score)
        cells += [f"dưới mức {low:.1%}" if low is not None and score.share < low else ""]
        _row(table, cells)
    console.print(table)
    for verdict in run.verdicts:
        if not verdict.right:
            title = f"{verdict.id} [{verdict.kind}, {verdict.style}]"
            said, wanted = verdict.question, verdict.expected
            _say(console, describe(title, said, wanted, verdict.got, verdict.reasons) + "\n")
    if before is not None:
        if before.library != run.library:
            _say(console, f"Thư viện đã đổi: {before.library} → {run.library}.")
        _show_changes(console, changes(before.verdicts, run.verdicts))
    p50, p99 = run.times
    right, total = tallied[0].right, tallied[0].total
    _say(
        console,
        f"{right}/{total} câu đúng = {tallied[0].share:.1%};"
        f" mỗi câu p50 {p50:.2f} ms, p99 {p99:.2f} ms",
    )


def questions_record(
    run: QuestionRun, floors: Floors, before: QuestionRun | None
) -> dict[str, Any]:
    """The same for machines. Shares are 0 to 1; `below` names the groups that miss their floor."""
    tallied = run.scores
    p50, p99 = run.times
    record: dict[str, Any] = {
        **_grouped(
            tallied, lambda s: {"right": s.right, "total": s.total, "share": round(s.share, 4)}
        ),
        "below": [f"{s.group} {s.name}".strip() for s in floors.missed(tallied)],
        "wrong": [
            v.model_dump(mode="json", exclude={"right"}) for v in run.verdicts if not v.right
        ],
        "ms_p50": round(p50, 3),
        "ms_p99": round(p99, 3),
        "library": run.library,
    }
    if before is not None:
        then = _by_group(before)
        both = [score for score in tallied if (score.group, score.name) in then]

        def delta(score: Score) -> dict[str, Any]:
            was = then[score.group, score.name]
            return {
                "right": score.right - was.right,
                "total": score.total - was.total,
                "share": round(score.share - was.share, 4),
            }

        record["compared"] = {
            "deltas": _grouped(both, delta),
            **_changes_record(changes(before.verdicts, run.verdicts)),
        }
    return record


def _by_group(run: QuestionRun) -> dict[tuple[str, str], Score]:
    return {(score.group, score.name): score for score in run.scores}


def _grouped(of: Sequence[Score], cell: Callable[[Score], dict[str, Any]]) -> dict[str, Any]:
    """`all`, `by_kind` and `by_style`, with what `cell` makes of each group."""
    return {
        "all": next((cell(score) for score in of if score.group == "all"), None),
        **{
            key: {score.name: cell(score) for score in of if score.group == group}
            for group, key in _KEYS.items()
        },
    }


# -- collections ---------------------------------------------------------------------------------


def show_collection(console: Console, run: RankingRun, before: RankingRun | None) -> None:
    """Print the figures, beside those of `before`, and what changed."""
    form = ", câu hỏi bỏ dấu" if run.fold else ""
    _say(
        console,
        f"{run.collection} ({run.split}): {run.passages} văn bản, {len(run.questions)} câu hỏi"
        f"{form}; lập chỉ mục {run.index_s:.1f} s",
    )
    if run.left_out:
        _say(console, f"Không hỏi {run.left_out} câu không có văn bản liên quan.")
    table = _table("", *run.figures.measures, "p50 ms", "p99 ms")
    _row(table, ["giaoban: " + ", ".join(run.views), *_cells(run.figures)])
    if run.stock is not None:
        _row(table, ["rank-bm25 + underthesea", *_cells(run.stock)])
    if before is not None:
        form = ", bỏ dấu" if before.fold else ""
        _row(table, [f"trước: {', '.join(before.views)}{form}", *_cells(before.figures)])
        _row(table, ["đổi", *(f"{delta:+.3f}" for delta in _deltas(run, before).values())])
    console.print(table)
    if before is not None:
        if (before.collection, before.split) != (run.collection, run.split):
            _say(console, f"Lần trước đo bộ khác: {before.collection} ({before.split}).")
        _show_changes(console, changes(before.questions, run.questions))


def collection_record(run: RankingRun, before: RankingRun | None) -> dict[str, Any]:
    """The same for machines."""
    record = run.summary()
    if before is not None:
        record["compared"] = {
            "deltas": _deltas(run, before),
            **_changes_record(changes(before.questions, run.questions)),
        }
    return record


def _cells(figures: Figures) -> list[str]:
    return [
        *(f"{value:.3f}" for value in figures.measures.values()),
        f"{figures.ms_p50:.1f}",
        f"{figures.ms_p99:.1f}",
    ]


def _deltas(run: RankingRun, before: RankingRun) -> dict[str, float]:
    then = before.figures.measures
    return {
        name: round(value - then[name], 4)
        for name, value in run.figures.measures.items()
        if name in then
    }


# -- what changed --------------------------------------------------------------------------------


def _show_changes(console: Console, changed: Changes[Any]) -> None:
    """Each question whose answer isn't what it was, worst first, and a count of them."""
    for name, label in _CHANGES.items():
        for before, after in getattr(changed, name):
            _say(console, f"{label}: {after.id} {after.question}")
            _say(console, f"  trước: {_told(before.got)}\n  nay:   {_told(after.got)}")
    counts = [f"{len(getattr(changed, name))} {label}" for name, label in _CHANGES.items()]
    counts += [f"{len(changed.added)} câu thêm, {len(changed.gone)} câu bớt"]
    _say(console, f"So với lần trước: {'; '.join(counts)}.")


def _told(got: Given | Found | None) -> str:
    if got is None:
        return "chưa hỏi được"
    if isinstance(got, Given):
        return str(got)
    rank = "không có trong kết quả" if got.rank is None else f"hạng {got.rank}"
    return f"đầu tiên {got.first or 'không có gì'}; văn bản liên quan {rank}"


def _changes_record(changed: Changes[Any]) -> dict[str, Any]:
    return {
        **{
            name: [
                {
                    "id": after.id,
                    "question": after.question,
                    "before": before.got and before.got.model_dump(mode="json"),
                    "after": after.got and after.got.model_dump(mode="json"),
                }
                for before, after in getattr(changed, name)
            ]
            for name in _CHANGES
        },
        "added": list(changed.added),
        "gone": list(changed.gone),
    }


# -- drawing -------------------------------------------------------------------------------------


def _table(first: str, *columns: str) -> Table:
    table = Table(first, box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, justify="right", no_wrap=True)
    return table


def _row(table: Table, cells: Sequence[object]) -> None:
    # As texts: a square bracket in a name is no markup.
    table.add_row(*(Text(str(cell)) for cell in cells))


def _say(console: Console, text: str) -> None:
    console.print(text, markup=False, soft_wrap=True)
