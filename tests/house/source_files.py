"""Which files make up the project, for the tests that read them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("pathway", "resources", "db", "handouts", "exchange", "desktop")
NOT_OURS = {"build", "dist", "__pycache__"}
BINARY = {".mo", ".ttf", ".png", ".webp", ".pdf", ".ico", ".icns", ".db", ".xz", ".tar"}


@cache
def project_files() -> tuple[Path, ...]:
    """All files that are or could be committed: hidden folders hold tools, but for .ci."""
    return tuple(sorted(_walk(ROOT)))


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        hidden = path.name.startswith(".") and path.name != ".ci"
        if path.is_file():
            yield path
        elif not hidden and path.name not in NOT_OURS and path.suffix != ".egg-info":
            yield from _walk(path)


def text_files() -> list[Path]:
    """The files that can be read as text."""
    return [path for path in project_files() if path.suffix not in BINARY]


def python_files(*folders: str) -> list[Path]:
    """The Python files of these top folders; of all that hold our code when none is named."""
    wanted = folders or (*ROOMS, "packaging", "tests")
    return [
        path
        for path in project_files()
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in wanted
    ]


@cache
def tree_of(path: Path) -> ast.Module:
    """The syntax tree of a Python file."""
    return ast.parse(path.read_text("utf-8"), str(path))


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """All nodes of a Python file's syntax tree."""
    return tuple(ast.walk(tree_of(path)))


def imports_of(path: Path) -> Iterator[str]:
    """The top-level names that a Python file imports, wherever in it."""
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0]


def name_of(path: Path) -> str:
    """The path inside the project, with slashes, as failures and exceptions name it."""
    return path.relative_to(ROOT).as_posix()
