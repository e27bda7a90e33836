"""The visit: red flags, pain, examination, care and note on one page that never loses a word."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.models import interview as asking
from desktop.models.occasion import is_by_telephone, written_on
from desktop.models.planned import chart_with
from desktop.packwords import PackWords
from desktop.pages.actionbar import ActionBar
from desktop.pages.frompaper import FromPaper
from desktop.pages.livecheck import Trial
from desktop.pages.partsprogress import progress_of
from desktop.pages.remarks import Remarks
from desktop.pages.signoff import SignOff
from desktop.pages.steps import Steps
from desktop.pages.visitparts import PAIN, Books, VisitParts
from desktop.widgets.form import em
from desktop.widgets.slices import Later
from desktop.words import ntr, tr
from pathway.coding import Code, Coded
from pathway.facts import Chart
from pathway.finding import RedFlags
from pathway.flagbook import FlagBook
from pathway.intake import Answers, answers_of, change, visit_from
from pathway.records import (
    CareEntry,
    ChartView,
    DraftForm,
    RecordedVisit,
    VisitEntry,
    VisitId,
)
from pathway.scoring import with_total

RAIL_EMS: Final = 52
STACK_EMS: Final = 42
LEAST_EMS: Final = 8
"""Height of the visit beside the question whether to sign: with less it is hidden."""
MOST_NAMED: Final = 8


class VisitForm(QWidget):
    """The form of one visit of one problem, new or not signed yet."""

    draft_form: DraftForm = "visit"
    """The form under which what is typed here is kept."""
    saving = Signal(object)
    """A VisitEntry that somebody wants to keep."""
    signing = Signal(object)
    """A VisitEntry that somebody wants to keep and sign."""
    emergency_wanted = Signal()
    refused = Signal(str)
    """Why nothing was saved."""
    touched = Signal()
    """Something on the form is not kept yet."""

    def __init__(
        self,
        books: Books,
        view: ChartView,
        recorded: RecordedVisit | None,
        today: date,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.view = view
        self.visit_id: VisitId | None = recorded.id if recorded else None
        self.answers = answers_of(recorded.visit) if recorded else Answers()
        self.changed_since_save = False
        self._again = Later(self.ask_again, self)
        self.sent = self.answers
        self.sent_care: tuple[CareEntry, ...] = ()
        self.flags: RedFlags | None = None
        self._recorded_at = recorded.visit.recorded_at if recorded else None
        self._books = books
        self.on = recorded.visit.on if recorded else today
        self._needed: frozenset[str] = frozenset()
        self._written = (written_on(recorded.visit) if recorded else today), today
        self.parts = VisitParts(books, view.chart, today, self)
        self._is_surrounded = False
        self._go_on()

    def _go_on(self) -> None:
        """Ask at once what is to be asked, now that the parts are there."""
        self.surround()
        self.begin()

    def surround(self) -> None:
        """Put around the parts what tells of all of them: rail, bar, remarks."""
        side = self.view.chart.problem.side
        self.remarks = Remarks(self, self.parts, self._books.catalogue, side)
        self.steps = Steps(self)
        self.sign_off = SignOff(self)
        self.bar = ActionBar(self)
        _lay_out(self)
        self.remarks.set_written(*self._written)
        self._is_surrounded = True

    def begin(self) -> None:
        """Ask what is to be asked, and show what was recorded."""
        self.parts.go_on()
        self.ask_again()
        self.parts.fill(self.answers, self.on, self.view.care)
        self.remarks.look()
        self._connect()
        self.bar.show_saved(is_saved=self.visit_id is not None)
        tell_progress(self)
        self.parts.put_in_order()

    @property
    def progress(self) -> asking.Progress:
        """Return how much of the red-flag screen has an answer."""
        return asking.progress(self._needed, self.answers)

    def entry(self) -> VisitEntry:
        """Return the visit as it stands on the form."""
        visit = visit_from(self.answers, self.on, self._recorded_at)
        care = self.parts.care_part.entries()
        return VisitEntry(self.view.problem_id, visit, care, self.visit_id, self.draft_form)

    def has_unsaved(self) -> bool:
        """Say whether the form holds something that is not kept."""
        parts = self.parts
        is_pending = parts.care_part.pending() or parts.planned.pending() or parts.paper.problem()
        return self.changed_since_save or bool(is_pending)

    def focus_start(self) -> None:
        """Go to where the visit goes on: the first question without an answer."""
        self.parts.interview.focus_first_open()

    def take_saved(self, visit_id: VisitId | None, care: tuple[CareEntry, ...]) -> None:
        """Note that everything on the form is kept now."""
        self.visit_id = visit_id or self.visit_id
        self.view = replace(self.view, care=care)
        self.parts.care_part.take_saved(care, self.sent_care)
        more_care = self.parts.care_part.entries()
        self.changed_since_save = self.answers is not self.sent or bool(more_care)
        if self.has_unsaved():
            self.touched.emit()
        self.bar.show_saved(is_saved=not self.changed_since_save)
        self._again.ask()  # the chart was just read in this turn

    def rest(self) -> None:
        """Do nothing more of itself: another page takes its place."""
        self.parts.hold()
        self.parts.check.rest()
        self._again.forget()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.parts.set_stacked(self.width() < STACK_EMS * em(self))
        if self._is_surrounded:
            self.make_room()

    @Slot()
    def make_room(self) -> None:
        """Give a low window to the question whether to sign; what has no room waits behind it.

        The rail stands where the whole of it has room.
        """
        is_asking = not self.sign_off.isHidden()
        left = self.height() - self.bar.sizeHint().height()
        left -= self.sign_off.sizeHint().height() if is_asking else 0
        self.parts.setHidden(is_asking and left < LEAST_EMS * em(self))
        is_wide = self.width() >= RAIL_EMS * em(self)
        self.steps.setVisible(is_wide and left >= self.steps.box.minimumSize().height())

    @Slot()
    def save(self) -> bool:
        """Ask for the visit to be kept; False when something on it cannot be accepted."""
        if not is_acceptable(self):
            return False
        self.saving.emit(_sent(self))
        return True

    @Slot()
    def ask_to_sign(self) -> None:
        """Show what stays open and ask whether to sign."""
        if is_acceptable(self):
            self.sign_off.ask(open_lines(self._needed, self.answers, self._books.words))
            self.make_room()

    @Slot(object, object)
    def on_entered(self, code: Code, given: Coded | None) -> None:
        changed = change(self.answers, code, given)
        self.answers = with_total(changed, code, self._books.scores)
        if may_raise(code, self._books.guidelines.flags):
            self.ask_again()
        self.on_changed()

    @Slot()
    def on_changed(self) -> None:
        day = self.parts.date.day()
        if day is not None and day != self.on:
            self.on = day
            self.ask_again()
        self.remarks.look()
        self.changed_since_save = True
        self.sign_off.hide()
        self.bar.show_saved(is_saved=False)
        tell_progress(self)
        self.parts.check.ask()
        self.touched.emit()

    @Slot(object)
    @Slot(object, tuple)
    def on_focused(self, question: QWidget, least: tuple[QWidget, ...] = ()) -> None:
        self.parts.bring_into_view(question, 4 * em(self), least)

    @Slot()
    def on_signed(self) -> None:
        self.sign_off.hide()
        self.make_room()
        if is_acceptable(self):
            self.signing.emit(_sent(self))

    def _connect(self) -> None:
        self.parts.entered.connect(self.on_entered)
        self.parts.date.changed.connect(self.on_changed)
        self.parts.scores.moved_to.connect(self.on_focused)
        self.parts.care_part.changed.connect(self.on_changed)
        self.parts.care_part.typing.connect(self.touched)
        self.parts.interview.finished.connect(self.parts.start_pain)
        self.parts.interview.focused.connect(self.on_focused)
        # And once more when it has its final place: it may have been made just now.
        self.parts.interview.focused.connect(self.on_focused, Qt.ConnectionType.QueuedConnection)
        self.parts.planned.typing.connect(self.touched)
        self.parts.check.trial = partial(trial_of, self)
        self.from_paper = FromPaper(self)
        self.steps.chosen.connect(self.parts.show_part)
        self.sign_off.signed.connect(self.on_signed)
        self.sign_off.left.connect(self.make_room)
        self.bar.save.clicked.connect(self.save)
        self.bar.sign.clicked.connect(self.ask_to_sign)
        if not self._books.may_sign:
            self.bar.shut_signing(tr("For clinicians. Ask one of them to do it."))
        self.bar.emergency.clicked.connect(self.emergency_wanted)

    def ask_again(self) -> None:
        """Ask what the answers so far make necessary."""
        before = chart_before(self.view, self.visit_id)
        guidelines = self._books.guidelines
        self._needed, self.flags = asking.needed(before, self.answers, self.on, guidelines)
        region = before.problem.region
        earlier = (visit for visit in before.visits if visit.on <= self.on)
        groups = asking.interview(guidelines.flags, region, self._needed, earlier)
        self.parts.interview.show_groups(groups)
        self.parts.body.compare(before, self.on)
        self.parts.scores.compare(before, self.on)
        self.parts.planned.show_before(before.visits, self.view.acknowledged)
        self.parts.examination.compare(before, self.on)
        self.parts.examination.show_flags(self.flags, self.on)


def _lay_out(form: VisitForm) -> None:
    for part, name in form.parts.named():
        form.steps.add(part, name)
    body = QHBoxLayout()
    body.setSpacing(0)
    body.addWidget(form.steps)
    body.addWidget(form.parts, 1)
    box = QVBoxLayout(form)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    box.addLayout(body, 1)
    form.parts.setMinimumHeight(1)  # in a low window it gives way, never the bar beneath
    box.addWidget(form.sign_off)
    box.addWidget(form.bar)
    form.setFocusProxy(form.parts.interview)


def is_acceptable(form: VisitForm) -> bool:
    """Focus the first thing that cannot be accepted and say what it is."""
    trouble = form.parts.first_trouble()
    if trouble is None:
        return True
    field, sentence = trouble
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    form.parts.bring_into_view(field, 3 * em(form))
    form.refused.emit(tr("Nothing was saved. {why}").format(why=sentence))
    return False


def _sent(form: VisitForm) -> VisitEntry:
    """Return the visit that goes to the store, and note what of the form that is."""
    entry = form.entry()
    form.sent, form.sent_care = form.answers, entry.care
    return entry


def tell_progress(form: VisitForm) -> None:
    """Say in the bar and beside the form how far each part has got."""
    done, level = form.progress, form.flags.level if form.flags else None
    form.bar.show_progress(done, level)
    for told in progress_of(form.parts, form.answers, done):
        form.steps.tell(told.part, told.state, told.is_done)


def may_raise(code: Code, flags: FlagBook) -> bool:
    """Tell whether an answer may raise a flag: also a sign, a mark on the chart, a score."""
    return code.side is not None or code.item.startswith("flag.") or code.item in flags.scores


def trial_of(form: VisitForm) -> Trial:
    """Return the chart as it would be with what stands on a form."""
    told = form.parts.care_part.entries_so_far()
    return Trial(chart_with(form.view, replace(form.entry(), care=told)), form.on)


class ComingForm(VisitForm):
    """A visit form that is begun in other turns than the one that makes its parts."""

    def _go_on(self) -> None:
        """Make nothing more before it is begun."""
        self.parts.hold()


def chart_before(view: ChartView, visit_id: VisitId | None) -> Chart:
    """Return the chart without the visit that is on the form."""
    others = tuple(one.visit for one in view.visits if one.id != visit_id)
    return replace(view.chart, visits=others)


def open_lines(needed: frozenset[str], answers: Answers, words: PackWords) -> tuple[str, ...]:
    """Return what a signature would leave open."""
    missing = asking.unanswered(needed, answers)
    lines = []
    if missing:
        count = ntr(
            "{count} red-flag question has no answer",
            "{count} red-flag questions have no answer",
            len(missing),
        )
        lines.append(f"{count}: {_named(missing, words)}")
    if is_by_telephone(answers.values()):
        lines.append(tr("By telephone: power, reflexes and tests were not examined."))
    elif not any(code.item.startswith("power.") for code in answers):
        lines.append(tr("Power was not examined."))
    if not any(code.item in PAIN[:2] for code in answers):
        lines.append(tr("Pain was not rated."))
    told_back = answers.get(Code("situation.told_back"))
    if told_back is None or told_back.value != "yes":
        lines.append(tr("The patient has not said the danger signs back."))
    return tuple(lines)


def _named(missing: tuple[str, ...], words: PackWords) -> str:
    """Return the first few of the missing items, and how many more there are."""
    named = "; ".join(words.short(item) for item in missing[:MOST_NAMED])
    more = len(missing) - MOST_NAMED
    return f"{named}; {ntr('{count} more', '{count} more', more)}" if more > 0 else named
