"""A page of one form that is kept while somebody types, and saved or left as it was."""

from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.actions import ActionId
from desktop.notice import Notice
from desktop.pages.leavebar import LeaveBar
from desktop.pages.piecedform import PiecedPage, foot_of
from desktop.pages.soon import Soon
from desktop.pages.typed import Place, put_typed, typed_in
from desktop.trouble import Trouble
from desktop.widgets.banner import Banner, gone_mark
from desktop.words import tr
from pathway.drafts import Draft, DraftKey, KeptDraft
from pathway.records import Changes, ChartView, DraftForm

if TYPE_CHECKING:
    from desktop.desk import Desk

Typed: TypeAlias = tuple[tuple[str, str], ...]


class DraftPage(PiecedPage):
    """Keeps what is typed as a draft; each page says what its fields hold and how to save it."""

    back: QPushButton
    save: QPushButton
    left = Signal()
    """Nothing is left to do here: what lies behind the page is wanted again."""

    def __init__(self, desk: "Desk", key: DraftKey, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._key = key
        self._is_sent = self._has_failed = self._was_warned = False
        self._recorded: Typed = ()
        self._kept: Typed = ()
        self.notice = Notice(self)
        self.bar = LeaveBar(self)
        self._soon = Soon(self)
        self._soon.due.connect(self.keep_now)
        self.bar.thrown_away.connect(self.on_discard)

    def places(self) -> tuple[Place, ...]:
        """Return the fields by name, with what stands in each."""
        raise NotImplementedError

    @property
    def is_telling(self) -> bool:
        """Whether the fields say anything yet that could be kept."""
        return self.form.is_made

    def can(self, action: ActionId) -> bool:
        """Say which actions make sense here."""
        return action in {"save", "back"}

    def act(self, action: ActionId) -> None:
        """Save, or go back."""
        if action == "save":
            self.on_save()
        elif action == "back":
            self.on_back()

    def may_leave(self) -> bool:
        """Keep what was typed; warn once where that failed."""
        self.keep_now()
        asks, self._was_warned = self._has_failed and not self._was_warned, self._has_failed
        return not asks

    @Slot()
    def keep_now(self) -> None:
        """Have what was typed written; no draft is left of what is recorded like that."""
        self._soon.stop()
        if self._is_sent or not self.is_telling:
            return
        typed = typed_in(self.places())
        if typed == self._kept:
            return
        self._kept = typed
        if typed == self._recorded:
            self._desk.drafts.discard(self._key, self.on_discarded, self.on_not_kept)
        else:
            self._desk.drafts.keep(Draft(*self._key, typed=typed), self.on_not_kept)

    @Slot()
    def on_back(self) -> None:
        """Go back; what is typed stays as a draft."""
        if self.may_leave():
            self.left.emit()

    @Slot()
    def on_save(self) -> None:
        """Check the fields and save them."""
        raise NotImplementedError

    def on_refused(self, trouble: Trouble) -> None:
        """Say why nothing was kept, and let it be corrected."""
        self._is_sent = False
        self.notice.tell(trouble.sentence, "danger")

    @Slot(object)
    def on_not_kept(self, trouble: Trouble) -> None:
        """Say that a draft could not be kept."""
        self._has_failed, self._kept = True, self._recorded
        said = tr("What is typed here could not be kept: leaving once more drops it. {why}")
        self.notice.tell(said.format(why=trouble.sentence), "warn")

    @Slot()
    def on_discard(self) -> None:
        """Throw away what was restored, and show what is recorded."""
        self._soon.stop()
        recorded = dict(self._recorded)
        for place in self.places():
            place.put(recorded.get(place.name, ""))
        self._kept = self._recorded
        self._desk.drafts.discard(self._key, self.on_discarded, self.on_refused)

    def on_discarded(self, changes: Changes) -> None:
        """What is typed is what is recorded again: no draft of it is left."""
        self.bar.hide()

    def note_recorded(self) -> None:
        """Take what stands in the fields for what is recorded: that is no draft."""
        self._recorded = self._kept = typed_in(self.places())

    def restore(self) -> None:
        """Put back what was typed and not saved."""
        for kept in self._desk.drafts.of_problem(self._key.problem):
            if kept.draft.form == self._key.form:
                self.put_back(kept)

    def put_back(self, kept: KeptDraft) -> None:
        """Show a draft, and say of when it is."""
        put_typed(self.places(), kept)
        self._kept = typed_in(self.places())
        self.bar.show_restored(kept.kept_at)

    def lay_out(self, above: tuple[QWidget, ...]) -> None:
        """Lay the form between what stands above it and the two buttons."""
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for part in above:
            box.addWidget(part)
        box.addWidget(self.form, 1)
        box.addWidget(foot_of(self, self.back, self.save))
        self.save.clicked.connect(self.on_save)
        self.back.clicked.connect(self.on_back)


class PatientPage(DraftPage):
    """Such a page about somebody who is registered; it shows what is changed elsewhere."""

    def __init__(self, desk: "Desk", view: ChartView, form: DraftForm, parent: QWidget) -> None:
        super().__init__(desk, DraftKey(view.problem_id, form), parent)
        self._view = view
        self.banner = Banner(self)
        self.show_patient()

    def begin(self) -> None:
        """Lay everything out, and fill the fields as soon as they are there."""
        once = Qt.ConnectionType.SingleShotConnection
        self.form.made.connect(self.on_made, once)
        self.form.arrived.connect(self.on_arrived, once)
        self._desk.changed.connect(self.on_changed)
        self.lay_out((self.banner, self.bar, self.notice))

    def show_patient(self) -> None:
        """Say in the banner who this is, as everything is recorded now."""
        desk, view = self._desk, self._view
        flags = desk.advice.flags(view.problem_id)
        self.banner.gone = gone_mark(desk.work.held(view.patient_id))
        self.banner.show_chart(view.chart, desk.today, flags, desk.guidelines.medicines)

    @Slot()
    def on_made(self) -> None:
        """Show what is recorded and what was typed, and listen from now on."""
        raise NotImplementedError

    def show_news(self) -> None:
        """Show what is recorded now."""
        raise NotImplementedError

    @Slot(object)
    def on_changed(self, changes: Changes) -> None:
        """Show what was put back by undo or saved elsewhere, unless something is typed."""
        is_mine = self._view.patient_id in changes.patients
        if self._is_sent or not is_mine or not self.form.is_made:
            return
        self.keep_now()
        if self._kept == self._recorded:
            self.show_news()

    @Slot()
    def on_arrived(self) -> None:
        """Give the keyboard, if it waits here, to the first field."""
        self.setFocusProxy(self.form)
        if self.window().focusWidget() is self:
            self.form.setFocus(Qt.FocusReason.OtherFocusReason)
