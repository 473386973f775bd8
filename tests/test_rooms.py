"""The rooms and what each may know: corpus, then index, then bot; imports go downhill."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ["corpus", "index", "bot"]  # each room may use the rooms before it
FILES = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
# The one place that reads the environment.
SETTINGS = ROOT / "bot" / "settings.py"


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(tree: ast.AST) -> Iterator[str]:
    """The first part of every module imported, anywhere: also inside functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").split(".")[0] if node.level == 0 else "."
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(
            ("import_module", "__import__")
        ):
            yield from (
                str(a.value).split(".")[0] for a in node.args if isinstance(a, ast.Constant)
            )


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), name(path))


def test_there_are_files_in_every_room() -> None:
    assert {name(path).split("/")[0] for path in FILES} == set(ROOMS)


@pytest.mark.parametrize("path", FILES, ids=name)
def test_imports_go_downhill(path: Path) -> None:
    room = name(path).split("/")[0]
    uphill = {*ROOMS[ROOMS.index(room) + 1 :], "tests", "."}
    assert uphill.intersection(imported(parsed(path))) == set()


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        pytest.param("import bot.desk", ["bot"], id="import"),
        pytest.param("from bot.desk import Desk", ["bot"], id="from"),
        pytest.param("def f():\n    import index.search as s", ["index"], id="inside a function"),
        pytest.param("if TYPE_CHECKING:\n    from bot import desk", ["bot"], id="for types only"),
        pytest.param("importlib.import_module('bot.app')", ["bot"], id="by name"),
        pytest.param("from . import text", ["."], id="relative"),
    ],
)
def test_no_way_to_import_goes_unseen(code: str, expected: list[str]) -> None:
    assert list(imported(ast.parse(code))) == expected


def reads_environment(tree: ast.AST) -> bool:
    names = {"environ", "environb", "getenv", "getenvb", "dotenv_values", "load_dotenv"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in names:
            return True
        if isinstance(node, ast.ImportFrom) and names & {alias.name for alias in node.names}:
            return True
    return False


@pytest.mark.parametrize("path", [path for path in FILES if path != SETTINGS], ids=name)
def test_only_the_settings_read_the_environment(path: Path) -> None:
    assert not reads_environment(parsed(path))


@pytest.mark.parametrize(
    "code", ["os.environ['A']", "os.getenv('A')", "from os import environ", "from os import getenv"]
)
def test_no_way_to_read_the_environment_goes_unseen(code: str) -> None:
    assert reads_environment(ast.parse(code))


def test_the_settings_do_read_it() -> None:
    assert reads_environment(parsed(SETTINGS))
