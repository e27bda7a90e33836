"""The options on the plan: first line first, honest grades, every refusal with its reason."""

from collections.abc import Iterator
from dataclasses import replace
from time import process_time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.options import care_safety, options_shown
from desktop.pages.optionscard import More, OptionRow, OptionsCard, WhyNot
from desktop.pages.plan import PlanPage
from desktop.pages.plansheet import PlanSheet
from pathway.assessment import Assessment
from pathway.evaluate import evaluate
from pathway.facts import Chart, Closed, FlagAnswer, Plan, Visit
from tests.desktop.books import answer_book, books, put, room
from tests.desktop.pressing import focused, press
from tests.pathway.charts import day, seen
from tests.pathway.optioncharts import (
    chosen,
    failed_exercise,
    in_region,
    medicine,
    planned,
    well,
)


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[PlanPage]:
    """An empty plan in a shown window."""
    with room(qtbot) as window:
        made = PlanPage(books().guidelines, answer_book(), window)
        put(window, made)
        yield made


def assessed(of: Chart, number: int) -> Assessment:
    """What is concluded of a chart on a day of the problem."""
    return evaluate(of, day(number), books().guidelines)


def shown_whole(page: PlanPage, of: Chart, number: int) -> OptionsCard:
    """Show the plan of a chart, with all its options made."""
    page.show_assessment(assessed(of, number))
    page.finish()
    assert page.options
    return page.options


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if not label.isHidden()]


def row_of(card: OptionsCard, name: str) -> OptionRow:
    return next(row for row in card.rows if row.line.name.startswith(name))


def flagged(item: str) -> Visit:
    return replace(seen(10, 6, 3), red_flags={item: FlagAnswer("yes")})


# ---------------------------------------------------------------- what is said


def test_offered_options_come_first_and_care_before_medicines(page: PlanPage) -> None:
    card = shown_whole(page, well(100, given=(failed_exercise(90),)), 100)
    marks = [row.line.mark for row in card.rows]
    care = marks[: marks.index("Offered", marks.index("Optional"))]
    assert care == sorted(care)  # Offered before Optional
    names = [row.line.name for row in card.rows]
    assert names[0] == "Structured exercise programme"
    assert names.index("Massage") < names.index("Anti-inflammatory medicine (NSAID)")
    assert names[-1] == "Diagnostic nerve block (referral)"


def test_grades_stand_in_plain_words_with_the_people_studied(page: PlanPage) -> None:
    card = shown_whole(page, well(100), 100)
    assert row_of(card, "Tai chi").line.evidence == (
        "Strong recommendation, evidence of low quality, moderate effect; "
        "studied in low back pain in general"
    )
    assert row_of(card, "Cold packs").line.evidence == (
        "No grade of evidence; studied in low back pain in general"
    )


def test_a_disagreement_is_said_as_one(page: PlanPage) -> None:
    row = row_of(shown_whole(page, well(10), 10), "Anti-inflammatory")
    assert any(said.startswith("Sources compared: Guidelines disagree") for said in row.line.minds)


def test_what_holds_for_many_options_is_said_once(page: PlanPage) -> None:
    card = shown_whole(page, in_region(well(10), "cervical"), 10)
    few = [said for said in texts(card) if "Few good trials speak of the neck" in said]
    assert len(few) == 1


def test_a_choice_of_the_clinician_is_named(page: PlanPage) -> None:
    row = row_of(shown_whole(page, well(10, overrides=(chosen("tramadol", 9),)), 10), "Tramadol")
    assert row.line.mark == "Your choice"
    assert "Chosen by Dr Lee against the rule: asked for by the patient" in row.line.minds


def test_an_opioid_is_never_simply_offered(page: PlanPage) -> None:
    given = (failed_exercise(90), medicine("naproxen", 20, 30, "not_tolerated"))
    card = shown_whole(page, well(100, given=given), 100)
    assert row_of(card, "Tramadol").line.mark == "Opioid: guidelines conflict"
    assert row_of(card, "Tramadol").line.tint == "warn"
    assert row_of(card, "Duloxetine").line.mark == "Offered"


def test_nothing_there_reads_like_an_order() -> None:
    shown = options_shown(assessed(well(10), 10), books().words)
    assert shown is not None
    said = [said for line in shown.care.lines for said in line.minds]
    assert not any(word in text.lower() for text in said for word in ("you must", "prescribe "))


def test_every_sentence_of_every_option_has_words() -> None:
    charts = [
        well(10),
        well(100, given=(failed_exercise(90), medicine("naproxen", 20, 30, "not_tolerated"))),
        in_region(well(50), "cervical"),
        well(10, cause="stenosis", conditions=frozenset({"osteoporosis", "neuropathy"})),
        well(50, plan=Plan(("ibuprofen", "tramadol"), ("heat", "manipulation", "bed_rest"))),
    ]
    for chart, number in zip(charts, (10, 100, 50, 10, 50), strict=True):
        found = assessed(chart, number)
        shown = options_shown(found, books().words)
        assert shown is not None
        open_ones = (shown.care, shown.medicines, shown.referrals, shown.rare)
        groups = (*open_ones, shown.locked, shown.refused)
        lines = [line for group in groups for line in group.lines]
        assert len(lines) == 32
        for line in lines:
            for said in (*line.minds, *(told.sentence for told in line.because)):
                assert "{" not in said
                assert not said.startswith("Rule ")
                assert "not recorded" not in said.replace("is not recorded as having", ""), said


def test_both_sides_of_a_disagreement_stand_under_why(page: PlanPage) -> None:
    row = row_of(shown_whole(page, well(100), 100), "Tai chi")
    row.set_open(True)
    assert row.reasons is not None
    told = texts(row.reasons)
    assert "Sources compared: Tai chi" in told
    assert "•  Founding documents: Calls the evidence moderate." in told
    assert "•  Others: ACP 2017: low-quality evidence of a moderate effect." in told


def test_what_is_rarely_at_hand_opens_by_itself_unless_it_was_chosen(page: PlanPage) -> None:
    card = shown_whole(page, well(10), 10)
    assert not any(row.line.name == "Low-level laser" for row in card.rows)
    (rare,) = (part for part in card.closed if isinstance(part, More))
    rare.set_open(True)
    assert rare.button.text() == "Rarely at hand (1): show"
    assert "Low-level laser" in texts(rare)
    card = shown_whole(page, well(10, overrides=(chosen("laser", 9),)), 10)
    assert row_of(card, "Low-level laser").line.mark == "Your choice"


# ---------------------------------------------------------------- why not


def test_why_not_opens_by_key_and_gives_each_reason(page: PlanPage) -> None:
    card = shown_whole(page, well(10), 10)
    locked, refused = (part for part in card.closed if isinstance(part, WhyNot))
    assert locked.part.isHidden()
    locked.button.setFocus()
    press(Qt.Key.Key_Space)
    told = texts(locked)
    assert "Duloxetine" in told
    assert any("Duloxetine is second line for chronic pain" in said for said in told)
    assert locked.button.text() == "Locked for now (5): why not?"
    assert refused.button.text() == "Not offered (11): why not?"
    press(Qt.Key.Key_Space)
    assert locked.part.isHidden()
    assert focused() is locked.button


def test_what_is_not_offered_tells_its_rule_and_source(page: PlanPage) -> None:
    card = shown_whole(page, well(10), 10)
    card.closed[-1].set_open(True)
    row = next(
        row for row in card.closed[-1].findChildren(OptionRow) if row.line.name == "Bed rest"
    )
    row.why.setFocus()
    press(Qt.Key.Key_Space)
    assert any(said.startswith("Rule S30 · What is the treatment") for said in texts(row))


def test_reasons_of_an_option_open_and_close_by_key(page: PlanPage) -> None:
    row = row_of(shown_whole(page, well(10), 10), "Heat")
    row.why.setFocus()
    press(Qt.Key.Key_Space)
    assert row.reasons is not None
    assert any("Qaseem" in said for said in texts(row.reasons))
    assert any("Rule H9" in said for said in texts(row.reasons))
    assert row.why.accessibleName() == "Close Heat on the skin"
    press(Qt.Key.Key_Space)
    assert row.reasons.isHidden()
    assert row.why.accessibleName() == "Why? Heat on the skin"


def test_the_keyboard_goes_through_the_options_in_the_order_of_reading(
    page: PlanPage, qtbot: QtBot
) -> None:
    card = shown_whole(page, well(10), 10)
    qtbot.waitUntil(card.closed[-1].isVisible)
    card.rows[0].why.setFocus()
    press(Qt.Key.Key_Tab)
    assert focused() is card.answerables[1].answer
    press(Qt.Key.Key_Tab)
    assert focused() is card.rows[1].why
    card.rows[-1].why.setFocus()
    press(Qt.Key.Key_Tab)
    assert focused() is card.closed[0].button
    press(Qt.Key.Key_Space)
    inside = card.closed[0].findChildren(OptionRow)
    assert inside[0].line.name == "Low-level laser"
    qtbot.waitUntil(inside[-1].isVisible)
    press(Qt.Key.Key_Tab)
    assert inside[0].isAncestorOf(focused())
    press(Qt.Key.Key_Tab)
    assert focused() is inside[0].why
    inside[-1].why.setFocus()
    press(Qt.Key.Key_Tab)
    assert focused() is card.closed[1].button


# ---------------------------------------------------------------- when other things come first


def test_an_emergency_hides_the_options_and_says_so(page: PlanPage) -> None:
    card = shown_whole(page, well(10, flagged("RF-C1")), 10)
    assert card.rows == []
    assert card.closed == []
    assert any(said.startswith("Treatment options are hidden while") for said in texts(card))


@pytest.mark.parametrize(
    ("of", "said"),
    [
        (well(10, birth_date=day(-365 * 16)), "made for adults"),
        (well(10, closed=Closed(day(5), "recovered")), "the problem is closed"),
        (in_region(well(10), "thoracic"), "the neck and the low back only"),
    ],
)
def test_outside_the_pathway_the_reason_is_said(page: PlanPage, of: Chart, said: str) -> None:
    assert any(said in text for text in texts(shown_whole(page, of, 10)))


def test_medicines_wait_until_other_care_is_recorded(page: PlanPage) -> None:
    card = shown_whole(page, replace(well(10), care=()), 10)
    waiting = next(part for part in card.closed if isinstance(part, More))
    assert not any("NSAID" in row.line.name for row in card.rows)
    waiting.set_open(True)
    assert "Care without medicines is suggested first; none is recorded yet." in texts(waiting)
    assert any("NSAID" in said for said in texts(waiting))


def test_an_incomplete_screen_is_marked_on_the_options(page: PlanPage) -> None:
    blank = replace(seen(10, 6, 3), red_flags_unlisted="not_asked")
    assert "Screen not complete" in texts(shown_whole(page, well(10, blank), 10))
    assert "Screen not complete" not in texts(shown_whole(page, well(10), 10))


def test_options_that_were_not_worked_out_are_left_out(page: PlanPage) -> None:
    page.show_assessment(replace(assessed(well(10), 10), options=None, care_warnings=None))
    page.finish()
    assert page.options is None


# ---------------------------------------------------------------- care that runs or is planned


@pytest.mark.parametrize(
    ("kinds", "mark", "count"),
    [
        (("manipulation", "heat"), "Stop and check", 4),
        (("bed_rest", "heat"), "Take care", 2),
        (("heat",), "Ask first", 1),
    ],
)
def test_the_gravest_warning_of_care_comes_first(
    kinds: tuple[str, ...], mark: str, count: int
) -> None:
    ill = frozenset({"osteoporosis", "cancer"}) if "manipulation" in kinds else frozenset()
    chart = well(10, conditions=ill, plan=planned(*kinds))
    told = care_safety(assessed(chart, 10), books().words)
    assert told is not None
    assert (told.chip, len(told.because)) == (mark, count)
    assert told.because[0].rule in {"J4", "W1", "H9"}


def test_no_care_no_card() -> None:
    assert care_safety(assessed(well(10), 10), books().words) is None


def test_the_card_of_care_stands_before_the_options(page: PlanPage) -> None:
    card = shown_whole(page, well(10, plan=planned("bed_rest")), 10)
    wanted = "Physical care that runs or is planned"
    (safety,) = [one for one in page.cards if one.conclusion.title == wanted]
    assert safety.mapToGlobal(safety.rect().topLeft()).y() < _top(card)


# ---------------------------------------------------------------- room and time


def test_two_columns_where_there_is_room(page: PlanPage, qtbot: QtBot) -> None:
    card = shown_whole(page, well(10), 10)
    first, last = card.rows[0], card.rows[-1]
    qtbot.waitUntil(lambda: _left(last) > _left(first))
    page.window().resize(700, 700)
    qtbot.waitUntil(lambda: _left(last) == _left(first))


def sheet_of(page: PlanPage) -> PlanSheet:
    sheet = page.widget()
    assert isinstance(sheet, PlanSheet)
    return sheet


def test_the_cards_and_rows_come_by_themselves(page: PlanPage, qtbot: QtBot) -> None:
    page.show_assessment(assessed(well(10), 10))
    sheet = sheet_of(page)
    assert sheet.has_more
    assert sheet.cards
    qtbot.waitUntil(lambda: not sheet.has_more)
    assert sheet.options
    assert len(sheet.options.rows) > 10


def test_a_plan_shown_anew_begins_with_its_own_options(page: PlanPage, qtbot: QtBot) -> None:
    page.show_assessment(assessed(well(10), 10))
    page.show_assessment(assessed(well(100), 100))
    sheet = sheet_of(page)
    qtbot.waitUntil(lambda: not sheet.has_more)
    assert page.options is sheet.options


def test_no_piece_takes_long(page: PlanPage) -> None:
    page.show_assessment(assessed(well(10), 10))
    sheet = sheet_of(page)
    longest = 0.0
    while sheet.has_more:
        begun = process_time()
        sheet.make_next()
        longest = max(longest, process_time() - begun)
    assert longest < 0.05


def _left(widget: QWidget) -> int:
    return widget.mapToGlobal(widget.rect().topLeft()).x()


def _top(widget: QWidget) -> int:
    return widget.mapToGlobal(widget.rect().topLeft()).y()
