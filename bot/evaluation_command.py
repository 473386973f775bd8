"""`giaoban eval`: what to measure, what to compare it with, and how to tell it."""

import json
import sys
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.errors import MissingPackages
from bot.settings import Settings

if TYPE_CHECKING:
    from index.collection import Work

_VIEWS = "accented,folded"
_ALL_VIEWS = "accented,folded,words"
_DOING = {"segmenting": "Tách từ", "asking": "Hỏi"}


def evaluate(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="câu hỏi *.jsonl, hội thoại *.yaml, hoặc thư mục có chúng"),
    ] = None,
    floor: Annotated[
        float | None, typer.Option(help="tỉ lệ đúng ít nhất; thấp hơn: mã thoát 1")
    ] = None,
    group_floor: Annotated[
        float | None, typer.Option(help="như thế với từng loại và từng kiểu câu hỏi")
    ] = None,
    beir: Annotated[
        Path | None, typer.Option(help="thay vì hỏi: đo xếp hạng trên một bộ văn bản dạng BEIR")
    ] = None,
    split: Annotated[
        str | None, typer.Option(help="tệp nào trong qrels; bỏ trống: tệp duy nhất, hoặc test")
    ] = None,
    views: Annotated[
        str | None, typer.Option(help=f"xếp hạng theo cách nhìn nào; bỏ trống: {_VIEWS}")
    ] = None,
    fold: Annotated[bool, typer.Option("--fold", help="bỏ dấu các câu hỏi")] = False,
    stock: Annotated[
        bool, typer.Option("--stock", help="đo cả rank-bm25 trên từ của underthesea")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="in một đối tượng JSON")] = False,
    save: Annotated[Path | None, typer.Option(help="lưu lượt đo vào tệp này")] = None,
    compare: Annotated[Path | None, typer.Option(help="so với lượt đo đã lưu")] = None,
) -> None:
    """Đo số câu trả lời đúng, hoặc việc xếp hạng trên một bộ văn bản."""
    if files and beir is None:
        _only_with("--beir", split=split, views=views, fold=fold, stock=stock)
        _shares(floor=floor, group_floor=group_floor)
        status = _questions(files, (floor, group_floor), as_json, save, compare)
        raise SystemExit(status)
    if beir is None or files:
        raise typer.BadParameter(
            "cần tệp câu hỏi hay hội thoại, hoặc --beir THƯ-MỤC, một trong hai"
        )
    _only_with("tệp câu hỏi", floor=floor, group_floor=group_floor)
    chosen = _chosen(views or _VIEWS)
    _collection(beir, split, chosen, fold, stock, as_json, save, compare)


def _only_with(what: str, **options: object) -> None:
    """Raise BadParameter for an option that was given and says nothing here."""
    for name, value in options.items():
        if value is not None and value is not False:
            raise typer.BadParameter(f"{_flag(name)} chỉ dùng cùng {what}")


def _shares(**options: float | None) -> None:
    """Raise BadParameter for a share that is not one."""
    for name, value in options.items():
        if value is not None and not 0 <= value <= 1:  # nan is in no range either
            raise typer.BadParameter(f"{_flag(name)} là {value:g}; ghi từ 0 đến 1, như 0.97")


def _flag(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _chosen(views: str) -> tuple[str, ...]:
    known = _ALL_VIEWS.split(",")
    asked = [view.strip() for view in views.split(",")]
    for view in asked:
        if view not in known:
            raise typer.BadParameter(f"--views: không có “{view}”; chọn trong {_ALL_VIEWS}")
    return tuple(view for view in known if view in asked)


def _require(*, stock: bool, words: bool) -> None:
    """Raise MissingPackages for what measuring so needs and isn't here: the extra "eval"."""
    needed = {"ir_measures": True, "rank_bm25": stock, "underthesea": words}
    missing = [name for name, is_needed in needed.items() if is_needed and find_spec(name) is None]
    if missing:
        raise MissingPackages(
            f"đo xếp hạng thế này cần thêm {', '.join(missing).replace('_', '-')}: cài bằng"
            " pip install 'giaoban[eval]', hoặc chạy make setup trong thư mục mã nguồn"
        )


def _settings() -> Settings:
    from bot.app import start_logging

    settings = Settings.load()
    start_logging(settings)
    return settings


def _questions(
    files: Sequence[Path],
    floors: tuple[float | None, float | None],
    as_json: bool,
    save: Path | None,
    compare: Path | None,
) -> int:
    """Ask all that is in `files`; the exit status, 1 where a floor is missed."""
    from bot.app import build_desk
    from bot.evaluation import Floors, QuestionRun, measure
    from bot.evaluation_report import console, questions_record, show_questions
    from bot.scripts import load_conversations
    from index.evaluation.runs import load_run, save_run

    limits = Floors(*floors)
    before = None if compare is None else load_run(compare, QuestionRun)
    conversations = load_conversations(files)
    run = measure(conversations, build_desk(_settings()))
    if as_json:
        _print_json(questions_record(run, limits, before))
    else:
        show_questions(console(), run, limits, before)
    if save is not None:
        save_run(run, save)
    return 1 if limits.missed(run.scores) else 0


def _collection(
    folder: Path,
    split: str | None,
    views: tuple[str, ...],
    fold: bool,
    stock: bool,
    as_json: bool,
    save: Path | None,
    compare: Path | None,
) -> None:
    _require(stock=stock, words=stock or "words" in views)
    from bot.evaluation_report import collection_record, console, show_collection
    from index.evaluation.beir import read_collection
    from index.evaluation.ranking import measure
    from index.evaluation.records import RankingRun
    from index.evaluation.runs import load_run, save_run

    before = None if compare is None else load_run(compare, RankingRun)
    collection = read_collection(folder, split)
    for oddity in collection.oddities:
        print(f"giaoban: {oddity}", file=sys.stderr)
    data = _settings().data
    run = measure(collection, views=views, folded=fold, stock=stock, data=data, track=_track)
    if as_json:
        _print_json(collection_record(run, before))
    else:
        show_collection(console(), run, before)
    if save is not None:
        save_run(run, save)


def _track(items: Sequence[str], work: "Work") -> Iterable[str]:
    """The items, with a bar on standard error where that is a terminal."""
    from rich.console import Console
    from rich.progress import track

    screen = Console(stderr=True, highlight=False)
    doing = f"{_DOING[work]} ({len(items)})"
    if not screen.is_terminal:
        if work == "segmenting":  # the one that may take minutes
            print(f"giaoban: {doing}…", file=sys.stderr)
        return items
    return track(items, doing, console=screen, transient=True)


def _print_json(record: dict[str, Any]) -> None:
    print(json.dumps(record, ensure_ascii=False, indent=2))
