"""What the pages of the flows share: a form above the chart that is kept, checked and saved."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.pages.draftpage import PatientPage
from desktop.pages.piecedform import PiecedForm
from desktop.pages.typed import Place
from desktop.widgets.dates import DateField, DayLimits
from desktop.widgets.form import Form, plain
from desktop.widgets.taborder import tab_in_order
from desktop.words import tr
from pathway.records import Changes, ChartView, DraftForm

if TYPE_CHECKING:
    from desktop.desk import Desk


class FlowForm(PiecedForm):
    """A form of a flow: it can be emptied, checked, and says what stands in it."""

    touched = Signal()

    def __init__(self, title: str, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self._today = today
        self.days: tuple[DateField, ...] = ()
        # A layout aligned to the top is never higher than lines of answers that do not wrap.
        self.box.setAlignment(Qt.AlignmentFlag(0))
        self.add(plain(title, self.content, "h1"))

    def begin_with(self, *parts: Callable[[Form], None]) -> None:
        """Add these sections, one at a time."""
        self.begin((*(partial(self.put_by, part) for part in parts), self._fill_up))

    def set_today(self, today: date) -> None:
        """Go on with another day: midnight passed while the page was open."""
        self._today = today
        for field in self.days:
            field.set_today(today)
            field.set_limits(DayLimits(latest=today))

    def _fill_up(self) -> None:
        self.box.addStretch(1)

    def places(self) -> tuple[Place, ...]:
        """Return the fields by name, with what stands in each."""
        raise NotImplementedError

    def show_view(self, view: ChartView) -> None:
        """Show what is recorded now."""
        raise NotImplementedError

    def show_problems(self) -> bool:
        """Show what is wrong beneath each field; True when something is."""
        raise NotImplementedError

    def first(self) -> QWidget:
        """Return where the keyboard begins."""
        raise NotImplementedError


class FlowPage(PatientPage):
    """A page of a flow: saving leaves it, unless the flow goes on with another entry."""

    form: FlowForm
    emergency_wanted = Signal()
    settled = Signal()

    def __init__(self, desk: "Desk", view: ChartView, form: DraftForm, parent: QWidget) -> None:
        super().__init__(desk, view, form, parent)
        self.back = QPushButton(tr("&Back to the chart"), self)
        self.save = QPushButton(tr("&Save"), self)

    def places(self) -> tuple[Place, ...]:
        """Return the fields by name, with what stands in each."""
        return self.form.places()

    @Slot()
    def on_save(self) -> None:
        """Check the fields and save them."""
        if self._is_sent:
            return
        self.form.finish()
        if self.form.show_problems():
            self.form.show_first_problem()
            return
        self._soon.stop()
        self._is_sent = True
        self.send()

    def send(self) -> None:
        """Have the store keep what stands in the form; it has no problems."""
        raise NotImplementedError

    def on_saved(self, changes: Changes) -> None:
        """Go back to the chart, which shows it now."""
        self.left.emit()

    def go_on(self) -> None:
        """Be ready for another entry."""
        self._is_sent = False
        for place in self.places():
            place.put("")
        self.show_news()
        self.note_recorded()
        self.bar.hide()
        self.form.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def show_news(self) -> None:
        """Show what is recorded now."""
        view = self._desk.view(self._view.problem_id)
        if view is None:
            return
        self._view = view
        self.show_patient()
        focused: QWidget | None = self.window().focusWidget()
        is_mine = focused is not None and self.isAncestorOf(focused)
        self.form.show_view(view)
        self.form.setFocusProxy(self.form.first())
        tab_in_order(self)
        if is_mine and focused is not None and not focused.isVisible():
            self.form.first().setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def on_day(self, today: date) -> None:
        """Count from another day on."""
        self.form.make_all()
        self.form.set_today(today)
        self.show_news()

    @Slot()
    def on_made(self) -> None:
        """Show what is recorded and what was typed, and listen from now on."""
        self.form.show_view(self._view)
        self.note_recorded()
        self.restore()
        self.form.setFocusProxy(self.form.first())
        self.form.touched.connect(self._soon.touch)
        self._desk.day_changed.connect(self.on_day)
        tab_in_order(self)
