"""How each finding of the examination is looked for, and by which key it is recorded.

The words are data of one language; everything is checked once, when the tables are read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pathway.catalogue import Catalogue
from pathway.packtable import PackTable
from pathway.sidedexam import EXAMINED, group_of

VERIFIED: Final = ("V", "K", "D")
LEFT_OUT: Final = "not_done"


@dataclass(frozen=True, slots=True)
class HowTo:
    """How one finding is looked for; ``care`` and ``counts`` may be empty."""

    how: str
    counts: str
    care: str
    sources: tuple[str, ...]
    """Titles; what was cited without being read again says so with an asterisk at its end."""


@dataclass(frozen=True, slots=True)
class ExamHelp:
    """Steps by finding, keys by group and value, and short words by value."""

    steps: Mapping[str, HowTo]
    groups: Mapping[str, HowTo]
    keys: Mapping[str, Mapping[str, str]]
    short: Mapping[str, str]

    def of(self, item: str) -> HowTo:
        """Return how a finding is looked for: its own steps, else those of its group."""
        return self.steps.get(item) or self.groups[group_of(item)]


def read_exam_help(
    facts: Mapping[str, object], words: Mapping[str, object], catalogue: Catalogue
) -> ExamHelp:
    """Return what the two tables say; PackTrouble names the first key that is wrong or missing."""
    rests, said = PackTable(facts, "examination"), PackTable(words, "examination words")
    rests.only("groups", "codes", "sources")
    said.only("keys", "short", "groups", "codes")
    titles = _titles(rests.table("sources"))
    codes, groups = _known_codes(catalogue), {group: group for group in EXAMINED}
    steps = _steps(said.table("codes"), _cited(rests.table("codes"), codes, titles), codes)
    general = _steps(said.table("groups"), _cited(rests.table("groups"), groups, titles), groups)
    for name in (*(one for one in codes if codes[one] != "sensation"), *groups):
        if name not in steps and name not in general:
            said.trouble(name, "words on how it is looked for")
    return ExamHelp(
        {code: _rest(one, general[codes[code]]) for code, one in steps.items()},
        general,
        _keys(said.table("keys"), catalogue),
        {value: said.table("short").text(value) for value in said.table("short")},
    )


def _known_codes(catalogue: Catalogue) -> dict[str, str]:
    """Every finding of the examination with its group."""
    items = (item for item in catalogue.items.values() if item.sided)
    return {item.code: item.group for item in items if item.group in EXAMINED}


def _titles(table: PackTable) -> dict[str, str]:
    found = {}
    for name in table:
        row = table.table(name)
        row.only("title", "verified")
        mark = "*" if row.one_of("verified", VERIFIED) == "K" else ""
        found[name] = row.text("title") + mark
    return found


def _cited(
    table: PackTable, known: Mapping[str, str], titles: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    table.only(*known)
    return {name: tuple(titles[one] for one in table.texts(name, tuple(titles))) for name in table}


def _steps(
    table: PackTable, cited: Mapping[str, tuple[str, ...]], known: Mapping[str, str]
) -> dict[str, HowTo]:
    table.only(*known)
    found = {}
    for name in table:
        row = table.table(name)
        row.only("how", "counts", "care")
        if not row.text("how").strip():
            row.trouble("how", "a sentence")
        found[name] = HowTo(
            row.text("how"), row.text("counts", ""), row.text("care", ""), cited.get(name, ())
        )
    return found


def _rest(own: HowTo, general: HowTo) -> HowTo:
    """Return the steps of a finding; what it leaves open is as in all of its group."""
    return HowTo(
        own.how,
        own.counts or general.counts,
        own.care or general.care,
        own.sources or general.sources,
    )


def _keys(table: PackTable, catalogue: Catalogue) -> dict[str, dict[str, str]]:
    """Read the letters of each group: one letter never records two values."""
    found: dict[str, dict[str, str]] = {}
    for group in table:
        values = next(iter(catalogue.group(group))).values
        row, taken = table.table(group), ""
        row.only(*values)
        found[group] = {}
        for value in (one for one in values if one != LEFT_OUT):
            letters = row.text(value)
            if not letters or set(letters) & set(taken) or letters != letters.lower():
                row.trouble(value, "small letters that stand for no other value")
            taken += letters
            found[group][value] = letters
    return found
