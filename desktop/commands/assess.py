"""``foramen assess``: what the guidelines conclude for one case file."""

import argparse
import sys
from datetime import date
from typing import TYPE_CHECKING

import resources
from desktop.commands.cases import OpenCase, add_case_options, assess, open_case

if TYPE_CHECKING:
    from desktop.commands import Subparsers
    from pathway.finding import Reason
    from pathway.guidelines import Guidelines


class EnglishWording:
    """How the report reads on a terminal: the screen's dates and the pack's words."""

    def __init__(self, guidelines: "Guidelines") -> None:
        from desktop.packwords import PackWords
        from desktop.reasons import RuleWords
        from pathway.catalogue import read_catalogue

        tables = resources.words_tables("en", guidelines.id)
        catalogue = read_catalogue(resources.catalogue_tables())
        self._words = PackWords(tables, RuleWords(tables), catalogue, guidelines)

    def day(self, value: date | None) -> str:
        from desktop.show import day

        return day(value)

    def week_and_day(self, day_number: int) -> str:
        from desktop.show import week_and_day

        return week_and_day(day_number)

    def sentence(self, reason: "Reason") -> str:
        return self._words.sentence(reason)

    def short(self, flag: str) -> str:
        return self._words.short(flag)

    def gap(self, missing: str) -> str:
        return self._words.gap(missing)

    def conclusion(self, code: str) -> str:
        return self._words.conclusion(code)


def add(subparsers: "Subparsers") -> None:
    """Declare the command and its options."""
    parser = subparsers.add_parser(
        "assess",
        description="Says what the guidelines conclude for one case file: red flags, stage, care "
        "clock, surgical evaluation, imaging, next contact, and what changes when.",
    )
    add_case_options(parser)
    parser.add_argument("--json", action="store_true", help="for programs: JSON, the same fields")


def run(args: argparse.Namespace) -> int:
    """Print the assessment and return the exit status."""
    case = open_case(args)
    sys.stdout.write(_report(case, args))
    return 0


def _report(case: OpenCase, args: argparse.Namespace) -> str:
    from exchange.report import assessment_json, assessment_text

    assessment = assess(case)
    if args.json:
        return assessment_json(assessment)
    return assessment_text(assessment, EnglishWording(case.guidelines))
