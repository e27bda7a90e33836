"""SQL that only SQLite understands stands in few places, which a move elsewhere must know."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.source_files import name_of, nodes_of, python_files

SEARCH = "db/fulltext.py"
# They open, copy, check or bring up to date the file itself, or read along it from end to end;
# another store has other ways to.
THE_FILE = frozenset(
    {
        "db/backup.py",
        "db/check.py",
        "db/contents.py",
        "db/demo_bulk.py",
        "db/engine.py",
        "db/figuresteps.py",
        "db/frozen.py",
        "db/guards.py",
        "db/migrate.py",
        "db/rehearsal.py",
    }
)
ONLY_SQLITE = re.compile(
    r"\bMATCH\b|\bPRAGMA\b|\browid\b|\bjson_\w+\(|\bGLOB\b|\bstrftime\(|\bINSERT OR\b"
    r"|\bsqlite_schema\b|\bAUTOINCREMENT\b|\bjulianday\(|date\('now'"
)
# Constraints say that a column holds JSON or a time of day, which another store has types for.
CONSTRAINTS = re.compile(r"json_valid\(\w+\)|\w+ GLOB '[-\[\]0-9:]+'")


def test_only_the_search_and_the_file_know_sqlite() -> None:
    found = {name for name, text in _texts() if ONLY_SQLITE.search(CONSTRAINTS.sub("", text))}
    assert found - THE_FILE == {SEARCH}


def test_only_the_search_asks_its_index() -> None:
    assert {name for name, text in _texts() if "patient_search" in text} == {SEARCH}


def test_what_only_sqlite_knows_would_be_found() -> None:
    for text in ("SELECT rowid FROM a", "b MATCH :c", "PRAGMA d", "json_extract(e, '$')"):
        assert ONLY_SQLITE.search(text)
    assert not ONLY_SQLITE.search("SELECT id FROM patient WHERE sort_norm >= :start")


def _texts() -> Iterator[tuple[str, str]]:
    """Yield every text of the store's modules that is no docstring; schema steps are left out."""
    for path in python_files("db"):
        if "migrations" not in path.parts:
            yield from _texts_of(path)


def _texts_of(path: Path) -> Iterator[tuple[str, str]]:
    told = {id(node.value) for node in nodes_of(path) if isinstance(node, ast.Expr)}
    for node in nodes_of(path):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield name_of(path), node.value
