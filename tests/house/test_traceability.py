"""Every statement of the two founding documents has its place in the program."""

import re

import resources
from pathway.catalogue import read_catalogue
from pathway.guidelines import read_guidelines
from pathway.packcheck import rules_of
from tests.house.source_files import ROOT

PAGE = (ROOT / "docs" / "traceability.md").read_text("utf-8")
ROW = re.compile(r"^\| (S\d+) \| (.+) \| (.+) \| (.+) \|$", re.MULTILINE)
STATEMENTS = 61
NAMED = re.compile(r"`([^`]+)`")


def _known() -> set[str]:
    """Return everything that the page may name, beside files."""
    tables = resources.pack_tables()
    items = read_catalogue(resources.catalogue_tables()).items
    flags = read_guidelines(tables).flags
    options = items["override.option"].values
    return {*rules_of(tables), *flags.items, *items, *options}


def _is_there(name: str, known: set[str]) -> bool:
    return (ROOT / name).is_file() if "/" in name else name in known


def test_every_statement_is_there_once_and_in_order() -> None:
    assert [found[0] for found in ROW.findall(PAGE)] == [f"S{n}" for n in range(1, STATEMENTS + 1)]


def test_what_a_statement_became_is_there() -> None:
    known = _known()
    gone = [
        f"{statement} names {name}"
        for statement, _, _, where in ROW.findall(PAGE)
        for name in NAMED.findall(where)
        if not _is_there(name, known)
    ]
    assert not gone


def test_every_statement_names_a_place() -> None:
    assert not [found[0] for found in ROW.findall(PAGE) if not NAMED.search(found[3])]


def test_a_rule_that_bears_the_number_of_a_statement_stands_with_it() -> None:
    named = {found[0]: NAMED.findall(found[3]) for found in ROW.findall(PAGE)}
    for rule in rules_of(resources.pack_tables()):
        statement = rule.partition("-")[0]
        if re.fullmatch(r"S\d+", statement) and rule == statement:
            assert rule in named[statement], rule


def test_what_is_not_shown_says_so() -> None:
    hidden = {found[0] for found in ROW.findall(PAGE) if "**Not shown**" in found[2]}
    assert hidden == {"S8", "S9", "S14", "S16", "S49"}


def test_no_print_repeats_what_is_not_shown() -> None:
    words = " ".join(
        (ROOT / "resources" / "handouts" / name).read_text("utf-8")
        for name in ("care_plan.en.toml", "common.en.toml", "emergency.en.toml")
    )
    said = " ".join(line for line in words.splitlines() if not line.startswith("#")).lower()
    assert not re.search(r"90 ?%|90 percent|nine in ten|laser spine|decompress|permanent", said)


def test_a_place_that_is_gone_would_be_found() -> None:
    assert not _is_there("RF-Z9", _known())
    assert not _is_there("pathway/" + "nowhere.py", set())
