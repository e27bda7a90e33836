"""Writes down as text for people what is advised beside the clocks; what is not built is left out.

The ranking of roots is told without any number: the evidence is too weak for one.
"""

from collections.abc import Iterator, Mapping
from typing import Final, get_args

from exchange.wording import Wording
from pathway.advice import MedicineCheck, Option, OptionState, Root, Roots, Warned
from pathway.assessment import Assessment
from pathway.finding import Because, Input

_RANKED_WORDS: Final = {
    "clear": "findings point to {named}",
    "likely": "perhaps {named}",
    "none": "no localising finding",
    "not_ranked": "not ranked",
}


def advice_lines(it: Assessment, wording: Wording) -> Iterator[str]:
    """Yield the lines on nerve roots, options, medicines and care."""
    if it.roots is not None:
        yield from ("", *_root_lines(it.roots, wording))
    if it.options is not None:
        yield from ("", *_option_lines(it.options, wording))
    if it.medicine_warnings is not None:
        yield from ("", *_warning_lines("Medicines", it.medicine_warnings, wording))
    if it.medicine_check is not None:
        yield from _check_lines(it.medicine_check, wording)
    if it.care_warnings is not None:
        yield from ("", *_warning_lines("Care", it.care_warnings, wording))


def reason_lines(because: Because, wording: Wording) -> Iterator[str]:
    """Yield a line for each reason, with its rule and source."""
    for reason in because:
        source = f"; {reason.source}" if reason.source else ""
        yield f"    - {wording.sentence(reason)} [{reason.rule}{source}]"


def _root_lines(roots: Roots, wording: Wording) -> Iterator[str]:
    said = _RANKED_WORDS[roots.rank_class].format(named=" or ".join(roots.named))
    yield f"Suspected nerve root: {said}"
    yield from _finding_lines("for", roots.favouring, wording)
    yield from _finding_lines("against", roots.against, wording)
    yield from reason_lines(roots.because, wording)


def _finding_lines(
    word: str, findings: Mapping[Root, tuple[Input, ...]] | None, wording: Wording
) -> Iterator[str]:
    for root, inputs in (findings or {}).items():
        if inputs:
            yield f"  {word} {root}: {'; '.join(wording.finding(read) for read in inputs)}"


def _option_lines(options: tuple[Option, ...], wording: Wording) -> Iterator[str]:
    yield "Options" if options else "Options: none today"
    for state in get_args(OptionState):
        for option in options:
            if option.state == state:
                yield f"  {state.replace('_', ' ')}: {wording.option(option.id)}"
                yield from reason_lines((*option.locked_because, *option.cautions), wording)


def _warning_lines(title: str, warnings: tuple[Warned, ...], wording: Wording) -> Iterator[str]:
    yield f"{title}: warnings" if warnings else f"{title}: no rule fired"
    for warned in warnings:
        names = ", ".join(name.replace("_", " ") for name in warned.medicines)
        said = f"{warned.severity} {names}: {wording.message(warned)}"
        yield f"  {said} [{warned.id}; {warned.source}]"


def _check_lines(check: MedicineCheck, wording: Wording) -> Iterator[str]:
    untouched = f"{check.no_rule} medicines that no rule speaks of"
    yield f"  {check.rules_checked} rules checked, {check.fired} fired; {untouched}"
    if check.inputs_missing:
        yield f"  Not known: {', '.join(wording.gap(code) for code in check.inputs_missing)}"
