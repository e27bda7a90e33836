"""The plan: what the rules conclude today, in the order in which a clinician needs it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QWidget

from desktop.models.responses import AnswerBook
from desktop.pages.optionscard import OptionsCard
from desktop.pages.plansheet import PlanSheet, PlanTold
from desktop.widgets.findings import WhyCard
from desktop.widgets.form import em
from desktop.widgets.slices import Slices
from desktop.widgets.taborder import tab_in_order
from desktop.words import tr
from pathway.assessment import Assessment
from pathway.facts import Region
from pathway.guidelines import Guidelines
from pathway.responses import Response

TWO_COLUMNS_EMS = 52


class PlanPage(QScrollArea):
    """Scrolls the plan of a day: its dangers are there at once, the rest comes in slices."""

    emergency_wanted = Signal()
    flow_wanted = Signal(str)
    """The flow that is wanted: escalating, clearing, referring."""
    visit_wanted = Signal()
    medical_wanted = Signal()

    answered = Signal(object)
    """A Response that is to be kept."""
    plan_wanted = Signal(str)
    """An accepted option is to be planned; its id."""

    def __init__(
        self, guidelines: Guidelines, book: AnswerBook, parent: QWidget, *, is_past: bool = False
    ) -> None:
        super().__init__(parent)
        self._is_past = is_past
        self._guidelines = guidelines
        self._book = book
        self._sheet: PlanSheet | None = None
        self._slices: Slices | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Plan"))

    @property
    def cards(self) -> list[WhyCard]:
        """The conclusions; those that were not made yet are made now."""
        self.finish()
        return self._sheet.cards if self._sheet else []

    @property
    def options(self) -> OptionsCard | None:
        """The treatment options, whole; None where none are shown."""
        self.finish()
        return self._sheet.options if self._sheet else None

    def show_assessment(
        self,
        assessment: Assessment | None,
        responses: tuple[Response, ...] = (),
        region: Region | None = None,
    ) -> None:
        """Show what was concluded and answered; None is shown as what it is: no advice."""
        told = PlanTold(assessment, responses, region, self._is_past)
        self._sheet = sheet = PlanSheet(self._guidelines, self._book, told, self)
        sheet.answering.answered.connect(self.answered)
        sheet.answering.plan_wanted.connect(self.plan_wanted)
        sheet.emergency_wanted.connect(self.emergency_wanted)
        sheet.flow_wanted.connect(self.flow_wanted)
        sheet.visit_wanted.connect(self.visit_wanted)
        sheet.medical_wanted.connect(self.medical_wanted)
        self._reflow()
        self.setWidget(sheet)
        tab_in_order(sheet)
        self._slices = Slices((sheet,), sheet)
        self._slices.done.connect(self.on_whole)
        self._slices.start()

    def take_responses(self, responses: tuple[Response, ...]) -> None:
        """Take the answers that were given meanwhile: each part changes in its place."""
        if self._sheet:
            self._sheet.answering.take(responses)

    def finish(self) -> None:
        """Have the whole plan there now."""
        if self._slices:
            self._slices.finish()

    def first(self) -> QWidget:
        """Return where the keyboard begins: the first thing to be asked or done, or its place."""
        return self._first_button() or self

    @Slot()
    def on_whole(self) -> None:
        """Put Tab in order, and pass on the keyboard that waited for something that takes it."""
        if self._sheet:
            tab_in_order(self._sheet)
        button = self._first_button() if self.hasFocus() else None
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002
        if self.hasFocus():
            self.finish()
            if not self.hasFocus():
                return True
        return super().focusNextPrevChild(next)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._reflow()

    def _first_button(self) -> QWidget | None:
        buttons = self._sheet.findChildren(QPushButton) if self._sheet else []
        seen = (button for button in buttons if button.isVisibleTo(self))
        return next(seen, None)

    def _reflow(self) -> None:
        if self._sheet:
            self._sheet.set_wide(self.width() >= TWO_COLUMNS_EMS * em(self))
