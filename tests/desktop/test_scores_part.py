"""Scores in a visit: one key an answer, the other seven only when asked for, none of them alone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.pages.scorespart import ScoresPart
from desktop.pages.visit import VisitForm
from desktop.pages.visitdraft import draft_of, put_draft
from desktop.widgets.choice import ChoiceButtons
from pathway.coding import Code, Coded
from pathway.drafts import KeptDraft
from pathway.facts import Chart
from pathway.finding import Level
from pathway.records import RecordedVisit, VisitEntry, VisitId
from tests.desktop import samples
from tests.desktop.books import Stops, books, put, room
from tests.desktop.pressing import focused, press, type_text
from tests.desktop.test_visit_form import _signed_only, _view

TODAY = samples.TODAY
BEFORE = {
    "score.psfs_1_activity": "Carrying water",
    "score.psfs_1": "2",
    "score.phq_1": "several_days",
    "score.phq_2": "not_at_all",
}


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    """A shown window."""
    with room(qtbot, Stops()) as window:
        yield window


def seen_before() -> Chart:
    """Return a chart whose last visit has scores."""
    chart = _signed_only()
    *others, last = chart.visits
    return replace(chart, visits=(*others, replace(last, beside=BEFORE, psfs=2.0)))


def opened(window: QWidget, chart: Chart, recorded: RecordedVisit | None = None) -> VisitForm:
    form = VisitForm(books(), _view(chart), recorded, TODAY, window)
    put(window, form)
    form.parts.finish()
    return form


@pytest.fixture
def form(window: QWidget) -> VisitForm:
    """A new visit of a patient with scores of an earlier day."""
    return opened(window, seen_before())


@pytest.fixture
def scores(form: VisitForm) -> ScoresPart:
    """The scores of that visit."""
    return form.parts.scores


def given(form: VisitForm, item: str) -> str:
    found = form.answers.get(Code(item))
    return found.value if found else ""


def go_to(control: QWidget) -> None:
    control.setFocus(Qt.FocusReason.OtherFocusReason)


def test_nothing_is_answered_by_itself(form: VisitForm) -> None:
    assert not form.answers
    assert form.parts.scores.told(form.answers) == (0, 3)


def test_activities_are_named_and_rated_by_keys_and_their_mean_is_worked_out(
    form: VisitForm, scores: ScoresPart
) -> None:
    go_to(scores.function.lines[0].text)
    for words, rating in (("Stairs", "3"), ("Bus", "10"), ("Sleep", "4")):
        type_text(words)
        press(Qt.Key.Key_Return)
        type_text(rating)
    assert [given(form, f"score.psfs_{n}") for n in (1, 2, 3)] == ["3", "10", "4"]
    assert given(form, "score.psfs_2_activity") == "Bus"
    assert given(form, "score.psfs") == "5.7"
    assert form.entry().visit.psfs == 5.7
    assert scores.rows.isAncestorOf(focused())
    headline, details = (
        scores.function.totals[0][1].headline,
        scores.function.totals[0][1].details,
    )
    assert headline.text() == "Patient-specific function: 5.7 of 10"
    assert "for other activities" in details.text()


def test_rating_what_was_named_last_time_names_it_again(
    form: VisitForm, scores: ScoresPart
) -> None:
    line = scores.function.lines[0]
    assert line.text.placeholderText() == "Carrying water"
    assert line.text.value() == ""
    go_to(line.text)
    press(Qt.Key.Key_Return)
    type_text("5")
    assert given(form, "score.psfs_1_activity") == "Carrying water"
    details = scores.function.totals[0][1].details.text()
    assert details.startswith("mean of 1 activity · ")
    assert details.endswith(": 2, better (+3)")


def test_taking_the_last_rating_back_takes_the_mean_back(
    form: VisitForm, scores: ScoresPart
) -> None:
    go_to(scores.function.lines[0].scale)
    type_text("5")
    assert given(form, "score.psfs") == "5"
    go_to(scores.function.lines[0].scale)
    press(Qt.Key.Key_Backspace)
    assert given(form, "score.psfs") == given(form, "score.psfs_1") == ""


def test_return_on_an_empty_line_goes_on_past_the_activities(
    window: QWidget,
) -> None:
    form = opened(window, _signed_only())
    go_to(form.parts.scores.function.lines[0].text)
    press(Qt.Key.Key_Return)
    assert form.parts.scores.rows.isAncestorOf(focused())


def test_two_low_answers_ask_no_more(form: VisitForm, scores: ScoresPart) -> None:
    go_to(scores.mood.lines["score.phq_1"])
    type_text("11")
    assert (given(form, "score.phq_1"), given(form, "score.phq_2")) == ("several_days",) * 2
    assert set(scores.mood.lines) == {"score.phq_1", "score.phq_2"}
    assert not scores.mood.isAncestorOf(focused())
    (_, total) = scores.mood.totals[0]
    assert total.headline.text().endswith("2 of 6")
    assert "worse (+1)" in total.details.text()


def test_from_three_points_the_other_seven_are_asked_one_key_each(
    form: VisitForm, scores: ScoresPart
) -> None:
    go_to(scores.mood.lines["score.phq_1"])
    type_text("21")
    assert scores.mood.lines["score.phq_3"].isAncestorOf(focused())
    type_text("1000000")
    assert given(form, "score.phq_9") == "not_at_all"
    assert form.flags is not None
    assert form.flags.level is Level.NONE
    assert scores.mood.totals[1][1].headline.text().endswith("4 of 27")
    assert not scores.mood.alarm.isVisible()


def test_the_other_seven_go_away_with_the_reason_for_them(
    form: VisitForm, scores: ScoresPart
) -> None:
    go_to(scores.mood.lines["score.phq_1"])
    type_text("21")
    form.parts.finish()
    assert scores.mood.lines["score.phq_9"].isVisible()
    go_to(scores.mood.lines["score.phq_1"])
    type_text("0")
    assert not scores.mood.lines["score.phq_9"].isVisible()


def test_thoughts_of_self_harm_have_the_question_asked_at_once(
    form: VisitForm, scores: ScoresPart
) -> None:
    go_to(scores.mood.lines["score.phq_1"])
    type_text("220000001")
    question = form.parts.interview.questions["RF-P2"]
    assert question.isAncestorOf(focused())
    assert question.answer == "not_asked"
    assert form.flags is not None
    assert form.flags.level is Level.SAME_DAY
    assert {"RF-P2", "RF-P6"} <= set(form.flags.missing)
    form.parts.finish()
    assert scores.mood.alarm.isVisible()
    type_text("n")
    assert given(form, "flag.RF-P2") == "no"
    assert form.parts.interview.questions["RF-P6"].isAncestorOf(focused())
    assert form.flags.level is Level.SAME_DAY
    scores.mood.alarm.click()
    assert question.isAncestorOf(focused())


def test_twenty_four_statements_open_on_demand_and_move_on(
    form: VisitForm, scores: ScoresPart
) -> None:
    back = scores.back
    assert back is not None
    assert not back.lines
    go_to(back.button)
    press(Qt.Key.Key_Space)
    assert not back.part.isVisible()
    form.parts.finish()
    assert back.lines["score.rmdq_1"].isAncestorOf(focused())
    type_text("yn" * 12)
    assert sum(given(form, item) == "yes" for item in back.lines) == 12
    assert scores.told(form.answers) == (1, 3)
    assert back.totals[0][1].headline.text().endswith("12 of 24")
    assert back.totals[0][1].details.text() == "limited by the back"
    assert form.parts.body.isAncestorOf(focused())
    go_to(back.button)
    press(Qt.Key.Key_Space)
    assert not back.part.isVisible()
    assert back.button.text() == "24 statements answered"


def test_statements_left_blank_are_named(form: VisitForm, scores: ScoresPart) -> None:
    back = scores.back
    assert back is not None
    go_to(back.button)
    press(Qt.Key.Key_Space)
    form.parts.finish()
    type_text("y")
    details = back.totals[0][1].details.text()
    assert details.startswith("not answered, counted as not ticked: 2, 3, 4")
    assert scores.told(form.answers) == (0, 3)


def test_the_neck_is_not_asked_about_the_back(window: QWidget) -> None:
    chart = seen_before()
    form = opened(window, replace(chart, problem=replace(chart.problem, region="cervical")))
    assert form.parts.scores.back is None
    assert form.parts.scores.told(form.answers) == (0, 2)


def test_change_is_asked_where_there_is_something_to_compare_with(window: QWidget) -> None:
    assert "score.change" in opened(window, seen_before()).parts.scores.rows.fields
    first = replace(seen_before(), visits=())
    assert "score.change" not in opened(window, first).parts.scores.rows.fields


def test_a_recorded_visit_shows_its_scores_and_keeps_them(window: QWidget) -> None:
    chart = seen_before()
    all_nine = {f"score.phq_{n}": "more_than_half" for n in range(1, 10)}
    visit = replace(chart.visits[-1], beside={**all_nine, "score.rmdq_4": "yes"}, signed=False)
    form = opened(window, chart, RecordedVisit(VisitId("v1"), visit))
    scores = form.parts.scores
    assert scores.mood.lines["score.phq_9"].buttons.value() == "more_than_half"
    assert scores.mood.alarm.isVisible()
    assert scores.back is not None
    assert scores.back.button.text() == "1 statement answered"
    assert form.entry().visit.beside == visit.beside


def test_what_was_scored_is_what_is_saved(form: VisitForm, qtbot: QtBot) -> None:
    go_to(form.parts.scores.mood.lines["score.phq_1"])
    type_text("10")
    with qtbot.waitSignal(form.saving) as saved:
        form.save()
    entry = saved.args[0]
    assert isinstance(entry, VisitEntry)
    assert entry.visit.beside == {"score.phq_1": "several_days", "score.phq_2": "not_at_all"}


def test_tab_goes_on_while_the_rest_is_still_being_made(window: QWidget) -> None:
    made = VisitForm(books(), _view(seen_before()), None, TODAY, window)
    put(window, made)
    made.parts.start_pain()
    names = []
    for _ in range(14):
        press(Qt.Key.Key_Tab)
        names.append(focused().accessibleName())
    assert any("First activity" in name for name in names)
    assert any("Function goal" in name for name in names)
    order = [n for n, name in enumerate(names) if "activity" in name or "Function goal" in name]
    assert order == sorted(order)


@pytest.mark.parametrize(
    ("keys", "spine", "limb"),
    [("106", "10", "6"), ("16", "1", "6"), ("11", "1", "1"), ("t0", "10", "0"), ("01", "0", "1")],
)
def test_ten_in_one_scale_is_never_one_here_and_zero_in_the_next(
    form: VisitForm, keys: str, spine: str, limb: str
) -> None:
    go_to(form.parts.pain.fields["pain.spine"])
    type_text(keys)
    assert (given(form, "pain.spine"), given(form, "pain.limb")) == (spine, limb)


def test_a_zero_after_coming_back_is_a_zero(form: VisitForm) -> None:
    go_to(form.parts.pain.fields["pain.spine"])
    type_text("1")
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Backtab)
    type_text("0")
    assert given(form, "pain.spine") == "0"


def test_a_draft_brings_back_what_was_scored(window: QWidget, form: VisitForm) -> None:
    mood = form.parts.scores.mood
    go_to(mood.lines["score.phq_1"])
    type_text("2211")
    go_to(form.parts.scores.function.lines[0].text)
    type_text("Stai")
    draft = draft_of(form)
    again = opened(window, seen_before())
    put_draft(again, KeptDraft(draft, "Dr Ode", datetime(2026, 3, 30, 9, tzinfo=UTC)))
    again.parts.finish()
    assert again.answers == form.answers
    assert again.parts.scores.function.lines[0].text.value() == "Stai"
    assert again.parts.scores.mood.lines["score.phq_4"].buttons.value() == "several_days"


def test_boxes_of_a_paper_sheet_come_into_the_same_lines(form: VisitForm) -> None:
    for item, value in (
        ("score.psfs_1", "4"),
        ("score.psfs_2", "7"),
        ("score.phq_2", "not_at_all"),
    ):
        form.from_paper.on_entered(Code(item), Coded(Code(item), value))
    assert form.parts.scores.function.lines[1].scale.value() == "7"
    assert form.parts.scores.mood.lines["score.phq_2"].buttons.value() == "not_at_all"
    assert given(form, "score.psfs") == "5.5"


def test_each_answer_of_a_row_is_read_aloud_with_its_question(form: VisitForm) -> None:
    rows = (form.parts.pain, form.parts.scores.rows, form.parts.decisions)
    lines = [
        field for part in rows for field in part.fields.values() if isinstance(field, ChoiceButtons)
    ]
    assert len(lines) > 8
    for line in lines:
        for button in line.buttons:
            said = button.choice.meaning or button.choice.label
            assert button.accessibleName() == f"{line.accessibleName()}: {said}"
