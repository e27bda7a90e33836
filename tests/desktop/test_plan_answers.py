"""Suggestions are answered by key, fold to one quiet line, and come back when a fact changes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.choices import choices_shown
from desktop.models.responses import returned_words
from desktop.pages.answerable import Answerable
from desktop.pages.answerform import AnswerForm
from desktop.pages.chart import PLAN, VISIT
from desktop.pages.choicecard import ChoiceCard
from desktop.pages.plan import PlanPage
from pathway.facts import MedicineTaken
from pathway.finding import Imaging, Level, SurgicalEvaluation
from pathway.records import ResponseEntry
from pathway.responses import Answered, Fact, Response, Suggestion, answered, answering
from tests.desktop import corrected, samples
from tests.desktop.books import answer_book, books, put, room
from tests.desktop.clinics import Sitting, found_clinic, register, sitting
from tests.desktop.corrected import CONTROL, chart, desk, view
from tests.desktop.pressing import focused, press, type_text

CALM = replace(samples.assessment(), red_flags=samples.red_flags(Level.NONE))


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, home: Path, today: date) -> Iterator[Sitting]:
    """Somebody who looks at the plan of a patient without red flags."""
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        sat.unlock()
        (changes,) = register(sat, replace(samples.patient(), number="", medicines=()))
        assert changes.problem is not None
        assert sat.entrance.rooms is not None
        sat.entrance.rooms.show_chart(changes.problem)
        sat.settle()
        chart(sat).setFocus()
        press(Qt.Key.Key_2, modifier=CONTROL)
        chart(sat).plan.finish()
        yield sat


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[PlanPage]:
    """An empty plan in a shown window."""
    with room(qtbot) as window:
        made = PlanPage(books().guidelines, answer_book(), window)
        put(window, made)
        yield made


def part(plan: PlanPage, name: str) -> Answerable:
    """Return the part of a plan that shows a suggestion."""
    plan.finish()
    found = [one for one in plan.findChildren(Answerable) if name in one.answer.accessibleName()]
    return found[0]


def said(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def test_accepted_by_one_key_it_folds_says_who_and_is_planned_by_one_more(sat: Sitting) -> None:
    plan = chart(sat).plan
    heat = part(plan, "Heat on the skin")
    heat.answer.setFocus()
    press(Qt.Key.Key_A)
    sat.see(lambda: heat.is_folded)
    assert said(heat) == ["Accepted", "Heat on the skin", "Dr Phiri, 30-Mar-2026 10:00"]
    assert heat.fold is not None
    assert focused() is heat.fold.plan
    assert chart(sat).tabs.currentIndex() == PLAN
    press(Qt.Key.Key_Space)
    assert chart(sat).tabs.currentIndex() == VISIT
    form = chart(sat).visit.form
    assert form is not None
    assert [thing.name for thing in form.parts.planned.planning.things] == ["heat"]


def test_declining_asks_why_and_undo_takes_it_back(sat: Sitting) -> None:
    gentle = part(chart(sat).plan, "Gentle exercise")
    gentle.answer.setFocus()
    press(Qt.Key.Key_D)
    form = gentle.form
    assert form is not None
    type_text("Does")
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Return)
    assert "Say in a few words why." in said(gentle)
    type_text("dizzy")
    press(Qt.Key.Key_Return)
    sat.see(lambda: gentle.is_folded)
    assert said(gentle)[0] == "Declined"
    assert said(gentle)[2].endswith(": Does not suit this patient – “dizzy”")
    assert gentle.fold is not None
    assert gentle.fold.plan.isHidden()
    sat.settle()
    assert desk(sat).corrections.undo_text.startswith("answering a suggestion")
    press(Qt.Key.Key_Z, modifier=CONTROL)
    sat.see(lambda: not gentle.is_folded)
    assert gentle.answer.isVisible()
    assert view(sat).responses == ()


def test_a_warning_that_was_noted_stays_noted_in_the_store(sat: Sitting) -> None:
    assert sat.entrance.rooms is not None
    patient = replace(samples.patient(), number="", medicines=(MedicineTaken("gabapentin"),))
    (changes,) = register(sat, patient)
    assert changes.problem is not None
    sat.entrance.rooms.show_chart(changes.problem)
    sat.settle()
    press(Qt.Key.Key_2, modifier=CONTROL)
    warning = part(chart(sat).plan, "gabapentin")
    warning.answer.setFocus()
    press(Qt.Key.Key_A)
    sat.see(lambda: warning.is_folded)
    assert said(warning)[0] == "Noted"
    assert [(it.kind, it.answer) for it in view(sat).responses] == [("warning", "accepted")]


def test_what_is_shut_is_overridden_with_a_reason_and_becomes_a_choice(sat: Sitting) -> None:
    made = Response("option", "lumbar_support", "not_offered", (), "overridden", "specialist")
    corrected.do(sat, desk(sat).answers.keep, view(sat).problem_id, made)
    (override,) = view(sat).chart.overrides
    assert (override.what, override.value) == ("option", "lumbar_support")
    assert override.reason == "A specialist advised it"
    shown = part(chart(sat).plan, "support")
    assert "Your choice" in said(shown)
    assert any(line.startswith("Overridden · Dr Phiri") for line in said(shown))


def test_answers_close_by_escape_and_unfold_again(page: PlanPage) -> None:
    page.show_assessment(CALM)
    imaging = part(page, "Imaging")
    imaging.answer.setFocus()
    press(Qt.Key.Key_Space)
    assert imaging.form is not None
    press(Qt.Key.Key_Escape)
    assert not [one for one in imaging.findChildren(AnswerForm) if one.isVisible()]
    assert focused() is imaging.answer
    (one,) = [each for each in _suggestions(page) if each.kind == "imaging"]
    page.take_responses((replace(answering(one, "accepted"), by="Dr Ode"),))
    assert imaging.fold is not None
    folded = [imaging.is_folded]
    imaging.fold.unfold.setFocus()
    press(Qt.Key.Key_Space)
    assert [*folded, imaging.is_folded] == [True, False]
    assert focused() is imaging.answer


def _suggestions(page: PlanPage) -> tuple[Suggestion, ...]:
    from pathway.responses import suggestions_of

    return suggestions_of(CALM)


def test_a_changed_fact_brings_it_back_with_what_changed(page: PlanPage) -> None:
    facts = (Fact("M03", "egfr", "60"), Fact("M03", ""))
    now = Suggestion("option", "nsaid", "offered", (Fact("M03", "egfr", "38"), facts[1]), ())
    old = replace(answering(replace(now, facts=facts), "declined", "wish"), by="Dr Ode")
    stands = answered([now], [old])["option", "nsaid"]
    earlier, changed = returned_words(stands, answer_book())
    assert earlier.startswith("Earlier: Declined · Dr Ode")
    assert "The patient does not want it" in earlier
    assert changed == "Changed since: Kidney function (eGFR): 60 → 38"
    assert returned_words(Answered(now, old, is_folded=True), answer_book()) == ()


def test_red_flags_and_stops_offer_no_answer(page: PlanPage) -> None:
    danger = replace(
        samples.assessment(),
        imaging=Imaging("urgent"),
        surgical_evaluation=SurgicalEvaluation("urgent", None, None),
        red_flags=samples.red_flags(Level.SAME_DAY),
    )
    page.show_assessment(danger)
    for name in ("Imaging", "Surgical evaluation", "Next contact"):
        assert part(page, name).answer.isHidden()
    for card in page.cards:
        if card.conclusion.weight == "danger":
            assert not card.findChildren(QWidget, "answer")


def test_staff_see_answers_and_cannot_give_any(qtbot: QtBot) -> None:
    with room(qtbot) as window:
        page = PlanPage(books().guidelines, answer_book("For clinicians."), window)
        put(window, page)
        page.show_assessment(CALM)
        imaging = part(page, "Imaging")
        assert imaging.answer.isHidden()
        imaging.on_key("accepted")
        assert imaging.form is None


def test_the_decision_card_shows_both_ways_with_their_sources(page: PlanPage) -> None:
    page.show_assessment(CALM, (), "lumbar")
    page.finish()
    (decision,) = page.findChildren(ChoiceCard)
    assert decision.is_open
    told = said(decision)
    assert all(words in told for words in ("4 weeks", "12 weeks", "39 of 100", "20 of 100"))
    assert told.count("95 of 100") == 2
    assert any("Peul WC" in words for words in told)
    assert any("quicker, not better at one year" in words for words in told)


def test_the_neck_has_no_trial_and_says_so() -> None:
    neck = choices_shown(CALM, "cervical", books().guidelines, books().words)
    assert neck is not None
    assert neck.about == "For the neck no trial compares both ways in numbers."
    assert [line.surgery for line in neck.lines] == ["–"]
    assert choices_shown(CALM, "thoracic", books().guidelines, books().words) is None
    now = replace(CALM, surgical_evaluation=SurgicalEvaluation("immediate", None, None))
    assert choices_shown(now, "lumbar", books().guidelines, books().words) is None
    early = replace(CALM, surgical_evaluation=SurgicalEvaluation("not_yet", None, None))
    shown = choices_shown(early, "lumbar", books().guidelines, books().words)
    assert shown is not None
    assert not shown.is_open


def test_an_answer_names_the_pack_that_suggested_it(sat: Sitting) -> None:
    made = Response("imaging", "", "not_routine", (), "accepted")
    corrected.do(sat, desk(sat).answers.keep, view(sat).problem_id, made)
    assert view(sat).responses[0].by == "Dr Phiri"
    assert ResponseEntry(view(sat).problem_id, made, "p", "1").reason_words == ""
