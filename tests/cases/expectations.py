"""Cases with what is expected of them: ``NAME.case.json`` beside ``NAME.expect.json``.

An expectation names the day (``on``), what it rests on (``decided_by``), and

* ``equals``    a dotted path and the value there,
* ``contains``  a path and values that are all among those there,
* ``absent``    a path and values of which none is there,
* ``first``     a path and the value with which the list there starts,
* ``error``     instead of these: the command refuses, and this word stands in its message.

``a[*].x`` collects x of every element of the list a; ``x+y`` joins two keys with a blank.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

FOLDER: Final = Path(__file__).parent
BUILT: Final = frozenset(
    {
        "in_scope",
        "stage",
        "care_clock",
        "red_flags",
        "surgical_evaluation",
        "imaging",
        "next_contact",
        "forecast",
        "roots",
        "options",
        "medicine_warnings",
        "medicine_check",
        "care_warnings",
    }
)
"""The fields of the assessment that are compared; the files expect more than is built."""
KINDS: Final = ("equals", "contains", "absent", "first")


class Case(NamedTuple):
    """One case file, the day it is assessed on, and what is expected."""

    name: str
    path: Path
    on: str
    expected: dict[str, Any]

    @property
    def error(self) -> str:
        """The word that a refusal names, "" when the case is fine."""
        return str(self.expected.get("error", ""))

    @property
    def is_compared(self) -> bool:
        """Tell whether anything that is built is expected of it."""
        return bool(self.error) or any(_is_built(p) for kind in KINDS for p in self._paths(kind))

    def failures(self, answer: object) -> list[str]:
        """Return what an assessment does not meet; parts that are not built are left out."""
        return list(self._failures(answer))

    def _failures(self, answer: object) -> Iterator[str]:
        for kind in KINDS:
            for path, wanted in self._paths(kind).items():
                if _is_built(path) and not _holds(kind, _at(answer, path), wanted):
                    yield f"{path} is {_at(answer, path)!r}: {kind} {wanted!r}"

    def _paths(self, kind: str) -> dict[str, Any]:
        paths: dict[str, Any] = self.expected.get(kind, {})
        return paths


def all_cases() -> list[Case]:
    """Return every case of the folder."""
    return [_case(path) for path in sorted(FOLDER.glob("*.expect.json"))]


def _case(path: Path) -> Case:
    name = path.name.removesuffix(".expect.json")
    expected = json.loads(path.read_text("utf-8"))
    return Case(name, path.with_name(f"{name}.case.json"), expected["on"], expected)


def _is_built(path: str) -> bool:
    return path.partition(".")[0].partition("[")[0] in BUILT


def _holds(kind: str, found: Any, wanted: Any) -> bool:  # noqa: ANN401 - JSON
    if kind == "equals":
        return bool(found == wanted)
    there = found if isinstance(found, list) else [found]
    if kind == "first":
        return there[:1] == [wanted]
    if kind == "contains":
        return all(item in there for item in wanted)
    return not any(item in there for item in wanted)


def _at(value: Any, path: str) -> Any:  # noqa: ANN401 - JSON
    for step in path.split("."):
        name = step.removesuffix("[*]")
        if isinstance(value, list):
            value = [_joined(item, name) for item in value]
        else:
            value = _joined(value, name)
    return value


def _joined(item: Any, keys: str) -> Any:  # noqa: ANN401 - JSON
    parts = [item.get(key) if isinstance(item, dict) else None for key in keys.split("+")]
    return parts[0] if len(parts) == 1 else " ".join(str(part) for part in parts)
