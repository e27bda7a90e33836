"""Reads a guideline pack after every check there is: one fault, and the whole pack is refused."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict

from pathway.guidelines import Guidelines, read_guidelines
from pathway.overrides import following
from pathway.packcheck import check_tables
from pathway.packtable import PackTrouble
from pathway.wordcheck import Words, check_words


def read_pack(tables: Mapping[str, object], languages: Mapping[str, Words]) -> Guidelines:
    """Return the pack; PackTrouble names file and key path of the first fault.

    ``languages`` holds the tables of words of every language in which the pack speaks.
    """
    check_tables(tables)
    guidelines = read_guidelines(tables)
    check_agreement(guidelines)
    check_words(guidelines, tables, languages)
    return guidelines


def check_agreement(guidelines: Guidelines) -> None:
    """Refuse a pack whose red flags and clocks give two numbers for one thing."""
    expected = following(guidelines.flags, guidelines.thresholds)
    for part in ("rescreen", "limits"):
        for name, is_now, should_be in _pairs(
            asdict(getattr(guidelines.flags, part)), asdict(getattr(expected, part))
        ):
            if is_now != should_be:
                raise PackTrouble(f"red_flags.{part}.{name}", f"{should_be}, as the thresholds say")


def _pairs(
    found: Mapping[str, object], expected: Mapping[str, object]
) -> Iterator[tuple[str, object, object]]:
    for name, value in found.items():
        yield name, value, expected[name]
