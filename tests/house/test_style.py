"""The limits of size and the names that keep every room readable."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.source_files import name_of, nodes_of, python_files

LONGEST_FUNCTION = 40
LONGEST_FILE = 400
MOST_METHODS = 20
MOST_PARAMETERS = 5
DEEPEST_NESTING = 3

# "path" or "path:name" -> why it may break a limit. Keep it short.
EXCEPTIONS: dict[str, str] = {}

VAGUE = ("manager", "handler", "helper", "util", "utils", "service", "base", "data", "info")
QT_WORDS = {"data"}  # what an item model has to call it
BLOCKS = (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.Match)
Function = ast.FunctionDef | ast.AsyncFunctionDef


def test_functions_are_short() -> None:
    long = [(where, _lines(function)) for where, function in _functions()]
    assert not [item for item in long if item[1] > LONGEST_FUNCTION]


def test_files_are_short() -> None:
    sizes = {name_of(p): len(p.read_text("utf-8").splitlines()) for p in python_files()}
    assert not {n: s for n, s in sizes.items() if s > LONGEST_FILE and n not in EXCEPTIONS}


def test_classes_have_few_methods() -> None:
    counts = {
        where: sum(isinstance(part, Function) for part in node.body) for where, node in _classes()
    }
    assert not {where: count for where, count in counts.items() if count > MOST_METHODS}


def test_functions_take_few_parameters() -> None:
    code = [item for item in _functions() if not item[0].startswith("tests/")]
    assert not [where for where, function in code if _parameters(function) > MOST_PARAMETERS]


def test_blocks_are_not_nested_deeply() -> None:
    assert not [where for where, f in _functions() if _depth(f) > DEEPEST_NESTING]


def test_names_say_what_a_thing_is() -> None:
    words = "|".join(VAGUE)
    snake = re.compile(rf"(?:^|[_/:])(?:{words})$")
    camel = re.compile(rf"(?:{words.title()})$")
    names = [name_of(path.with_suffix("")) for path in python_files()]
    names += [where for where, _ in _functions() if not _is_qt_name(where)]
    assert not [name for name in names if snake.search(name)]
    assert not [where for where, _ in _classes() if camel.search(where)]


def test_every_exception_is_still_needed() -> None:
    known = {name_of(path) for path in python_files()}
    known |= {where for where, _ in (*_all_functions(), *_classes())}
    assert not [name for name in EXCEPTIONS if name not in known]


def test_nothing_is_imported_by_star() -> None:
    stars = [
        name_of(path)
        for path in python_files()
        for node in nodes_of(path)
        if isinstance(node, ast.ImportFrom) and node.names[0].name == "*"
    ]
    assert not stars


def test_banned_names_are_not_used() -> None:
    # processEvents runs other code in the middle of ours; an empty QDateEdit shows 01-Jan-2000;
    # qtbot.wait and time.sleep wait for time, where a test should wait for a condition.
    assert not _uses({"processEvents", "QDateEdit"}, python_files())
    tests = [path for path in python_files("tests") if path.name != "test_guards.py"]
    assert not _uses({"qtbot.wait", "time.sleep"}, tests)


def test_no_lambda_holds_self() -> None:
    # A lambda that holds self keeps a window alive after it was closed.
    held = [
        f"{name_of(path)}:{node.lineno}"
        for path in python_files("desktop")
        for node in nodes_of(path)
        if isinstance(node, ast.Lambda) and _mentions_self(node.body)
    ]
    assert not held


def _functions() -> list[tuple[str, Function]]:
    return [item for item in _all_functions() if item[0] not in EXCEPTIONS]


def _all_functions() -> list[tuple[str, Function]]:
    return [
        (f"{name_of(path)}:{node.name}", node)
        for path in python_files()
        for node in nodes_of(path)
        if isinstance(node, Function)
    ]


def _classes() -> list[tuple[str, ast.ClassDef]]:
    return [
        (f"{name_of(path)}:{node.name}", node)
        for path in python_files()
        for node in nodes_of(path)
        if isinstance(node, ast.ClassDef)
    ]


def _lines(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def _parameters(function: Function) -> int:
    arguments = function.args
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return sum(argument.arg not in {"self", "cls"} for argument in named)


def _depth(node: ast.AST) -> int:
    return max((_depth_of(child, node) for child in _own_children(node)), default=0)


def _depth_of(child: ast.AST, parent: ast.AST) -> int:
    is_elif = isinstance(parent, ast.If) and parent.orelse == [child] and isinstance(child, ast.If)
    return _depth(child) + (isinstance(child, BLOCKS) and not is_elif)


def _own_children(node: ast.AST) -> Iterator[ast.AST]:
    """What is inside, but for functions and classes: they are measured by themselves."""
    inner = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return (child for child in ast.iter_child_nodes(node) if not isinstance(child, inner))


def _is_qt_name(name: str) -> bool:
    last = name.rpartition(":")[2]
    return last in QT_WORDS or bool(re.fullmatch(r"[a-z]+[A-Z]\w*", last))


def _uses(banned: set[str], paths: list[Path]) -> list[str]:
    last_words = {name.rpartition(".")[2] for name in banned}
    return [
        f"{name_of(path)}:{node.lineno}"
        for path in paths
        for node in nodes_of(path)
        if isinstance(node, ast.Attribute | ast.Name | ast.alias)
        and _last_word(node) in last_words  # to spell the whole takes long
        and {_spelled(node), _last_word(node)} & banned
    ]


def _last_word(node: ast.Attribute | ast.Name | ast.alias) -> str:
    if isinstance(node, ast.alias):
        return node.name.rpartition(".")[2]
    return node.attr if isinstance(node, ast.Attribute) else node.id


def _spelled(node: ast.Attribute | ast.Name | ast.alias) -> str:
    return node.name if isinstance(node, ast.alias) else ast.unparse(node)


def _mentions_self(node: ast.AST) -> bool:
    return any(isinstance(part, ast.Name) and part.id == "self" for part in ast.walk(node))
