"""The room of the access log: its page above the one in front, and the way back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from desktop import show
from desktop.window import Window
from desktop.words import tr
from pathway.audited import Subject
from pathway.records import ChartView

if TYPE_CHECKING:
    from desktop.desk import Desk
    from desktop.pages.logpage import LogPage
    from desktop.rooms import Rooms


class LogRoom(QObject):
    """Shows who looked, of the whole clinic or of the chart in front."""

    def __init__(self, desk: "Desk", window: Window, rooms: "Rooms") -> None:
        super().__init__(rooms)
        self.page: LogPage | None = None
        self._desk = desk
        self._window = window
        self._rooms = rooms
        self._came_from: QWidget | None = None
        window.asking_log.connect(self.show_clinic)

    @Slot()
    def show_clinic(self) -> None:
        """Show the log of the whole clinic."""
        self._show(None, tr("Access log"))

    @Slot()
    def show_patient(self) -> None:
        """Show who looked at the chart in front."""
        chart = self._rooms.chart
        if chart is not None and chart.view is not None:
            patient = chart.view.chart.patient
            title = tr("Who looked at the record of {patient}")
            name = show.patient_name(patient)
            self._show(_subject(chart.view), title.format(patient=name))

    @Slot()
    def on_left(self) -> None:
        """Go back to the page that was in front."""
        if self._came_from is not None:
            self._window.show_page(self._came_from)
        self.drop()

    def drop(self) -> None:
        """Take the page out of the window."""
        if self.page is not None:
            self._window.drop_page(self.page)
            self.page = None

    def _show(self, subject: Subject | None, title: str) -> None:
        if not self._desk.log.may_read or not self._rooms.may_leave():
            return
        from desktop.pages.logpage import LogPage

        front = self._window.pages.currentWidget()
        if front is not self.page:
            self._came_from = front
        old = self.page
        self._desk.log.opened_log(subject)
        self.page = LogPage(self._desk, subject, title, self._window.pages)
        self.page.left.connect(self.on_left)
        self._window.show_page(self.page)
        if old is not None:
            self._window.drop_page(old)


def _subject(view: ChartView) -> Subject:
    patient = view.chart.patient
    return Subject(view.patient_id, patient.family_name, patient.given_name, patient.number)
