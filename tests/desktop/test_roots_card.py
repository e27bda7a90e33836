"""The suspected nerve root on the plan: in words, for and against, never a number."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.findingwords import finding_words, sided_finding_words
from desktop.models.findings import Conclusion
from desktop.models.roots import nerve_root
from desktop.pages.plan import PlanPage
from pathway.advice import Roots
from pathway.finding import Input
from tests.desktop import samples
from tests.desktop.books import answer_book, books, put, room
from tests.desktop.pressing import press
from tests.pathway.charts import day
from tests.pathway.rootcharts import both_sides, cervical, lumbar, of_region, ranked, visit

CATALOGUE = books().catalogue


def told(roots: Roots) -> Conclusion:
    return nerve_root(roots, books().guidelines, books().words)


def plain_lines(roots: Roots) -> list[str]:
    return [line.replace("\u2060", "") for line in told(roots).lines]


@pytest.mark.parametrize(
    ("roots", "headline"),
    [
        (lumbar("pain outer_shin", "sensation top_of_foot"), "Points to L5, right"),
        (lumbar("pain outer_shin", "reflex ankle"), "L5 or S1, right"),
        (lumbar("power great_toe_extension", "power hip_abduction"), "Perhaps L5, right"),
        (lumbar("no reflex ankle"), "No localising finding"),
        (
            ranked(of_region("thoracic", visit("reflex ankle"))),
            "Not ranked in the middle of the back",
        ),
        (
            lumbar("pain inner_shin", "sensation top_of_foot", "reflex ankle"),
            "Not ranked: look for cauda equina, myelopathy, polyneuropathy",
        ),
    ],
)
def test_headline(roots: Roots, headline: str) -> None:
    assert told(roots).headline == headline


def test_the_left_is_named_too_and_no_side_is_no_side() -> None:
    left = ranked(of_region("lumbar", visit("reflex ankle", "pain calf", side="left")))
    assert told(left).headline == "Points to S1, left"
    assert told(replace(left, side=None)).headline == "Points to S1"


def test_findings_for_and_against_in_words() -> None:
    lines = plain_lines(
        lumbar(
            "pain outer_shin",
            "power great_toe_extension",
            "test slr",
            "no power hip_abduction",
            "sensation sole",
        )
    )
    assert lines[:4] == [
        "For L5: Pain: outer shin; Power 4 of 5: great-toe extension; Straight leg raise positive",
        "Against L5: Power 5 of 5: hip abduction",
        "Found too, not counted: Feeling reduced: sole, right",
        "L5 often corresponds to the disc L4/5; farther out to the side to L5/S1.",
    ]
    assert lines[4].startswith("A suspicion, not a diagnosis")


def test_close_roots_are_both_explained() -> None:
    lines = plain_lines(lumbar("pain outer_shin", "reflex ankle"))
    assert lines[:3] == [
        "For L5: Pain: outer shin",
        "For S1: Ankle reflex reduced",
        "Not recorded so far: sensation, muscle power",
    ]
    assert "S1 often corresponds to the disc L5/S1." in lines[3]


def test_one_kind_only_is_said() -> None:
    lines = plain_lines(lumbar("power great_toe_extension", "power hip_abduction"))
    assert "Only one kind of finding speaks for it." in lines


def test_a_root_without_a_disc_has_no_line_on_it() -> None:
    made = lumbar("reflex ankle", "pain calf")
    lines = plain_lines(replace(made, named=("S2",)))
    assert not [line for line in lines if "disc" in line]


def test_what_cannot_be_ranked_is_listed_with_its_sides_and_warns() -> None:
    made = ranked(
        of_region("lumbar", both_sides(("pain calf",), ("pain calf", "sensation saddle")))
    )
    card = told(made)
    assert (card.weight, card.chip) == ("warn", "Look further")
    assert card.lines == (
        "Found: Pain: calf, left; Pain: calf, right; Feeling reduced: saddle area, left",
    )


def test_three_roots_are_not_listed_as_a_finding() -> None:
    (line,) = told(lumbar("pain inner_shin", "sensation top_of_foot", "reflex ankle")).lines
    assert "L4" not in line


def test_the_top_of_the_lung_is_asked_for() -> None:
    lines = plain_lines(cervical("sensation medial_forearm", "power finger_spread"))
    assert any(
        line.startswith("C8 leads: think of a tumour at the top of the lung") for line in lines
    )


def test_a_finding_without_words_is_shown_as_it_is() -> None:
    assert finding_words(Input("care_day", "42"), CATALOGUE) == ""
    assert sided_finding_words(Input("left power.winging", "4"), CATALOGUE) == ""
    assert books().words.finding(Input("care_day", "42")) == "Care day: 42"


@pytest.mark.parametrize(
    ("what", "value", "said"),
    [
        ("left pain_map.great_toe", "yes", "Pain: great toe, left"),
        ("right sensation.thumb", "absent", "Feeling absent: thumb, right"),
        ("right power.elbow_flexion", "0", "Power 0 of 5: elbow flexion, right"),
        ("left reflex.knee", "brisk", "Knee reflex brisk, left"),
        ("right test.valsalva", "negative", "Valsalva negative, right"),
    ],
)
def test_a_finding_in_words(what: str, value: str, said: str) -> None:
    given = Input(what, value, day(20))
    assert sided_finding_words(given, CATALOGUE) == said
    assert books().words.value(given) == f"{said}, recorded 25-Jan-2026"


def test_no_card_shows_a_number_of_the_ranking() -> None:
    for findings in (("pain calf",), ("pain calf", "reflex ankle"), ("test slr",), ()):
        card = told(lumbar(*findings))
        text = " ".join((card.headline, *card.lines, *(one.sentence for one in card.because)))
        assert "%" not in text
        assert "0." not in text


# ---------------------------------------------------------------- in the window


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[PlanPage]:
    with room(qtbot) as window:
        made = PlanPage(books().guidelines, answer_book(), window)
        put(window, made)
        yield made


def test_the_card_stands_on_the_plan_and_tells_why(page: PlanPage) -> None:
    roots = lumbar("pain outer_shin", "sensation top_of_foot")
    page.show_assessment(replace(samples.assessment(), roots=roots))
    page.finish()
    card = next(c for c in page.cards if c.conclusion.title == "Suspected nerve root")
    card.why.setFocus()
    press(Qt.Key.Key_Space)
    texts = [label.text() for label in card.findChildren(QLabel) if label.isVisible()]
    assert "Points to L5, right" in texts
    assert "L5 leads clearly, and more than one kind of finding agrees on it." in texts
    assert "•  Pain: outer shin, right, recorded 25-Jan-2026" in texts
    assert "Rule ROOT-CLEAR · The project's own choice (2026)" in texts


def test_no_card_while_nothing_was_worked_out(page: PlanPage) -> None:
    page.show_assessment(samples.assessment())
    page.finish()
    assert "Suspected nerve root" not in [card.conclusion.title for card in page.cards]
