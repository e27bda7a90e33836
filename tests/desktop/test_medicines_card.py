"""The medicines on the plan: what the rules warn of by weight, and how much was checked."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.models.medicines import medicine_safety
from desktop.models.minded import minded
from desktop.pages.answerable import Answerable
from desktop.pages.mindedrow import MindedRow
from desktop.pages.plan import PlanPage
from desktop.widgets.findings import WhyCard
from pathway.advice import MedicineCheck
from pathway.assessment import Assessment
from pathway.evaluate import assess_day
from pathway.facts import Care, Egfr, MedicineTaken, Plan, Span
from tests.desktop import samples
from tests.desktop.books import answer_book, books, put, room
from tests.desktop.pressing import press


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[PlanPage]:
    """An empty plan in a shown window."""
    with room(qtbot) as window:
        made = PlanPage(books().guidelines, answer_book(), window)
        put(window, made)
        yield made


def taking(*planned: str, listed: tuple[str, ...] = ("apixaban",)) -> Assessment:
    """What is concluded for the made-up patient when she takes this."""
    chart = samples.chart()
    medicines = tuple(MedicineTaken(name) for name in listed)
    patient = replace(
        chart.patient,
        medicines=medicines,
        egfr=Egfr(38, samples.TODAY),
        conditions=frozenset({"raynaud"}),
    )
    chart = replace(chart, patient=patient, plan=Plan(planned))
    return assess_day(chart, samples.TODAY, books().guidelines)


def card_of(page: PlanPage) -> WhyCard:
    return next(card for card in page.cards if card.conclusion.title == "Medicines")


def texts(card: WhyCard) -> list[str]:
    return [label.text() for label in card.findChildren(QLabel) if label.isVisible()]


def test_warnings_stand_by_weight_with_what_was_checked(page: PlanPage) -> None:
    page.show_assessment(taking("ibuprofen"))
    page.finish()
    shown = card_of(page).conclusion
    assert (shown.chip, shown.chip_kind, shown.weight) == ("Stop and think", "danger", "danger")
    assert shown.headline == "2 things to mind"
    first, checked = shown.lines
    assert first.startswith("Stop and think (M01): apixaban, ibuprofen: an NSAID with a blood")
    (second,) = card_of(page).findChildren(MindedRow)
    weight, sentence = (label.text() for label in second.findChildren(QLabel))
    assert (weight, sentence[:20]) == ("Warning", "ibuprofen: eGFR 38. ")
    assert checked == "Checked: 46 rules, 2 fired, 0 facts missing."


def test_a_warning_is_noted_by_one_key_and_a_stop_cannot_be(page: PlanPage, qtbot: QtBot) -> None:
    page.show_assessment(taking("ibuprofen"))
    page.finish()
    (warning,) = card_of(page).findChildren(Answerable)
    warning.answer.setFocus()
    with qtbot.waitSignal(page.answered) as kept:
        press(Qt.Key.Key_A)
    assert kept.args is not None
    (response,) = kept.args
    assert (response.kind, response.subject, response.answer) == (
        "warning",
        "M03:ibuprofen",
        "accepted",
    )
    page.take_responses((replace(response, by="Dr Ode"),))
    assert warning.is_folded
    assert "Noted" in texts(card_of(page))


def test_why_tells_rule_inputs_and_source(page: PlanPage) -> None:
    page.show_assessment(taking("ibuprofen"))
    page.finish()
    card = card_of(page)
    card.why.setFocus()
    press(Qt.Key.Key_Space)
    told = texts(card)
    assert "•  Kidney function (eGFR): 38, recorded 30-Mar-2026" in told
    assert any(text.startswith("Rule M01 · NSAID use with anticoagulants") for text in told)


def test_nothing_found_is_said_with_what_was_checked() -> None:
    shown = medicine_safety(taking(listed=("metformin",)), books().words)
    assert shown is not None
    assert (shown.headline, shown.chip, shown.weight) == ("No medicine rule fired", "", "plain")
    assert shown.lines == (
        "Checked: 46 rules, 0 fired, 0 facts missing.",
        "1 known medicine that no rule speaks of.",
    )


def test_what_is_missing_is_named() -> None:
    shown = medicine_safety(taking("paracetamol", "tramadol"), books().words)
    assert shown is not None
    assert shown.lines[-1] == "Missing, and could bring a warning: weight in kg."
    check = MedicineCheck(46, 0, 2, ("egfr", "pregnancy"))
    bare = replace(samples.assessment(), medicine_warnings=(), medicine_check=check)
    told = medicine_safety(bare, books().words)
    assert told is not None
    assert told.lines == (
        "Checked: 46 rules, 0 fired, 2 facts missing.",
        "Missing, and could bring a warning: kidney function (eGFR); pregnancy.",
        "2 known medicines that no rule speaks of.",
    )


def test_a_name_that_nobody_knows_is_told() -> None:
    made = taking("foozol")
    shown = medicine_safety(made, books().words)
    assert shown is not None
    assert shown.chip == "Warning"
    assert "foozol" in minded(made.medicine_warnings, books().words)[0].said


def test_information_alone_is_quiet_in_colour() -> None:
    shown = medicine_safety(taking(listed=("gabapentin",)), books().words)
    assert shown is not None
    assert (shown.headline, shown.chip, shown.weight) == ("1 thing to mind", "To know", "plain")


def test_no_card_where_nothing_was_worked_out(page: PlanPage) -> None:
    page.show_assessment(samples.assessment())
    page.finish()
    assert "Medicines" not in [card.conclusion.title for card in page.cards]


def test_every_sentence_is_filled() -> None:
    chart = samples.chart()
    span = Span(samples.ONSET, None)
    care = (*chart.care, Care("medicine", "cyclobenzaprine", span=span))
    names = ("duloxetine", "tramadol", "naproxen", "aspirin", "diazepam", "prednisone", "lithium")
    taken = tuple(MedicineTaken(name) for name in names)
    chart = replace(chart, care=care, patient=replace(chart.patient, medicines=taken))
    made = assess_day(chart, samples.TODAY, books().guidelines)
    shown = medicine_safety(made, books().words)
    assert shown is not None
    notes = [one.said for one in minded(made.medicine_warnings, books().words)]
    lines = (*shown.lines, *notes)
    assert len(lines) > 10
    assert not [line for line in lines if "{" in line or "not recorded, " in line]
