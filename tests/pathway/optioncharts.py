"""Charts for the tests of options: a well man, every question answered, and what differs."""

from dataclasses import replace
from datetime import date

from pathway.advice import Option, Warned
from pathway.evaluate import assess_day
from pathway.facts import Care, Chart, Override, Plan, Pregnancy, Span, Visit
from pathway.finding import Because
from tests.pathway.charts import care, chart, day, guidelines, seen, with_facts

IN_STAGE = {"acute": 10, "subacute": 50, "chronic": 100}


def well(number: int, *visits: Visit, given: tuple[Care, ...] = (), **more: object) -> Chart:
    """A man of 45 seen on a day of the problem, with home exercise since its beginning."""
    made = chart(*(visits or (seen(number, 6, 3),)), care=(care(0, per_week=4), *given))
    known = {"sex": "male", "pregnancy": Pregnancy("not_applicable")}
    return with_facts(made, **(known | more))


def options(of: Chart, number: int) -> dict[str, Option]:
    """The options of a day by their ids."""
    return {option.id: option for option in options_on(of, day(number))}


def options_on(of: Chart, on: date) -> tuple[Option, ...]:
    """The options of a date."""
    found = assess_day(of, on, guidelines()).options
    assert found is not None
    return found


def care_rules(of: Chart, number: int) -> dict[str, Warned]:
    """The care warnings of a day by their ids."""
    found = assess_day(of, day(number), guidelines()).care_warnings
    assert found is not None
    return {warned.id: warned for warned in found}


def rules(because: Because) -> list[str]:
    """The ids of the rules of some reasons, in order."""
    return [reason.rule for reason in because]


def medicine(name: str, first: int, last: int | None, outcome: str = "unknown") -> Care:
    """A medicine given from one day of the problem to another."""
    end = None if last is None else day(last)
    return Care("medicine", name, span=Span(day(first), end), outcome=outcome)  # type: ignore[arg-type]


def failed_exercise(last: int) -> Care:
    """Exercise that was not enough, to a day of the problem."""
    return care(0, last, kind="exercise", outcome="insufficient")


def chosen(option: str, number: int) -> Override:
    """A clinician's choice of an option."""
    return Override("option", day(number), "Dr Lee", "asked for by the patient", option)


def planned(*kinds: str) -> Plan:
    """A plan with physical care."""
    return Plan(care=kinds)


def in_region(of: Chart, region: str) -> Chart:
    """The same chart with the problem elsewhere."""
    return replace(of, problem=replace(of.problem, region=region))  # type: ignore[arg-type]
