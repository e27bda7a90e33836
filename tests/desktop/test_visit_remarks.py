"""What a visit remarks: sides that do not fit, another day, telephone; and how all that is read."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.corrections import RecordWords
from desktop.models.occasion import not_by_telephone, written_later
from desktop.pages.signed import Read, SignedVisit
from desktop.pages.visit import VisitForm
from pathway.coding import Code, Coded
from pathway.facts import FlagAnswer, Side, Spot, Visit
from pathway.records import RecordedVisit, VisitId
from tests.desktop import samples
from tests.desktop.books import Stops, books, put, room
from tests.desktop.pressing import focused, press, type_text
from tests.desktop.test_visit_form import _signed_only, _view

TODAY = samples.TODAY
PAIN_LEFT = Code("pain_map.calf", "left")
WEAK_RIGHT = Code("power.ankle_dorsiflexion", "right")
SO = Code("situation.sides_pain_power")


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    """A shown window."""
    with room(qtbot, Stops()) as window:
        yield window


def opened(window: QWidget, side: Side = "unknown", visit: Visit | None = None) -> VisitForm:
    chart = _signed_only()
    chart = replace(chart, problem=replace(chart.problem, side=side))
    recorded = RecordedVisit(VisitId("new"), visit) if visit else None
    form = VisitForm(books(), _view(chart), recorded, TODAY, window)
    put(window, form)
    form.parts.finish()
    return form


@pytest.fixture
def form(window: QWidget) -> VisitForm:
    """A new visit of somebody whose problem has no side yet."""
    return opened(window)


def enter(form: VisitForm, code: Code, value: str) -> None:
    form.on_entered(code, Coded(code, value) if value else None)


def asked(form: VisitForm) -> list[str]:
    return [notice.accessibleName() for notice in form.parts.sides.notices]


def given(form: VisitForm, code: Code) -> str:
    found = form.answers.get(code)
    return found.value if found else ""


def test_sides_that_do_not_fit_are_asked_about_in_place(form: VisitForm) -> None:
    enter(form, PAIN_LEFT, "yes")
    assert not form.parts.sides.isVisible()
    enter(form, WEAK_RIGHT, "4")
    assert asked(form) == ["Pain is on the left, weakness on the right. Is that so?"]
    assert form.parts.sides.isVisible()
    enter(form, WEAK_RIGHT, "5")
    assert asked(form) == []
    assert not form.parts.sides.isVisible()


def test_it_is_so_is_kept_and_asked_no_more(form: VisitForm, qtbot: QtBot) -> None:
    enter(form, PAIN_LEFT, "yes")
    enter(form, WEAK_RIGHT, "4")
    form.parts.sides.notices[0].buttons.setFocus()
    type_text("y")
    assert given(form, SO) == "left_right"
    assert asked(form) == []
    with qtbot.waitSignal(form.saving) as saved:
        form.save()
    assert saved.args[0].visit.beside == {SO.item: "left_right"}
    enter(form, PAIN_LEFT, "")
    assert given(form, SO) == ""


def test_change_it_goes_to_where_it_was_entered_and_keeps_nothing(form: VisitForm) -> None:
    enter(form, PAIN_LEFT, "yes")
    enter(form, WEAK_RIGHT, "4")
    form.parts.sides.notices[0].buttons.setFocus()
    type_text("c")
    assert given(form, SO) == ""
    assert form.parts.examination.isAncestorOf(focused())
    assert len(asked(form)) == 1


def test_pain_across_from_the_problem_leads_to_the_chart(window: QWidget) -> None:
    form = opened(window, "right")
    enter(form, PAIN_LEFT, "yes")
    assert asked(form) == ["The problem is on the right, pain on the left. Is that so?"]
    form.parts.sides.notices[0].buttons.setFocus()
    press(Qt.Key.Key_Right, Qt.Key.Key_Space)
    assert form.parts.body.isAncestorOf(focused())


def test_a_question_about_sides_blocks_nothing(form: VisitForm, qtbot: QtBot) -> None:
    enter(form, PAIN_LEFT, "yes")
    enter(form, WEAK_RIGHT, "4")
    with qtbot.waitSignal(form.saving):
        assert form.save()


def test_a_recorded_visit_asks_what_is_not_confirmed(window: QWidget) -> None:
    spots = frozenset({Spot("left", "calf")})
    weak = {Spot("right", "ankle_dorsiflexion"): 4}
    visit = Visit(TODAY, pain_map=spots, power=weak)
    assert len(asked(opened(window, visit=visit))) == 1
    told = replace(visit, beside={SO.item: "left_right"})
    assert asked(opened(window, visit=told)) == []


def test_by_telephone_the_form_says_what_cannot_be_examined(form: VisitForm) -> None:
    remote = form.parts.by_telephone
    assert not remote.isVisible()
    form.parts.situation.fields["situation.kind"].setFocus()
    type_text("3")
    assert given(form, Code("situation.kind")) == "telephone"
    assert remote.isVisible()
    assert "Power, Reflexes, Tests" in remote.accessibleName()
    form.ask_to_sign()
    assert "By telephone: power" in form.sign_off.lines.text()
    form.parts.situation.fields["situation.kind"].setFocus()
    press(Qt.Key.Key_Backspace)
    assert not remote.isVisible()
    assert Code("situation.kind") not in form.answers


def test_one_key_each_for_the_situation(form: VisitForm) -> None:
    situation = form.parts.situation
    situation.fields["situation.kind"].setFocus()
    type_text("2")
    assert focused() is situation.more.button
    press(Qt.Key.Key_Space, Qt.Key.Key_Tab)
    type_text("21")
    assert focused() is situation.fields["situation.asked_by"]
    type_text("Nurse Phiri")
    told = {code.item: row.value for code, row in form.answers.items()}
    assert told == {
        "situation.kind": "home",
        "situation.interpreter": "trained",
        "situation.chaperone": "present",
        "situation.asked_by": "Nurse Phiri",
    }


def test_the_rail_leads_to_the_kind_of_the_visit_and_tells_it(form: VisitForm) -> None:
    step = form.steps.steps[0]
    assert step.text() == "Situation"
    step.click()
    type_text("3")
    assert given(form, Code("situation.kind")) == "telephone"
    assert step.text() == "Situation   By telephone"


def test_a_situation_that_was_recorded_is_open_to_be_read(window: QWidget) -> None:
    form = opened(window, visit=Visit(TODAY, beside={"situation.chaperone": "present"}))
    assert form.parts.situation.more.is_open
    assert form.parts.situation.fields["situation.chaperone"].value() == "present"


def test_danger_signs_said_back_are_recorded_and_missed_before_signing(form: VisitForm) -> None:
    form.ask_to_sign()
    missed = "The patient has not said the danger signs back."
    assert missed in form.sign_off.lines.text()
    form.parts.decisions.fields["situation.told_back"].setFocus()
    type_text("y1")
    type_text("Nurse Phiri")
    assert form.entry().visit.beside == {
        "situation.told_back": "yes",
        "situation.told_to": "patient",
        "situation.told_by": "Nurse Phiri",
    }
    form.ask_to_sign()
    assert missed not in form.sign_off.lines.text()


def test_an_earlier_day_is_said_where_it_is_typed(form: VisitForm, qtbot: QtBot) -> None:
    assert form.parts.situation.backdated.text() == ""
    form.parts.date.set_day(TODAY - timedelta(days=3))
    said = form.parts.situation.backdated
    assert said.text() == "Recorded today for 27-Mar-2026, 3d ago."
    assert said.isVisible()
    with qtbot.waitSignal(form.saving) as saved:
        form.save()
    assert saved.args[0].visit.on == TODAY - timedelta(days=3)
    form.parts.date.set_day(TODAY)
    assert said.text() == ""


@pytest.mark.parametrize(
    ("on", "written", "said"),
    [
        (date(2026, 3, 30), date(2026, 3, 30), ""),
        (date(2026, 3, 30), None, ""),
        (date(2026, 3, 20), date(2026, 3, 28), "Recorded on 28-Mar-2026 for 20-Mar-2026."),
        (date(2026, 3, 20), date(2026, 3, 30), "Recorded today for 20-Mar-2026, 1w 3d ago."),
    ],
)
def test_later_writing_is_told_with_both_days(on: date, written: date | None, said: str) -> None:
    assert written_later(on, written, TODAY) == said


def read(window: QWidget, visit: Visit) -> list[str]:
    one = books()
    words = RecordWords(one.words, one.catalogue, one.scores)
    sheet = SignedVisit(Read(RecordedVisit(VisitId("v"), visit, "Dr Ode")), words, window)
    put(window, sheet)
    return [label.text() for label in sheet.findChildren(QLabel)]


def test_a_signed_visit_is_read_with_situation_scores_and_what_was_not_possible(
    window: QWidget,
) -> None:
    nine = {f"score.phq_{n}": "several_days" for n in range(1, 9)}
    beside = {"situation.kind": "telephone", "situation.told_back": "not_yet", **nine}
    at = datetime(2026, 3, 24, 12, tzinfo=UTC)
    visit = Visit(date(2026, 3, 20), at, red_flags={"RF-C1": FlagAnswer("no")}, beside=beside)
    texts = read(window, visit)
    assert "Recorded on 24-Mar-2026 for 20-Mar-2026." in texts
    titles = [text for text in texts if text in {"Situation", "Red flags", "Findings", "Scores"}]
    assert titles == ["Situation", "Red flags", "Findings", "Scores"]
    assert texts[texts.index("Kind of visit") + 1] == "By telephone"
    assert texts[texts.index("Danger signs explained and said back") + 1] == "Not yet"
    assert texts[texts.index("Reflexes") + 1] == "Not possible by telephone"
    total = texts[texts.index("Mood, nine questions (PHQ-9)") + 1]
    assert total == "9 of 27 · mild · 1 not answered: counted in proportion"


def test_a_score_that_cannot_be_counted_says_why(window: QWidget) -> None:
    texts = read(window, Visit(TODAY, beside={"score.phq_1": "several_days"}))
    total = texts[texts.index("Mood, two questions (PHQ-2)") + 1]
    assert total == "Cannot be scored: 1 question has no answer."
    assert "Mood, nine questions (PHQ-9)" not in texts


def test_a_mean_is_read_once_with_its_activities_or_alone_as_it_was_told(window: QWidget) -> None:
    rated = {"score.psfs_1": "5", "score.psfs_1_activity": "Stairs"}
    texts = read(window, Visit(TODAY, psfs=5.0, beside=rated))
    assert "Patient-specific function score" not in texts
    assert texts[texts.index("Patient-specific function") + 1] == "5 of 10 · mean of 1 activity"
    texts = read(window, Visit(TODAY, psfs=4.3))
    assert texts[texts.index("Patient-specific function score") + 1] == "4.3"


def test_what_was_examined_all_the_same_is_not_called_impossible() -> None:
    catalogue = books().catalogue
    remote = Visit(TODAY, beside={"situation.kind": "telephone"})
    assert not_by_telephone(remote, catalogue) == ("power", "reflex", "test")
    weak = replace(remote, power={Spot("left", "hip_flexion"): 4})
    assert "power" not in not_by_telephone(weak, catalogue)
    assert not_by_telephone(replace(weak, beside={}), catalogue) == ()
