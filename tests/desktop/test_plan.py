"""The plan: dangers first, every conclusion with its why, failed advice shown as failed."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.models import findings
from desktop.pages.plan import PlanPage
from desktop.widgets.findings import WhyCard
from pathway.assessment import Assessment
from pathway.evaluate import evaluate
from pathway.finding import CareClock, Escalation, Level, NextContact
from tests.desktop import samples
from tests.desktop.books import answer_book, books, put, room
from tests.desktop.pressing import focused, press


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[PlanPage]:
    """An empty plan in a shown window."""
    with room(qtbot) as window:
        made = PlanPage(books().guidelines, answer_book(), window)
        put(window, made)
        yield made


def _emergency() -> Assessment:
    call = Escalation("spine_emergency", Level.EMERGENCY, (samples.reason("RF-C1"),))
    flags = replace(samples.red_flags(Level.EMERGENCY, complete=False), escalation=(call,))
    return replace(samples.assessment(), red_flags=flags)


def _texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def test_cards_stand_in_the_order_of_a_clinician(page: PlanPage) -> None:
    page.show_assessment(samples.assessment())
    page.finish()
    titles = [card.conclusion.title for card in page.cards]
    wanted = ["Stage", "Care clock", "Next contact", "Imaging", "Surgical evaluation"]
    assert [title for title in titles if title in wanted] == wanted
    ahead = titles.index("Tue 31-Mar-2026 · in 1d")
    assert titles.index("Care clock") < ahead < titles.index("Next contact")
    assert page.cards[0].conclusion.headline == "Mild stable weakness"


def test_the_keyboard_waits_for_what_is_made_later(page: PlanPage, qtbot: QtBot) -> None:
    calm = replace(samples.assessment(), red_flags=samples.red_flags(Level.NONE))
    page.show_assessment(calm)
    cards = page.findChildren(WhyCard)
    page.first().setFocus()
    assert focused() is page
    qtbot.waitUntil(lambda: focused() is not page)
    assert page.isAncestorOf(focused())
    assert len(page.findChildren(WhyCard)) > len(cards)


def test_tab_on_a_plan_that_is_not_whole_goes_to_its_first_button(page: PlanPage) -> None:
    calm = replace(samples.assessment(), red_flags=samples.red_flags(Level.NONE))
    page.show_assessment(calm)
    page.first().setFocus()
    press(Qt.Key.Key_Tab)
    first = focused()
    assert page.isAncestorOf(first)
    assert first is page.first()


def test_both_clocks_show_both_of_their_numbers(page: PlanPage) -> None:
    page.show_assessment(samples.assessment())
    page.finish()
    texts = _texts(page)
    assert "Subacute · week 13, day 84" in texts
    assert "Care day 49; active weeks 4 of 6" in texts
    assert "Window opened Mon 23-Mar-2026 · 1w ago" in texts
    assert "Decision due Mon 04-May-2026 · in 5w" in texts


def test_an_emergency_comes_first_and_leads_to_the_letter(page: PlanPage, qtbot: QtBot) -> None:
    page.show_assessment(_emergency())
    page.finish()
    assert _texts(page)[:2] == ["Emergency: act now", "Call: On-call spine emergency service"]
    page.first().setFocus()
    with qtbot.waitSignal(page.emergency_wanted):
        press(Qt.Key.Key_Space)


def test_an_incomplete_screen_greys_the_stage_and_says_so(page: PlanPage) -> None:
    page.show_assessment(_emergency())
    page.finish()
    stage = next(card for card in page.cards if card.conclusion.title == "Stage")
    assert stage.conclusion.weight == "quiet"
    assert "Screen not complete" in _texts(stage)
    assert "2 red-flag questions have no answer" in _texts(page)


def test_failed_advice_is_shown_as_failed(page: PlanPage) -> None:
    page.show_assessment(None)
    page.finish()
    assert _texts(page)[0] == "Advice could not be worked out – use your own judgement"
    assert page.cards == []


def test_why_opens_by_key_and_tells_rule_inputs_source_and_gaps(page: PlanPage) -> None:
    page.show_assessment(samples.assessment())
    page.finish()
    card = next(card for card in page.cards if card.conclusion.title == "Surgical evaluation")
    card.why.setFocus()
    press(Qt.Key.Key_Space)
    told = _texts(card)
    assert any("Rule S45 · Qaseem" in text for text in told)
    assert any("05-Jan-2026" in text for text in told)
    assert "Missing: Pain in the arm or leg" in told
    press(Qt.Key.Key_Space)
    assert card.reasons.isHidden()
    assert focused() is card.why


def test_limits_and_version_stand_on_the_page(page: PlanPage) -> None:
    page.show_assessment(samples.assessment())
    page.finish()
    limits = _texts(page)[-1]
    assert "never replaces" in limits
    assert "foramen-2026" in limits
    assert "30-Mar-2026" in limits


def test_every_reason_of_a_real_assessment_has_a_sentence() -> None:
    shown = evaluate(samples.chart(), samples.TODAY, books().guidelines)
    words = books().words
    cards = [
        *findings.dangers(shown, words),
        findings.stage(shown, words),
        findings.care(shown.care_clock, 6, words),
        findings.surgical(shown.surgical_evaluation, samples.TODAY, words),
        findings.imaging(shown, words),
        findings.contact(shown, words),
        *findings.changes_ahead(shown, words),
    ]
    told = [reason for card in cards for reason in card.because]
    assert told
    assert not [reason.rule for reason in told if reason.sentence == f"Rule {reason.rule}"]
    assert not [reason.sentence for reason in told if "{" in reason.sentence]


def test_an_imprecise_onset_reads_as_a_range() -> None:
    stage = findings.stage(samples.imprecise(), books().words)
    assert stage.headline == "Subacute · day 84 to 84"
    assert stage.lines[0] == "Onset between 01-Jan-2026 and 31-Jan-2026"


def test_no_care_and_no_contact_are_said_in_words() -> None:
    words = books().words
    assert findings.care(CareClock(None), 6, words).headline == "No care recorded yet"
    nobody = replace(samples.assessment(), next_contact=NextContact(None))
    assert findings.contact(nobody, words).headline == "No date follows from the rules"


def test_gaps_say_what_they_could_change() -> None:
    (gap,) = findings.gaps(samples.assessment(), books().words)
    assert gap == "Patient-specific function score: could change surgical evaluation"


def test_a_contact_that_is_overdue_says_so() -> None:
    late = replace(samples.assessment(), next_contact=NextContact(samples.CARE_START))
    assert findings.contact(late, books().words).chip == "Overdue by 7w"


def test_one_column_where_two_do_not_fit(page: PlanPage, qtbot: QtBot) -> None:
    page.show_assessment(samples.assessment())
    page.finish()
    stage, imaging = (
        next(card for card in page.cards if card.conclusion.title == title)
        for title in ("Stage", "Imaging")
    )
    qtbot.waitUntil(lambda: _left(imaging) > _left(stage))
    page.window().resize(700, 700)
    qtbot.waitUntil(lambda: _left(imaging) == _left(stage))


def _left(card: WhyCard) -> int:
    return card.mapToGlobal(card.rect().topLeft()).x()
