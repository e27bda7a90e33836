"""Checks a guideline pack as a whole, whatever its tables are: texts, sizes, sources, ids.

The readers of the single tables check their own keys, units and ranges; here stands what holds for
every table of a pack, also for one that is written later. A pack with one fault is refused whole.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

from pathway.packtable import PackTrouble

Leaf: TypeAlias = tuple[str, str]
"""The key path of a text, and the text."""

LONGEST_TEXT: Final = 1500
MOST_ENTRIES: Final = 3000
DEEPEST: Final = 8
SHARED: Final = "medicines"
"""How tables are called that all packs share: they say in words where their rows come from."""
CITING: Final = frozenset({"source", "sources", "further_sources"})
_MARKUP: Final = re.compile(r"<\s*[A-Za-z/!?]|&(?:[A-Za-z]+|#\d+);|\b(?:java|vb)script:", re.I)
_PATH: Final = re.compile(r"""(?:^|[\s"'(=])[~.]{0,2}/[\w.]|\.\./|\b[A-Za-z]:\\|\\|://""")
# Line ends, and the two marks that some scripts need within a word.
_UNSEEN: Final = str.maketrans("", "", "\n\u200c\u200d")
_KEY: Final = re.compile(r"[\w+][\w .:+-]{0,79}")
_PLACE: Final = re.compile(r"\{[A-Za-z][\w.-]*\}")


def check_tables(tables: Mapping[str, object]) -> None:
    """Refuse tables of a pack with a text, a size, a source or an id that no pack may have."""
    for path, text in leaves(tables):
        check_text(path, text)
        if "{" in text or "}" in text:
            raise PackTrouble(path, "a text without braces")
    own = {name: table for name, table in tables.items() if not name.startswith(SHARED)}
    _check_sources(own)
    rules_of(own)
    _check_ids(own, "")


def check_text(path: str, text: str, language: str = "") -> None:
    """Refuse a text that is too long, or that holds a path, markup or characters nobody sees."""
    if len(text) > LONGEST_TEXT:
        raise PackTrouble(path, f"a text of at most {LONGEST_TEXT} characters", language)
    if not text.translate(_UNSEEN).isprintable():
        raise PackTrouble(path, "a text without control characters", language)
    if _MARKUP.search(text):
        raise PackTrouble(path, "a text without markup or script", language)
    if _PATH.search(text):
        raise PackTrouble(path, "a text without a path or an address", language)


def places_of(path: str, text: str, language: str = "") -> frozenset[str]:
    """Return the names in braces of a sentence; PackTrouble when braces hold anything else."""
    if set("{}") & set(_PLACE.sub("", text)):
        raise PackTrouble(path, "braces in pairs, with the name of an input in them", language)
    return frozenset(found[1:-1] for found in _PLACE.findall(text))


def leaves(value: object, path: str = "", language: str = "") -> Iterator[Leaf]:
    """Yield every text of a table with its key path; PackTrouble when it is too large or deep."""
    if isinstance(value, str):
        yield path, value
        return
    if isinstance(value, Mapping | list) and len(value) > MOST_ENTRIES:
        raise PackTrouble(path, f"at most {MOST_ENTRIES} entries", language)
    if path.count(".") + path.count("[") > DEEPEST:
        raise PackTrouble(path, f"tables nested at most {DEEPEST} deep", language)
    for step, inner in _steps(value, path):
        yield from leaves(inner, step, language)


def rules_of(tables: Mapping[str, object]) -> dict[str, str]:
    """Return the table in which each rule id stands; PackTrouble when two tables claim one.

    Rules are the keys of a table "rules", or rows of a list "rule" with an id and a variant.
    """
    found: dict[str, str] = {}
    for name, table in tables.items():
        for path, rule in _rules(table, name):
            if found.setdefault(rule, name) != name:
                raise PackTrouble(path, f"an id that {found[rule]} has not")
    return found


def _rules(table: object, name: str) -> Iterator[Leaf]:
    if not isinstance(table, Mapping):
        return
    keyed, rows = table.get("rules", {}), table.get("rule", [])
    if isinstance(keyed, Mapping):
        yield from ((f"{name}.rules.{rule}", str(rule)) for rule in keyed)
    if isinstance(rows, list):
        for place, row in enumerate(rows):
            if isinstance(row, Mapping) and "id" in row:
                yield f"{name}.rule[{place}].id", _identity(row)


def _identity(row: Mapping[str, object]) -> str:
    """Return the id of a row, with its variant if it has one: M06, M06.past."""
    return ".".join(str(row[key]) for key in ("id", "variant") if key in row)


def cited(tables: Mapping[str, object]) -> Iterator[Leaf]:
    """Yield the id of every source that a table of the pack cites, with its key path."""
    for name, table in tables.items():
        if name != "sources" and not name.startswith(SHARED):
            for step, inner in _steps(table, name):
                yield from _cited(inner, step, is_cited=step == f"{name}.rules")


def _cited(value: object, path: str, *, is_cited: bool) -> Iterator[Leaf]:
    """Yield texts under a key of sources; of a table of rules, the texts right in it."""
    if isinstance(value, str):
        if is_cited:
            yield path, value
        return
    for step, inner in _steps(value, path):
        is_source = step.rpartition(".")[2] in CITING
        is_listed = is_cited and not isinstance(inner, Mapping)
        yield from _cited(inner, step, is_cited=is_source or is_listed)


def _steps(value: object, path: str) -> Iterator[tuple[str, object]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if not _KEY.fullmatch(str(key)):
                raise PackTrouble(path, f"keys of letters, digits and .:+-, not {str(key)[:20]!r}")
            yield f"{path}.{key}" if path else str(key), inner
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield f"{path}[{place}]", inner


def _check_sources(tables: Mapping[str, object]) -> None:
    known = tables.get("sources", {})
    ids = set(known) if isinstance(known, Mapping) else set()
    for path, source in cited(tables):
        if source not in ids:
            raise PackTrouble(path, "the id of a source in sources.toml")
    others = {name: table for name, table in tables.items() if name != "sources"}
    used = {text for _, text in leaves(others)}
    for unused in sorted(ids - used):
        raise PackTrouble(f"sources.{unused}", "a source that a table of the pack cites")


def _check_ids(value: object, path: str) -> None:
    if isinstance(value, list):
        ids = [_identity(row) for row in value if isinstance(row, Mapping) and "id" in row]
        for place, name in enumerate(ids):
            if name in ids[:place]:
                raise PackTrouble(f"{path}[{place}].id", "an id that no row before has")
    for step, inner in _steps(value, path):
        _check_ids(inner, step)
