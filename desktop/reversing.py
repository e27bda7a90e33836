"""Undo and redo in the window: named in the menu, offered after a save, done by the desk."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.window import Window
from pathway.records import Changes

if TYPE_CHECKING:
    from desktop.desk import Desk
    from desktop.rooms import Rooms


class Reversing(QObject):
    """Carries undo and redo between the window and the desk."""

    def __init__(self, desk: "Desk", window: Window, rooms: "Rooms") -> None:
        super().__init__(rooms)
        self._corrections = desk.corrections
        self._desk = desk
        self._window = window
        self._rooms = rooms
        window.undoing.connect(self.on_undo)
        window.redoing.connect(self.on_redo)
        window.state.undo.clicked.connect(self.on_undo)
        self._corrections.changed.connect(self.on_named)
        self._corrections.look_again()

    @Slot()
    def on_named(self) -> None:
        """Say by name what undo and redo would do."""
        undo, redo = self._corrections.undo_text, self._corrections.redo_text
        self._window.bar.name_reversals(undo, redo)
        self._window.state.name_undo(undo)

    @Slot()
    def on_undo(self) -> None:
        self._corrections.undo(self.take_undone)

    @Slot()
    def on_redo(self) -> None:
        self._corrections.redo(self.take_redone)

    @Slot(object)
    def take_undone(self, changes: Changes) -> None:
        """Say that it is undone, and show the chart as it is now."""
        self._window.state.show_undone(self._desk.now(), is_again=False)
        self._show(changes)

    @Slot(object)
    def take_redone(self, changes: Changes) -> None:
        """Say that it is done again, and show the chart as it is now."""
        self._window.state.show_undone(self._desk.now(), is_again=True)
        self._show(changes)

    def _show(self, changes: Changes) -> None:
        chart = self._rooms.chart
        if chart is not None and chart.view and chart.view.problem_id == changes.problem:
            chart.drafting.start_again(chart.view)
