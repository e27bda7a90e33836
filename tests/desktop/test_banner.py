"""The patient banner: who this is, in the one form, never cut off."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.widgets.banner import Banner, allergy_mark, flag_mark, thinner_mark
from pathway.facts import AllergyState, MedicineTaken
from pathway.finding import Level
from tests.desktop import samples
from tests.desktop.books import books, put, room

TODAY = samples.TODAY


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("known", "Known allergies"),
        ("none_known", "No known allergies"),
        ("not_recorded", "Allergies not recorded"),
        ("unavailable", "Allergies unavailable"),
    ],
)
def test_exactly_one_of_four_allergy_states_shows(state: AllergyState, words: str) -> None:
    patient = replace(samples.patient(), allergies=(), allergy_state=state)
    assert allergy_mark(patient).words == words


def test_known_allergies_are_named_in_order() -> None:
    patient = replace(samples.patient(), allergies=("penicillin", "Aspirin"))
    assert allergy_mark(patient).words == "Known allergies: Aspirin, penicillin"


def test_a_brand_of_a_blood_thinner_is_recognised_until_it_is_stopped() -> None:
    medicines = books().guidelines.medicines
    taking = replace(samples.patient(), medicines=(MedicineTaken("Eliquis"),))
    mark = thinner_mark(taking, medicines, TODAY)
    assert mark is not None
    assert mark.words == "Blood thinner: Eliquis"
    stopped = replace(taking, medicines=(MedicineTaken("Eliquis", date(2026, 1, 1)),))
    assert thinner_mark(stopped, medicines, TODAY) is None


@pytest.mark.parametrize(
    ("level", "complete", "words", "kind"),
    [
        (Level.EMERGENCY, False, "Red flag · Emergency: act now · asked 1w ago", "danger"),
        (Level.SAME_DAY, True, "Red flag · Same day: call today · asked 1w ago", "danger"),
        (Level.URGENT, True, "Red flag · Urgent: within 2 weeks · asked 1w ago", "warn"),
        (Level.NONE, False, "Red-flag screen not complete · asked 1w ago", "warn"),
        (Level.NONE, True, "No open red flag · asked 1w ago", "ok"),
    ],
)
def test_the_red_flag_mark_says_it_in_words(
    level: Level, complete: bool, words: str, kind: str
) -> None:
    mark = flag_mark(samples.red_flags(level, complete=complete), TODAY)
    assert (mark.words, mark.kind) == (words, kind)


def test_advice_that_failed_is_shown_as_failed() -> None:
    assert flag_mark(None, TODAY).words == "Red flags: advice not worked out"


def test_the_banner_reads_in_its_order(qtbot: QtBot) -> None:
    with room(qtbot) as window:
        banner = Banner(window)
        put(window, banner)
        medicines = books().guidelines.medicines
        banner.show_chart(samples.chart(), TODAY, samples.red_flags(), medicines)
        assert banner.spoken().startswith(
            "MÜLLER, Anna; Born 14-Mar-1968 (58y); Gender Female; Clinic number F-000342-81; "
            "Low back, left · began 05-Jan-2026; Known allergies: penicillin; "
        )


def test_a_long_name_wraps_and_is_never_cut(qtbot: QtBot) -> None:
    family = "Wolfeschlegelsteinhausenbergerdorff von und zu Hohenlohe"
    patient = replace(samples.patient(), family_name=family, given_name="Maria Magdalena Josefa")
    with room(qtbot) as window:
        window.resize(700, 500)
        banner = Banner(window)
        put(window, banner)
        chart = replace(samples.chart(), patient=patient)
        banner.show_chart(chart, TODAY, None, books().guidelines.medicines)
        qtbot.waitUntil(
            lambda: banner.name.height() >= banner.name.heightForWidth(banner.name.width())
        )
        assert banner.name.text() == f"{family.upper()}, Maria Magdalena Josefa"


def test_the_banner_follows_the_facts(qtbot: QtBot) -> None:
    with room(qtbot) as window:
        banner = Banner(window)
        put(window, banner)
        medicines = books().guidelines.medicines
        banner.show_chart(samples.chart(), TODAY, None, medicines)
        none = replace(samples.patient(), allergies=(), allergy_state="none_known", medicines=())
        calm = replace(samples.chart(), patient=none)
        banner.show_chart(calm, TODAY, samples.red_flags(Level.NONE), medicines)
        shown = [label.text() for label in banner.findChildren(QLabel) if label.isVisible()]
        assert "No known allergies" in shown
        assert not [text for text in shown if "penicillin" in text or "apixaban" in text]


def test_what_is_said_anew_keeps_its_labels(qtbot: QtBot) -> None:
    """New labels would lay out the whole page anew, after each save."""
    with room(qtbot) as window:
        banner = Banner(window)
        put(window, banner)
        chart, medicines = samples.chart(), books().guidelines.medicines
        banner.show_chart(chart, TODAY, None, medicines)
        before = {label for label in banner.findChildren(QLabel) if label.isVisible()}
        other = replace(chart, patient=replace(chart.patient, number="NEW-7", sex="male"))
        banner.show_chart(other, TODAY, None, medicines)
        assert {label for label in banner.findChildren(QLabel) if label.isVisible()} == before
        assert "NEW-7" in banner.spoken()
        free = replace(other.patient, medicines=())
        banner.show_chart(replace(other, patient=free), TODAY, None, medicines)
        assert "Blood thinner" not in banner.spoken()
        shown = [label for label in banner.findChildren(QLabel) if label.isVisible()]
        assert len(shown) == len(before) - 1
