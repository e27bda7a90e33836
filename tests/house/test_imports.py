"""Who may import whom: the contracts of pyproject.toml, and what each room takes from outside."""

import ast
import subprocess
import sys

import packaging
import pytest

from tests.house.source_files import ROOMS, ROOT, imports_of, name_of, nodes_of, python_files

# What each room may import from outside, beside the standard library.
OUTSIDE = {
    "pathway": set[str](),
    "resources": set[str](),
    "db": {"sqlmodel", "sqlalchemy", "sqlcipher3", "argon2", "cryptography", "pydantic"},
    "handouts": {"reportlab", "pikepdf", "segno"},
    "exchange": {"pydantic", "pydantic_core"},
    "desktop": {"PySide6", "shiboken6", "pypdfium2", "platformdirs"},
}
# pathway decides from its arguments alone: no clock, no file, no chance, no network, no process.
NOT_FOR_PATHWAY = {
    "asyncio", "glob", "io", "logging", "multiprocessing", "os", "pathlib", "random", "secrets",
    "shutil", "socket", "sqlite3", "subprocess", "tempfile", "threading", "time", "urllib",
}  # fmt: skip


def test_the_contracts_are_kept() -> None:
    # A process of its own: in ours it would switch off every logger that is there already.
    call = (
        "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"
    )
    done = subprocess.run([sys.executable, "-c", call], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_what_it_may(room: str) -> None:
    known = OUTSIDE[room] | set(ROOMS) | set(sys.stdlib_module_names)
    found = [(name_of(path), name) for path in python_files(room) for name in imports_of(path)]
    assert found
    assert not [item for item in found if item[1] not in known]


def test_pathway_reads_no_clock_and_no_file() -> None:
    paths = python_files("pathway")
    assert not [(name_of(p), n) for p in paths for n in imports_of(p) if n in NOT_FOR_PATHWAY]
    calls = [(name_of(p), n) for p in paths for n in nodes_of(p) if _is_open(n)]
    assert not calls


def test_our_packaging_folder_does_not_hide_the_library() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists()
    assert "site-packages" in str(packaging.__file__)


def _is_open(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "open"
