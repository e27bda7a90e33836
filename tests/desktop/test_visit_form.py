"""The visit form: one key an answer, nothing ticked in advance, nothing lost, gaps said plainly."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.pages.visit import VisitForm
from desktop.widgets.taborder import controls
from pathway.coding import Code
from pathway.facts import Chart, FlagAnswer, Span, Spot, Visit
from pathway.finding import Level
from pathway.records import (
    CareEntry,
    CareId,
    ChartView,
    PatientId,
    ProblemId,
    RecordedVisit,
    VisitEntry,
    VisitId,
)
from tests.desktop import samples
from tests.desktop.books import books, put, room
from tests.desktop.pressing import focused, press, type_text

TODAY = samples.TODAY


def _view(chart: Chart) -> ChartView:
    visits = tuple(
        RecordedVisit(VisitId(f"v{place}"), visit, "Dr Ode" if visit.signed else "")
        for place, visit in enumerate(chart.visits)
    )
    care = tuple(CareEntry(one, CareId(f"c{place}")) for place, one in enumerate(chart.care))
    return ChartView(PatientId("p"), ProblemId("x"), chart, visits, care)


def _signed_only() -> Chart:
    chart = samples.chart()
    plain = replace(samples.patient(), medicines=())
    visits = tuple(
        replace(visit, red_flags={"RF-C1": FlagAnswer("no")}, power={})
        for visit in chart.visits[:2]
    )
    return replace(chart, patient=plain, visits=visits, flags=())


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    """A shown window."""
    with room(qtbot) as window:
        yield window


@pytest.fixture
def form(window: QWidget) -> VisitForm:
    """A new visit of the sample patient, at its first question."""
    made = VisitForm(books(), _view(_signed_only()), None, TODAY, window)
    put(window, made)
    made.parts.finish()
    made.focus_start()
    return made


def _question(form: VisitForm) -> str:
    questions = form.parts.interview.questions
    return next((id_ for id_, one in questions.items() if one.isAncestorOf(focused())), "")


def test_a_new_visit_has_no_answers_though_earlier_ones_are_shown(form: VisitForm) -> None:
    assert not form.answers
    assert form.progress.answered == 0
    question = form.parts.interview.questions["RF-C1"]
    assert question.answer == "not_asked"
    assert "Last answered “No” on 09-Feb-2026" in question.answers.accessibleDescription()


def test_a_visit_of_an_earlier_day_shows_no_answer_of_a_later_one(window: QWidget) -> None:
    visit = RecordedVisit(VisitId("early"), Visit(date(2026, 1, 31)))
    made = VisitForm(books(), _view(_signed_only()), visit, TODAY, window)
    put(window, made)
    made.parts.finish()
    question = made.parts.interview.questions["RF-C1"]
    assert "Last answered “No” on 20-Jan-2026" in question.answers.accessibleDescription()


def test_one_key_answers_and_moves_on_until_pain(form: VisitForm) -> None:
    needed = form.progress.needed
    for count in range(needed):
        assert form.progress.answered == count
        type_text("n")
    assert form.progress.is_complete
    assert form.parts.pain.fields["pain.spine"].isAncestorOf(focused())
    assert form.flags is not None
    assert form.flags.level is Level.NONE
    assert "not complete" not in form.bar.progress.text()


def test_a_yes_asks_since_and_course_and_shows_its_level(form: VisitForm) -> None:
    first = _question(form)
    type_text("y")
    type_text("-2d")
    press(Qt.Key.Key_Return)
    type_text("w")
    given = form.answers[Code(f"flag.{first}")]
    assert (given.value, given.since, given.course) == (
        "yes",
        TODAY - timedelta(days=2),
        "progressing",
    )
    assert _question(form) not in {"", first}
    assert form.bar.level.text() == "Emergency: act now"


def test_taking_an_answer_back_leaves_it_not_asked(form: VisitForm) -> None:
    first = form.parts.interview.questions[_question(form)]
    type_text("n")
    first.answers.setFocus()
    press(Qt.Key.Key_Backspace)
    assert Code(f"flag.{first.id}") not in form.answers
    assert not first.state.isHidden()


def test_tab_goes_through_a_yes_and_on_in_the_order_of_reading(form: VisitForm) -> None:
    first = form.parts.interview.questions[_question(form)]
    type_text("y")
    assert first.detail is not None
    press(Qt.Key.Key_Tab)
    assert first.detail.course.isAncestorOf(focused())
    press(Qt.Key.Key_Tab)
    following = list(form.parts.interview.questions)[1]
    assert _question(form) == following


def test_tab_reaches_what_was_made_late_before_what_stands_beneath(form: VisitForm) -> None:
    order = list(controls(form.parts))
    ankle = form.parts.examination.boxes[Code("power.ankle_dorsiflexion", "left")]
    course = order.index(form.parts.interview.questions["RF-C1"].answers.buttons[0])
    assert course < order.index(ankle) < order.index(form.parts.care.kind)
    ankle.setFocus()
    press(Qt.Key.Key_Tab)
    assert focused() is order[order.index(ankle) + 1]


def test_declined_is_not_no(form: VisitForm) -> None:
    first = _question(form)
    type_text("d")
    assert form.entry().visit.answered(first) == "declined"


def test_neck_patients_are_asked_about_bladder_once_the_cord_may_be_pressed(
    window: QWidget,
) -> None:
    neck = replace(_signed_only(), visits=())
    neck = replace(neck, problem=replace(neck.problem, region="cervical"))
    form = VisitForm(books(), _view(neck), None, TODAY, window)
    put(window, form)
    form.parts.finish()
    questions = form.parts.interview.questions
    assert "RF-C1" not in questions or questions["RF-C1"].isHidden()
    questions["RF-M2"].answers.setFocus()
    type_text("y")
    form.parts.finish()
    assert not questions["RF-C1"].isHidden()
    sections = list(form.parts.interview._groups)
    assert set(sections) == set(form.parts.interview._order)
    assert form.progress.needed > 20


def test_signing_says_what_stays_open_and_is_possible_all_the_same(
    form: VisitForm, qtbot: QtBot
) -> None:
    type_text("n")
    form.ask_to_sign()
    assert form.sign_off.title.text() == "Sign with these gaps?"
    missing = form.progress.needed - 1
    assert f"{missing} red-flag questions have no answer" in form.sign_off.lines.text()
    assert "Power was not examined." in form.sign_off.lines.text()
    with qtbot.waitSignal(form.signing) as signing:
        press(Qt.Key.Key_Space)
    entry = signing.args[0]
    assert isinstance(entry, VisitEntry)
    assert len(entry.visit.red_flags) == 1


def test_what_was_entered_is_what_is_saved(form: VisitForm, qtbot: QtBot) -> None:
    parts = form.parts
    parts.pain.fields["pain.limb"].setFocus()
    type_text("7")
    box = parts.examination.boxes[Code("power.ankle_dorsiflexion", "left")]
    box.setFocus()
    type_text("4")
    parts.examination.weakness.since.setFocus()
    type_text("-1w")
    parts.decisions.fields["note"].setFocus()
    type_text("Sleeps badly")
    with qtbot.waitSignal(form.saving) as saving:
        form.save()
    visit = saving.args[0].visit
    assert visit.pain_limb == 7
    assert visit.power == {Spot("left", "ankle_dorsiflexion"): 4}
    assert visit.weakness is not None
    assert visit.weakness.since == TODAY - timedelta(days=7)
    assert visit.note == "Sleeps badly"
    assert visit.on == TODAY


def test_care_is_told_by_keys(form: VisitForm) -> None:
    care = form.parts.care
    care.kind.setFocus()
    type_text("Exercise at")
    press(Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    type_text("-4w")
    press(Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    type_text("5")
    press(Qt.Key.Key_Tab, Qt.Key.Key_Space)
    (entry,) = care.entries()
    assert entry.care.kind == "home_exercise"
    assert entry.care.span == Span(TODAY - timedelta(days=28), None)
    assert entry.care.days_per_week == 5
    assert form.has_unsaved()


def test_care_without_a_day_is_refused_in_place(form: VisitForm) -> None:
    care = form.parts.care
    care.kind.set_value("heat")
    care.on_put()
    assert care.fields.first_row.problem == "A date is needed here."
    assert not care.entries()


def test_known_care_is_ended_not_removed(form: VisitForm) -> None:
    care = form.parts.care
    care.on_edited(form.view.care[0])
    care.last.set_day(TODAY)
    care.on_put()
    (entry,) = care.entries()
    assert entry.id == CareId("c0")
    assert entry.care.span == Span(samples.CARE_START, TODAY)


def test_a_number_out_of_range_is_never_saved(form: VisitForm, qtbot: QtBot) -> None:
    form.parts.pain.fields["temperature"].setFocus()
    type_text("388")
    with qtbot.waitSignal(form.refused) as refused:
        assert not form.save()
    assert refused.args[0] == "Nothing was saved. Temperature: Between 30 and 45 °C"
    assert form.parts.pain.fields["temperature"].isAncestorOf(focused())
    press(Qt.Key.Key_Backspace, Qt.Key.Key_Backspace)
    type_text("8,5")
    assert form.save()
    assert form.entry().visit.temperature == 38.5


def test_a_day_before_birth_or_after_today_is_refused(form: VisitForm, qtbot: QtBot) -> None:
    form.parts.date.set_day(TODAY + timedelta(days=1))
    with qtbot.waitSignal(form.refused) as refused:
        assert not form.save()
    assert refused.args[0].startswith("Nothing was saved. Date of visit: Not after")
    form.parts.date.set_day(date(1950, 1, 1))
    with qtbot.waitSignal(form.refused):
        assert not form.save()
    form.parts.date.set_day(TODAY)
    assert form.save()


def test_an_unsigned_visit_goes_on_where_it_was_left(window: QWidget) -> None:
    chart = samples.chart()
    view = _view(chart)
    form = VisitForm(books(), view, view.visits[-1], TODAY, window)
    assert form.entry().visit == replace(chart.visits[-1], signed=False)
    assert form.entry().id == VisitId("v2")
    assert not form.has_unsaved()
    form.parts.finish()
    assert form.parts.interview.questions["RF-C1"].answer == "no"
    question = form.parts.interview.questions["RF-T1"]
    assert (question.answer, question.since()) == ("yes", date(2019, 5, 2))


def test_saving_leaves_what_was_entered_meanwhile_unsaved(form: VisitForm) -> None:
    type_text("n")
    form.save()
    type_text("n")
    form.take_saved(VisitId("new"), form.view.care)
    assert form.visit_id == VisitId("new")
    assert form.has_unsaved()
    form.save()
    form.take_saved(VisitId("new"), form.view.care)
    assert not form.has_unsaved()


def test_rules_that_fail_leave_every_question_and_say_so(window: QWidget) -> None:
    unborn = replace(samples.patient(), birth_date=TODAY + timedelta(days=5))
    chart = replace(_signed_only(), patient=unborn)
    form = VisitForm(books(), _view(chart), None, TODAY, window)
    assert form.flags is None
    assert form.bar.level.text() == "Advice could not be worked out"
    assert form.progress.needed > 20


def test_answers_that_came_from_a_file_survive(window: QWidget) -> None:
    told = replace(
        samples.visit(TODAY, 3, 4, signed=False),
        red_flags={"RF-C1": FlagAnswer("yes", None, "longstanding")},
        goal_function="walk to the well",
    )
    view = _view(replace(_signed_only(), visits=(told,)))
    form = VisitForm(books(), view, view.visits[0], TODAY, window)
    visit = form.entry().visit
    assert visit.goal_function == "walk to the well"
    assert visit.red_flags["RF-C1"].course == "longstanding"


def test_parts_that_come_later_show_what_was_answered(window: QWidget, qtbot: QtBot) -> None:
    view = _view(samples.chart())
    form = VisitForm(books(), view, view.visits[-1], TODAY, window)
    put(window, form)
    boxes, questions = form.parts.examination.boxes, form.parts.interview.questions
    ankle = Code("power.ankle_dorsiflexion", "left")
    assert ankle not in boxes
    qtbot.waitUntil(lambda: ankle in boxes and "RF-T1" in questions)
    assert boxes[ankle].value() == "4"
    assert questions["RF-T1"].answer == "yes"
    assert form.entry().visit == replace(samples.chart().visits[-1], signed=False)
    assert not form.has_unsaved()
