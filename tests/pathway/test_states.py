"""Why a problem moved is told in the engine's own reasons, and only in those of what is another."""

from dataclasses import replace
from datetime import timedelta

import pytest

from pathway.assessment import Assessment
from pathway.facts import FlagAnswer
from pathway.finding import Level, Reason
from pathway.states import State, reasons_of, state_of
from tests.pathway.charts import chart, on_day, seen


@pytest.fixture(scope="module")
def known() -> Assessment:
    """A chart in the subacute stage with an open flag."""
    visit = replace(seen(0, 8, 3), red_flags={"RF-T3": FlagAnswer("yes")})
    found = on_day(chart(visit), 40)
    assert found.red_flags.open
    return found


def other(now: State, part: str) -> State:
    """The same state but for one part."""
    parts: dict[str, object] = {
        "flag_level": Level.NONE,
        "stage": "acute",
        "surgical_status": "decision_due",
        "contact_by": (now.contact_by or on_day(chart(), 0).assessed_on) + timedelta(1),
    }
    return replace(now, **{part: parts[part]})  # type: ignore[arg-type]


def because(known: Assessment, part: str) -> tuple[Reason, ...]:
    """The reasons of that part of the assessment."""
    return {
        "flag_level": tuple(r for flag in known.red_flags.open for r in flag.because),
        "stage": known.stage.because,
        "surgical_status": known.surgical_evaluation.because,
        "contact_by": known.next_contact.because,
    }[part]


@pytest.mark.parametrize("part", ["flag_level", "stage", "surgical_status", "contact_by"])
def test_what_is_another_gives_its_own_reasons(known: Assessment, part: str) -> None:
    now = state_of(known)
    was = other(now, part)
    assert was != now
    expected = because(known, part)
    assert expected
    assert reasons_of(was, known) == tuple(dict.fromkeys(expected))


def test_nothing_is_another_and_nothing_is_told(known: Assessment) -> None:
    assert reasons_of(state_of(known), known) == ()


def test_reasons_are_told_once_and_the_flags_first(known: Assessment) -> None:
    now = state_of(known)
    was = replace(now, flag_level=Level.NONE, stage="acute", surgical_status="decision_due")
    found = reasons_of(was, known)
    assert len(set(found)) == len(found)
    assert found[0] == known.red_flags.open[0].because[0]
    assert set(known.stage.because) <= set(found)
