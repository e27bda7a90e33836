"""A text keeps its heights: it must never stand lower than what Qt would give it."""

from collections.abc import Callable
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.form import restyled
from desktop.widgets.heights import WIDEST, Heights
from desktop.widgets.texts import Words, wrapped

SENTENCE: Final = "Do you have numbness between the legs, or trouble with passing urine? " * 3
LETTERS: Final = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"))
TEXTS: Final = st.lists(st.text(LETTERS, min_size=1, max_size=12), max_size=40).map(" ".join)
WIDTHS: Final = st.lists(st.integers(-1, 900), min_size=1, max_size=12)
LARGER: Final = 'QLabel[role="h1"] { font-size: 40px; padding: 20px; }'
NARROW: Final = 240


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    """What texts stand on."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def shown(page: QWidget) -> QLabel:
    """A text as pages show it, styled."""
    label = wrapped(SENTENCE, page)
    label.ensurePolished()
    return label


def by_qt(label: QLabel, width: int) -> int:
    """Return what Qt itself says of a text."""
    return QLabel.heightForWidth(label, width)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, widths=WIDTHS)
def test_each_height_is_what_qt_says(shown: QLabel, text: str, widths: list[int]) -> None:
    shown.setText(text)
    told = [shown.heightForWidth(width) for width in widths]
    assert told == [by_qt(shown, width) for width in widths]


def larger(label: QLabel) -> None:
    label.setStyleSheet("font-size: 40px;")


def margins(label: QLabel) -> None:
    label.setContentsMargins(40, 20, 40, 20)


def role(label: QLabel) -> None:
    label.setStyleSheet(LARGER)
    label.heightForWidth(NARROW)
    restyled(label, "role", "h1")


def other_words(label: QLabel) -> None:
    label.setText(SENTENCE * 2)


def parent_style(label: QLabel) -> None:
    holder = label.parentWidget()
    assert holder is not None
    holder.setStyleSheet("QLabel { font-size: 40px; }")


@pytest.mark.parametrize("change", [larger, margins, role, other_words, parent_style])
def test_what_changes_a_text_is_measured_anew(
    shown: QLabel, change: Callable[[QLabel], None]
) -> None:
    before = shown.heightForWidth(NARROW)
    change(shown)
    after = shown.heightForWidth(NARROW)
    assert after == by_qt(shown, NARROW)
    assert after > before


def test_another_screen_is_measured_anew(shown: QLabel, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    shown.heightForWidth(NARROW)

    def measured(_self: Heights, width: int, _measure: Callable[[int], int]) -> int:
        asked.append(width)
        return 0

    monkeypatch.setattr(Heights, "measured", measured)
    shown.heightForWidth(NARROW)
    assert asked == []
    monkeypatch.setattr(Words, "devicePixelRatioF", lambda _self: 1.5)
    shown.heightForWidth(NARROW)
    assert asked == [NARROW]


def test_what_is_styled_late_is_measured_anew(page: QWidget) -> None:
    page.setStyleSheet(LARGER)
    label = wrapped(SENTENCE, page, "h1")
    before = label.heightForWidth(NARROW)
    label.ensurePolished()
    assert label.heightForWidth(NARROW) == by_qt(label, NARROW)
    assert label.heightForWidth(NARROW) > before


def test_between_two_widths_of_one_height_nothing_is_measured() -> None:
    asked: list[int] = []

    def measure(width: int) -> int:
        asked.append(width)
        return 20 if width >= 100 else 40

    heights = Heights()
    assert heights.measured(200, measure) == 20
    assert heights.measured(150, measure) == 20
    assert heights.measured(100, measure) == 20
    assert heights.measured(99, measure) == 40
    assert heights.measured(120, measure) == 20
    assert heights.measured(400, measure) == 20
    assert asked == [WIDEST, 200, 150, 100, 99]
    assert heights.known(120) == 20
    heights.forget()
    assert heights.known(120) is None


def test_no_width_tells_nothing_of_narrow_ones(shown: QLabel) -> None:
    shown.setText("Any numbness now?")
    alike = next(one for one in range(31, 900) if by_qt(shown, one) == by_qt(shown, -1))
    assert by_qt(shown, 30) > by_qt(shown, alike)
    for width in (-1, alike, 30):
        assert shown.heightForWidth(width) == by_qt(shown, width)
