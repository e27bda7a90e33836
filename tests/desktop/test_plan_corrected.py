"""A plan in a signed visit: read in words, amended with a reason, its old value kept."""

from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.models.corrections import RecordWords
from desktop.models.planned import answered, concerning, said_words
from desktop.pages.amending import AmendForm
from pathway.acknowledged import acknowledging
from pathway.coding import visit_of
from pathway.evaluate import assess_day
from pathway.facts import Plan, Visit
from pathway.plans import plan_coded, plan_told
from pathway.records import ChartView, PatientId, ProblemId, RecordedVisit, VisitId, VisitVersion
from pathway.versions import replaced
from tests.desktop import samples
from tests.desktop.books import books, put, room
from tests.desktop.pressing import press, type_text

AT = datetime(2026, 3, 30, 9, 0, tzinfo=UTC)


def visit(plan: Plan | None) -> Visit:
    return visit_of(plan_coded(plan), samples.TODAY, AT, signed=True)


def recorded(plan: Plan | None) -> RecordedVisit:
    return RecordedVisit(VisitId("v"), visit(plan), "Dr Ode", AT)


def test_a_plan_is_read_in_words_with_what_it_said_before() -> None:
    words = RecordWords(books().words, books().catalogue, books().scores)
    before, now = (
        recorded(Plan(("naproxen",), ("heat",))),
        recorded(Plan(("ibuprofen",), ("heat",))),
    )
    versions = (
        VisitVersion(before, "Dr Ode", AT, "visits.save"),
        VisitVersion(now, "Dr Ode", AT, "visits.amend", "another one"),
    )
    (group,) = words.groups(now.visit, replaced(versions))
    lines = {line.label: line for line in group.lines}
    assert lines["Medicines planned"].value == "ibuprofen"
    assert [was.value for was in lines["Medicines planned"].was] == ["naproxen"]
    assert lines["Care planned"].value == "Heat"
    (nothing,) = words.groups(visit(Plan()))
    assert [(line.label, line.value) for line in nothing.lines] == [("Nothing is planned", "Yes")]


def test_an_amendment_changes_the_plan_with_a_reason(qtbot: QtBot) -> None:
    known = recorded(Plan(("paracetamol",), ("heat",)))
    patient = replace(samples.patient(), medicines=())
    chart = replace(samples.chart(), patient=patient, visits=(known.visit,), care=(), flags=())
    view = ChartView(PatientId("p"), ProblemId("x"), chart, (known,))
    with room(qtbot) as window:
        form = AmendForm(books(), view, known, samples.TODAY, window)
        put(window, form)
        form.parts.finish()
        assert form.parts.planned.count() == 2
        form.reason.setFocus()
        type_text("Was not to be planned")
        form.parts.planned.card.lines[0].remove.setFocus()
        press(Qt.Key.Key_Return)
        with qtbot.waitSignal(form.amending) as amended:
            assert form.save()
    told = amended.args[0].entry.visit.beside
    assert plan_told(told) == Plan((), ("heat",))


def test_an_answer_to_a_stop_is_told_with_who_when_and_why() -> None:
    plan = Plan(("naproxen",))
    chart = replace(samples.chart(), plan=plan)
    found = assess_day(chart, samples.TODAY, books().guidelines)
    warned = concerning(found, plan, books().guidelines)
    assert [one.severity for one in warned] == sorted(
        (one.severity for one in warned), key=("STOP", "WARN", "INFO").index
    )
    stop = warned[0]
    said = replace(acknowledging(stop, "short", "Two days"), by="Dr Ode", at=AT)
    checked = answered(warned, (said,))
    assert not checked[0].is_blocking
    words = said_words(said, books().catalogue)
    assert "Dr Ode" in words
    assert "For a short time or in a low dose only. Two days" in words


def test_what_is_already_taken_and_not_planned_is_not_warned_of_here() -> None:
    plan = Plan((), ("yoga",))
    chart = replace(samples.chart(), plan=plan)
    found = assess_day(chart, samples.TODAY, books().guidelines)
    assert all("yoga" in one.medicines for one in concerning(found, plan, books().guidelines))
