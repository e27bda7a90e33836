"""What the start of a problem means today, in one or two sentences: told while it is typed."""

from datetime import date, timedelta

from desktop import show
from desktop.wording import stage_words
from desktop.words import any_of, tr
from pathway.facts import Chart, Patient, Problem
from pathway.finding import Stage
from pathway.guidelines import Guidelines
from pathway.story import goes_back, stage_of

ANYBODY = Patient(date(1900, 1, 1))
"""Somebody of whom nothing is known yet: a stage needs no more."""


def meaning_of(
    problem: Problem, on: date, guidelines: Guidelines, chart: Chart | None = None
) -> str:
    """Return what a start means; with the chart as it stands also what becomes another stage."""
    known = chart or Chart(ANYBODY, problem)
    found = stage_of(known, problem, on, guidelines)
    if found is None or not guidelines.is_trusted:
        return ""
    was = stage_of(known, known.problem, on, guidelines)
    said = stage_sentence(found)
    if was is None or not goes_back(was, found):
        return said
    back = tr("That is an earlier stage than before ({stage}): look at the plan again.")
    return f"{said} {back.format(stage=_stages(was))}"


def stage_sentence(found: Stage) -> str:
    """Return a stage with its day, or its days, and until when it lasts."""
    if found.code == "closed":
        return tr("The problem is closed: no clock runs.")
    if found.day is None:
        return _range_sentence(found)
    if found.next_change_on is None:
        said = tr("Today is day {day}: {stage}.")
        return said.format(day=found.day, stage=_stages(found))
    said = tr("Today is day {day}: {stage} until {last}.")
    last = show.day(found.next_change_on - timedelta(1))
    return said.format(day=found.day, stage=_stages(found), last=last)


def _range_sentence(found: Stage) -> str:
    if found.day_earliest is None:
        said = tr("At least {days} days: {stage}.")
        return said.format(days=found.day_latest, stage=_stages(found))
    said = tr("Between day {least} and day {most}: {stage}.").format(
        least=found.day_latest, most=found.day_earliest, stage=_stages(found)
    )
    if len(found.possible) < 2:
        return said
    why = tr("Danger is judged by the earliest start, what has to wait by the latest.")
    return f"{said} {why}"


def _stages(found: Stage) -> str:
    return any_of(stage_words(code).lower() for code in found.possible)
