"""The real guideline pack, catalogue and words, and a shown window to put pages in."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.responses import AnswerBook
from desktop.packwords import PackWords
from desktop.pages.visitparts import Books
from desktop.reasons import RuleWords
from desktop.widgets.taborder import next_stop
from pathway.catalogue import read_catalogue
from pathway.guidelines import read_guidelines
from pathway.scorebook import read_scorebook
from resources import catalogue_tables, pack_tables, score_tables, words_tables


@cache
def books() -> Books:
    """Return what forms and plans are made from."""
    guidelines, catalogue = read_guidelines(pack_tables()), read_catalogue(catalogue_tables())
    tables = words_tables("en")
    words = PackWords(tables, RuleWords(tables, guidelines), catalogue, guidelines)
    return Books(guidelines, catalogue, words, read_scorebook(score_tables(), catalogue))


class Stops(QWidget):
    """A window that goes from stop to stop, as the program's own does."""

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002
        stop = next_stop(self, next)
        if stop is not None:
            stop.setFocus(Qt.FocusReason.TabFocusReason)
        return stop is not None


@contextmanager
def room(qtbot: QtBot, window: QWidget | None = None) -> Iterator[QWidget]:
    """Give a window of 1280 × 720 that is shown and active while the test runs."""
    window = window or QWidget()
    QVBoxLayout(window).setContentsMargins(0, 0, 0, 0)
    window.resize(1280, 720)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    try:
        yield window
    finally:
        window.close()
        window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def put(window: QWidget, *widgets: QWidget) -> None:
    """Show widgets in a window, one beneath the other."""
    layout = window.layout()
    assert layout is not None
    for widget in widgets:
        layout.addWidget(widget)
        widget.show()


def answer_book(refusal: str = "") -> AnswerBook:
    """Return what answers to suggestions are asked for with."""
    return AnswerBook(books().catalogue, books().words, refusal)
