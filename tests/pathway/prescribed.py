"""Small prescriptions for the tests of the medicine rules: a healthy man of 40 takes something."""

from datetime import date, timedelta

from pathway.advice import MedicineCheck, Warned
from pathway.facts import Care, Chart, Egfr, MedicineTaken, Outcome, Plan, Pregnancy, Span
from pathway.prescribing import if_planned, medicine_report, prescription_of, trying
from pathway.prescription import Prescription
from pathway.standing import standing_of
from tests.pathway.charts import chart, day, guidelines, seen, with_facts

TODAY = day(21)
"""Day 21 of the problem: acute."""


def born(age: int, on: date = TODAY) -> date:
    """The birth date of somebody whose birthday is today."""
    return on.replace(year=on.year - age)


def taken(*names: str) -> tuple[MedicineTaken, ...]:
    """Medicines on the patient's list."""
    return tuple(MedicineTaken(name) for name in names)


def stopped(name: str, days_ago: int) -> tuple[MedicineTaken, ...]:
    """A medicine that was stopped so many days before today."""
    return (MedicineTaken(name, TODAY - timedelta(days=days_ago)),)


def medicine(
    name: str,
    first: int,
    last: int | None = None,
    outcome: Outcome = "unknown",
    dates: tuple[date, ...] = (),
) -> Care:
    """A medicine given as care, from one day of the problem to another, or on single days."""
    span = None if dates else Span(day(first), None if last is None else day(last))
    return Care("medicine", name=name, dates=dates, span=span, outcome=outcome)


def failed(*names: str) -> tuple[Care, ...]:
    """Exercise and medicines that were tried and did not help enough."""
    exercise = Care("exercise", span=Span(day(0), day(5)), outcome="insufficient")
    return (exercise, *(medicine(name, 0, 5, "insufficient") for name in names))


TRIED = failed("paracetamol")
"""What lets an opioid come next."""


def healthy(*planned: str, age: int = 40, **more: object) -> Chart:
    """A man of whom all is known, and nothing that matters, for whom something is planned."""
    facts: dict[str, object] = {
        "birth_date": born(age),
        "sex": "male",
        "pregnancy": Pregnancy("not_applicable"),
        "breastfeeding": "no",
        "egfr": Egfr(90, TODAY),
        "weight_kg": 80.0,
        "conditions": frozenset({"raynaud"}),
        "allergy_state": "none_known",
        "plan": Plan(planned),
    }
    return with_facts(chart(seen(0)), **{**facts, **more})


def prescribed(made: Chart, on: date = TODAY) -> Prescription:
    """What is taken and planned in a chart on a day."""
    return prescription_of(standing_of(made, on, guidelines()))


def report(made: Chart, on: date = TODAY) -> tuple[tuple[Warned, ...], MedicineCheck]:
    """The warnings of a chart on a day, and how much was checked."""
    return medicine_report(prescribed(made, on), guidelines())


def told(made: Chart, on: date = TODAY) -> set[str]:
    """The ids of the rules that fire, each with its severity."""
    return {f"{it.id} {it.severity}" for it in report(made, on)[0]}


def told_if(made: Chart, *names: str) -> set[str]:
    """The same for names as if they were planned."""
    found = if_planned(trying(prescribed(made)), names)
    return {f"{it.id} {it.severity}" for it in found}


def missing(made: Chart) -> tuple[str, ...]:
    """The facts that rules needed and did not find."""
    return report(made)[1].inputs_missing


def one(made: Chart, code: str) -> Warned:
    """The warning with this sentence."""
    return next(it for it in report(made)[0] if it.message == code)
