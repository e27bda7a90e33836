"""Finds in the code of pathway/ which function decides a rule, and which numbers it reads."""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from pathway.flaglimits import FlagLimits
from pathway.flagrules import RULES
from pathway.thresholds import THRESHOLDS

LIMITS = tuple(field.name for field in fields(FlagLimits))
# Modules that name rules without deciding them.
SILENT = {
    "flagbook",
    "coding",
    "wordcheck",
    "packcheck",
    "thresholds",
    "prescribingbook",
    "prescribingreader",
}
FLAG_MODULES = ("flagsigns", "flagmodifiers", "deficits")


@dataclass(frozen=True)
class Spot:
    """A function or a constant of a module, with the texts and the attributes in it."""

    module: str
    name: str
    texts: frozenset[str]
    attributes: frozenset[str]

    @property
    def place(self) -> str:
        """Return the spot as the page names it."""
        return f"`pathway/{self.module}.py` {self.name}".strip()


class Places:
    """Every function and constant of a room, read once."""

    def __init__(self, room: Path) -> None:
        self.spots = tuple(spot for path in sorted(room.glob("*.py")) for spot in _spots(path))
        self.modules = {spot.module for spot in self.spots}

    def of(self, rule: str, table: str, special: str) -> tuple[str, str]:
        """Return module and place where a rule is decided; of a row of data, where it is read."""
        spot = self._naming(special, "") if special else self._naming(rule, table)
        if spot is None and "." in rule:
            spot = self._naming(rule.partition(".")[0], table)
        if spot:
            return spot.module, spot.place
        module = READERS.get(table, table)
        return module, f"`pathway/{module}.py`, by its row in `{table}.toml`"

    def of_flag(self, rule: str) -> tuple[str, str]:
        """Return where a variant of a red flag is decided."""
        spot = self._of_flag(rule)
        return ("flags", spot.place) if spot else ("flags", "`pathway/flagrules.py` _judge")

    def flag_numbers(self, rule: str) -> tuple[str, ...]:
        """Return the limits that the deciding function of a red flag reads."""
        spot = self._of_flag(rule)
        return tuple(name for name in LIMITS if spot and name in spot.attributes)

    def numbers(
        self, rule: str, module: str, sentence: str, table: Mapping[str, object]
    ) -> Iterator[str]:
        """Yield the numbers of a rule: those of its sentence, of its row, or of its function."""
        own = tuple(_own_numbers(table))
        named = [name for name in (*THRESHOLDS, *own) if f"{{{name}}}" in sentence]
        named += [name for name in _numbers_in(_row_of(table, rule), table) if name not in named]
        spot = self._naming(rule, module)
        if not named and spot and spot.name:
            read = spot.attributes | spot.texts
            named = [name for name in (*own, *THRESHOLDS) if name in read]
        yield from named

    def _naming(self, text: str, table: str) -> Spot | None:
        """Return the spot that holds a text: a function before a constant, the own table first."""
        found = [s for s in self.spots if text in s.texts and s.module not in SILENT]
        named = [spot for spot in self.spots if spot.name.strip("_") == text]
        if named:
            return named[0]
        found.sort(key=lambda spot: _preference(spot, table))
        return found[0] if found else None

    def _of_flag(self, rule: str) -> Spot | None:
        item, _, variant = rule.partition(".")
        by_rule = RULES.get(item)
        if by_rule and not variant:
            return next(spot for spot in self.spots if spot.name == by_rule.__name__)
        found = [
            spot
            for spot in self.spots
            if spot.module in FLAG_MODULES
            and item in spot.texts
            and (variant or "yes") in spot.texts
        ]
        if not found and by_rule:
            found = [s for s in self.spots if s.name == by_rule.__name__]
        return found[0] if found else None


def _preference(spot: Spot, table: str) -> tuple[bool, bool, bool]:
    """Sort a table's own modules first, and a function before a constant or a forecast."""
    is_own = bool(table) and spot.module.startswith(table)
    return not is_own, spot.module == "forecast", spot.name.isupper()


READERS = {"thresholds": "timing", "red_flags": "flags"}


def _spots(path: Path) -> Iterator[Spot]:
    tree = ast.parse(path.read_text("utf-8"))
    for node in tree.body:
        functions = node.body if isinstance(node, ast.ClassDef) else [node]
        for function in functions:
            yield Spot(path.stem, _name_of(function), _texts(function), _attributes(function))


def _name_of(node: ast.AST) -> str:
    if isinstance(node, ast.FunctionDef):
        return node.name
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        return node.targets[0].id
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return node.target.id
    return ""


def _texts(node: ast.AST) -> frozenset[str]:
    return frozenset(
        part.value
        for part in ast.walk(node)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    )


def _attributes(node: ast.AST) -> frozenset[str]:
    return frozenset(part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute))


def _row_of(table: Mapping[str, object], rule: str) -> object:
    keyed, rows = table.get("rules"), table.get("rule")
    if isinstance(keyed, Mapping) and isinstance(keyed.get(rule), Mapping):
        return keyed[rule]
    for row in rows if isinstance(rows, list) else ():
        if ".".join(row[key] for key in ("id", "variant") if key in row) == rule:
            return row
    return None


def _own_numbers(table: Mapping[str, object]) -> Iterator[str]:
    numbers = table.get("number", {})
    yield from numbers if isinstance(numbers, Mapping) else ()


def _numbers_in(row: object, table: Mapping[str, object]) -> Iterator[str]:
    """Yield the numbers of a table that a row names, with or without their unit."""
    words = set(re.findall(r"\w+", repr(row))) if row else set()
    for name in _own_numbers(table):
        if name in words or name.rpartition("_")[0] in words:
            yield name
