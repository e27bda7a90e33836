"""Colours that can be told apart, and icons that follow them."""

from pathlib import Path

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.looks import Looks
from desktop.settings import SettingsFile
from desktop.sheet import style_sheet
from desktop.tokens import DARK, DARK_HIGH, LIGHT, LIGHT_HIGH, PAIRS, SCHEMES, Tokens, contrast


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_contrast(colours: Tokens, ink: str, ground: str, least: float) -> None:
    assert contrast(getattr(colours, ink), getattr(colours, ground)) >= least


@pytest.mark.parametrize("colours", [LIGHT_HIGH, DARK_HIGH], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_high_contrast(colours: Tokens, ink: str, ground: str, least: float) -> None:
    wanted = 7.0 if least >= 4.5 else 4.5
    assert contrast(getattr(colours, ink), getattr(colours, ground)) >= wanted


@pytest.mark.parametrize("scheme", ["light-high", "dark-high"])
def test_high_contrast_draws_every_edge(scheme: str) -> None:
    colours = SCHEMES[scheme]
    assert contrast(colours.border, colours.base) >= 3
    assert contrast(colours.border, colours.window) >= 3


def test_contrast_and_colours_are_changed_apart(qapp: QApplication, tmp_path: Path) -> None:
    settings = SettingsFile(tmp_path / "settings.json")
    theme.apply(qapp, "dark", 1.0)
    looks = Looks(qapp, settings)
    looks.change_contrast()
    assert theme.scheme_in_use() == "dark-high"
    looks.change_scheme()
    assert theme.scheme_in_use() == "light-high"
    looks.change_contrast()
    assert theme.scheme_in_use() == "light"
    assert SettingsFile(tmp_path / "settings.json").now.scheme == "light"


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#ffffff") == 1
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_sheet_has_no_unfilled_place_and_no_weight_in_a_state() -> None:
    sheet = style_sheet(LIGHT, 10.5)
    assert "$" not in sheet
    states = [rule for rule in sheet.split("}") if ":" in rule.split("{")[0]]
    assert states
    assert [rule for rule in states if "font-weight" in rule] == []


@pytest.mark.parametrize("scheme", list(SCHEMES))
def test_apply_dresses_the_program(qapp: QApplication, scheme: str) -> None:
    colours = theme.apply(qapp, scheme, 1.5)
    assert theme.scheme_in_use() == scheme
    assert theme.text_scale() == 1.5
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == colours.window
    assert qapp.font().family() == "Noto Sans"
    assert theme.pixels(20) == 30


def test_text_scale_stays_within_reason(qapp: QApplication) -> None:
    theme.apply(qapp, "light", 9.0)
    assert theme.text_scale() == 2.0
    theme.apply(qapp, "light", 0.1)
    assert theme.text_scale() == 1.0


def test_icons_follow_the_scheme(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "light", 1.0)
    button = QPushButton("Print")
    qtbot.addWidget(button)
    theme.put_icon(button, "printer", "text")
    light = button.icon().pixmap(20, 20).toImage()
    theme.apply(qapp, "dark", 1.0)
    dark = button.icon().pixmap(20, 20).toImage()
    assert light != dark


def test_icons_can_wait_for_the_first_paint(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "light", 1.0)
    theme.dress_lightly(qapp)
    label = QLabel()
    qtbot.addWidget(label)
    theme.put_icon(label, "activity")
    assert label.pixmap().isNull()
    theme.dress_fully(qapp)
    assert not label.pixmap().isNull()


def test_the_system_may_be_followed_from_the_first_paint_on(qapp: QApplication) -> None:
    theme.apply(qapp, "system", 1.0)
    theme.dress_fully(qapp)
    assert theme.scheme_in_use() in SCHEMES
    assert not theme.scheme_in_use().endswith("-high")
    theme.apply(qapp, "light", 1.0)


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_box_to_tick_is_seen_and_so_is_its_tick(
    qtbot: QtBot, qapp: QApplication, scheme: str, scale: float
) -> None:
    colours = theme.apply(qapp, scheme, scale)
    empty, ticked = inks(qtbot, is_ticked=False), inks(qtbot, is_ticked=True)
    assert max(contrast(ink, colours.window) for ink in empty) >= 4.5
    assert colours.muted in empty
    assert colours.accent not in empty
    assert colours.accent in ticked
    assert max(contrast(ink, colours.accent) for ink in ticked - {colours.window}) >= 4.5
    theme.apply(qapp, "light", 1.0)


def inks(qtbot: QtBot, *, is_ticked: bool) -> set[str]:
    """Return the colours of a box to tick without words, inside of where its focus would show."""
    box = QCheckBox()
    qtbot.addWidget(box)
    box.setChecked(is_ticked)
    box.resize(box.sizeHint())
    drawn = box.grab().toImage()
    inner = range(3, min(drawn.width(), drawn.height()) - 3)
    return {drawn.pixelColor(x, y).name() for x in inner for y in inner}
