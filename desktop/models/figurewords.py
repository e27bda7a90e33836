"""The clinic's own figures in words: what is counted, of whom, and what is not recorded."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from desktop import show
from desktop.packwords import PackWords
from desktop.wording import stage_words
from desktop.words import ntr, tr
from pathway.catalogue import Catalogue
from pathway.figures import Figure, FigureName, Part, Period, PeriodName
from pathway.finding import Reason

GAP: Final = "…"
"""Stands in a rule's sentence where a fact of one patient would be."""
REASONS: Final = ("plan.stop_reason", "response.overridden_reason", "response.declined_reason")


class FigureWords(NamedTuple):
    """How a figure is called, and what exactly is counted."""

    title: str
    definition: str


class RuleLine(NamedTuple):
    """One rule: how often it fired, how often it was overridden, and for which reasons."""

    rule: str
    fired: Part
    overridden: Part
    reasons: tuple[Part, ...]


def figure_words() -> Mapping[FigureName, FigureWords]:
    """Return the words of each figure."""
    return {
        "stages": FigureWords(
            tr("Patients by stage today"),
            tr("Each patient once: with several problems, by the one in the earliest stage."),
        ),
        "imaging": FigureWords(
            tr("Imaging asked for"),
            tr(
                "Early is before six weeks of recorded care, or the clinic's own number, while no "
                "red flag stood open on that day."
            ),
        ),
        "opioids": FigureWords(
            tr("First opioid of a problem"),
            tr(
                "What had been begun by its first day: treatment without medicines, and an NSAID. "
                "An NSAID that was not tolerated or must not be given counts as tried."
            ),
        ),
        "window": FigureWords(
            tr("Windows for surgical evaluation that opened"),
            tr(
                "A decision is the first request for surgical evaluation that was sent, or the "
                "answer to the plan's suggestion, which may be not to refer."
            ),
        ),
        "recalls": FigureWords(
            tr("Recalls"),
            tr("What came of calls and visits, and rows of printed sheets without a result."),
        ),
        "rules": FigureWords(
            tr("Rules that fired, and were overridden"),
            tr(
                "Once for each problem and rule, however often advice was worked out. A red flag "
                "that was cleared counts as overridden."
            ),
        ),
    }


def period_words() -> Mapping[PeriodName, str]:
    """Return the words of the periods that can be chosen."""
    return {
        "weeks_4": tr("4 weeks"),
        "months_3": tr("3 months"),
        "months_12": tr("12 months"),
        "all": tr("All days"),
    }


def days_words(period: Period) -> str:
    """Return from when to when a period goes."""
    if period.first == period.first.min:
        return tr("All days up to {day}").format(day=show.day(period.last))
    days = {"first": show.day(period.first), "last": show.day(period.last)}
    return tr("From {first} to {last}").format(**days)


def part_words(code: str) -> str:
    """Return what a number is of."""
    return _parts().get(code, code)


def share_words(count: int, whole: int) -> str:
    """Return how much of a whole a number is; nothing where there is no whole."""
    if not whole:
        return ""
    said = tr("of {whole} ({percent} %)")
    return said.format(whole=show.number(whole), percent=round(100 * count / whole))


def whole_words(figure: Figure) -> str:
    """Return in one line of how many a figure is."""
    counts = {
        "stages": ntr("{count} patient", "{count} patients", figure.of),
        "imaging": ntr("{count} request", "{count} requests", figure.of),
        "opioids": ntr("{count} problem", "{count} problems", figure.of),
        "window": ntr("{count} window", "{count} windows", figure.of),
        "recalls": ntr("{count} call, visit or row", "{count} calls, visits and rows", figure.of),
        "rules": ntr("{count} rule in a problem", "{count} rules in problems", figure.of),
    }
    said = counts[figure.name]
    if figure.name == "window" and figure.days is not None:
        days = ntr("{count} day", "{count} days", figure.days)
        middle = tr("median from opening to decision: {days}").format(days=days)
        return f"{said} · {middle}"
    return said


def rule_lines(figure: Figure) -> tuple[RuleLine, ...]:
    """Return the parts of the figure of rules, one line for each rule."""
    parts = {part.code: part for part in figure.parts}
    lines = []
    for code, fired in parts.items():
        kind, _, rule = code.partition(":")
        if kind == "fired":
            begin = f"reason:{rule}:"
            reasons = tuple(part for name, part in parts.items() if name.startswith(begin))
            lines.append(RuleLine(rule, fired, parts[f"overridden:{rule}"], reasons))
    return tuple(lines)


def rule_words(rule: str, words: PackWords) -> str:
    """Return what a rule says, shortened to what it says of everybody, with its code."""
    if rule.startswith("RF-"):
        return words.thing(f"flag.{rule}")
    own = _overrides().get(rule)
    if own:
        return own
    said = words.sentence(Reason(rule))
    plain = [one for one in said.split(". ") if GAP not in one]
    if not plain or rule in said:
        return tr("Rule {rule}").format(rule=rule)
    return f"{plain[0].split(': ')[0].rstrip('.')} ({rule})"


def reason_words(code: str, catalogue: Catalogue) -> str:
    """Return a coded reason in words; reasons in own words stay with the patient."""
    reason = code.rpartition(":")[2]
    own = _reasons().get(reason)
    if own:
        return own
    for item in REASONS:
        found = [one for one in catalogue.item(item).choices if one.code == reason]
        if found:
            return found[0].label
    return reason


def _parts() -> Mapping[str, str]:
    return {
        "acute": stage_words("acute"),
        "subacute": stage_words("subacute"),
        "chronic": stage_words("chronic"),
        "unknown": tr("Stage not known: the onset is not exact"),
        "no_advice": tr("Not worked out: advice is missing"),
        "closed": tr("No open problem"),
        "early": tr("Early, and no red flag stood open"),
        "after_care": tr("After six weeks of care, no red flag"),
        "with_flag": tr("A red flag stood open"),
        "no_care_recorded": tr("Not recorded: no care before it, and no red flag"),
        "after_both": tr("After treatment without medicines and an NSAID"),
        "without_nsaid": tr("Without an NSAID tried"),
        "without_non_drug": tr("Without treatment other than medicines"),
        "without_both": tr("Without either"),
        "no_start": tr("Not recorded: the day on which it was begun"),
        "decided": tr("With a decision"),
        "no_decision": tr("Not recorded: a decision"),
        "reached": tr("Reached"),
        "will_come": tr("Will come"),
        "remind_on": tr("Remind on a day"),
        "declined": tr("Declined"),
        "moved": tr("Moved away"),
        "died": tr("Died"),
        "not_recorded": tr("Not recorded: a result of a printed row"),
    }


def _overrides() -> Mapping[str, str]:
    """Return what clinicians decided in place of rules, in words."""
    return {
        "care_block": tr("A week of care counted otherwise"),
        "surgical_window": tr("Window for surgical evaluation opened by a clinician"),
        "option": tr("An option that was locked or not offered"),
        "imaging": tr("Imaging decided otherwise"),
        "surgical_evaluation": tr("Surgical evaluation decided otherwise"),
        "next_contact": tr("Next contact decided otherwise"),
        "warning": tr("A warning"),
    }


def _reasons() -> Mapping[str, str]:
    return {
        "own_words": tr("A reason in own words"),
        "imaging": tr("Cleared by imaging"),
        "specialist": tr("Cleared or advised by a specialist"),
        "other": tr("Another reason"),
    }
