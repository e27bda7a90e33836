"""Scenes about the program itself: settings, sources and limits, a report, about."""

from collections.abc import Iterator

from PySide6.QtCore import Qt

from desktop.commands.hands import TourStopped
from desktop.commands.stage import CTRL, Condition, Scene, Stage, show_everybody
from desktop.pages.settings import SettingsPage
from desktop.words import tr

SHIFT = Qt.KeyboardModifier.ShiftModifier


def program_scenes() -> tuple[Scene, ...]:
    """Return the pages about the program, above the list of patients."""
    return (
        Scene("settings", _show_settings),
        Scene("settings-numbers", _show_numbers),
        Scene("settings-found", _search),
        Scene("settings-none", _search_nothing),
        Scene("sources", _show_sources),
        Scene("report", _show_report),
        Scene("about", _show_about),
    )


def _show_settings(stage: Stage) -> Iterator[Condition]:
    yield from show_everybody(stage)
    stage.hands.press(Qt.Key.Key_Comma, CTRL)
    yield stage.is_quiet


def _show_numbers(stage: Stage) -> Iterator[Condition]:
    """Show what stands on papers, half filled in."""
    page = _settings(stage)
    if page.paper is not None:
        for name, text in (
            ("address", "P.O. Box 230\nKilifi-Mnarani"),
            ("ambulance", "1199"),
            ("emergency_department", "041 752 2133"),
        ):
            page.paper.fields[name].setText(text)
        page.form.bring_into_view(page.paper.fields["ambulance"], page.height())
    yield stage.is_quiet


def _search(stage: Stage) -> Iterator[Condition]:
    _settings(stage).search.setFocus()
    stage.hands.type(tr("Lock after"))
    yield stage.is_quiet


def _search_nothing(stage: Stage) -> Iterator[Condition]:
    stage.hands.type("zzz")
    yield stage.is_quiet


def _show_sources(stage: Stage) -> Iterator[Condition]:
    for _ in range(2):
        stage.hands.press(Qt.Key.Key_Escape)
    stage.hands.press(Qt.Key.Key_F1, CTRL)
    yield stage.is_quiet


def _show_report(stage: Stage) -> Iterator[Condition]:
    stage.hands.press(Qt.Key.Key_Escape)
    stage.hands.press(Qt.Key.Key_F1, CTRL | SHIFT)
    yield stage.is_quiet


def _show_about(stage: Stage) -> Iterator[Condition]:
    stage.hands.press(Qt.Key.Key_Escape)
    stage.hands.press(Qt.Key.Key_F1, SHIFT)
    yield stage.is_quiet


def _settings(stage: Stage) -> SettingsPage:
    page = stage.entrance.window.pages.currentWidget()
    if not isinstance(page, SettingsPage):
        raise TourStopped("the settings are not in front")
    return page
