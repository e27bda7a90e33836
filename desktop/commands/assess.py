"""``foramen assess``: what the guidelines conclude for one case file."""

import argparse
import sys
from datetime import date
from typing import TYPE_CHECKING

import resources
from desktop.commands import BadInput
from desktop.commands.cases import OpenCase, add_case_options, assess, open_case

if TYPE_CHECKING:
    from desktop.commands import Subparsers
    from pathway.advice import Warned
    from pathway.finding import Input, Reason
    from pathway.guidelines import Guidelines


class EnglishWording:
    """How the report reads on a terminal: the screen's dates and the pack's words."""

    def __init__(self, guidelines: "Guidelines") -> None:
        from desktop.packwords import PackWords
        from desktop.reasons import RuleWords
        from pathway.catalogue import read_catalogue

        tables = resources.words_tables("en", guidelines.id)
        self._catalogue = read_catalogue(resources.catalogue_tables())
        self._words = PackWords(tables, RuleWords(tables, guidelines), self._catalogue, guidelines)

    def day(self, value: date | None) -> str:
        from desktop.show import day

        return day(value)

    def week_and_day(self, day_number: int) -> str:
        from desktop.show import week_and_day

        return week_and_day(day_number)

    def sentence(self, reason: "Reason") -> str:
        return self._words.sentence(reason)

    def message(self, warned: "Warned") -> str:
        return self._words.sentence(warned.because._replace(rule=warned.message))

    def finding(self, read: "Input") -> str:
        return self._words.value(read)

    def option(self, code: str) -> str:
        return self._catalogue.item("override.option").choice_label(code)

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
        "clock, surgical evaluation, imaging, nerve roots, options, warnings, next contact, and "
        "what changes when.",
    )
    add_case_options(parser)
    parser.add_argument("--json", action="store_true", help="for programs: JSON, the same fields")
    parser.add_argument(
        "--weights", action="store_true", help="with --json: the weights of the roots, for tests"
    )


def run(args: argparse.Namespace) -> int:
    """Print the assessment and return the exit status."""
    if args.weights and not args.json:
        raise BadInput("--weights: expected together with --json")
    case = open_case(args)
    sys.stdout.write(_report(case, args))
    return 0


def _report(case: OpenCase, args: argparse.Namespace) -> str:
    from exchange.report import assessment_json, assessment_text

    assessment = assess(case)
    wording = EnglishWording(case.guidelines)
    if args.json:
        return assessment_json(assessment, wording.message, has_weights=args.weights)
    return assessment_text(assessment, wording)
