"""Keeps what stands on a visit form while somebody types, and puts it back afterwards.

Whatever is typed is on the disk within a second, and at once when the focus leaves a text, the page
is left, the window closed or locked. So leaving asks nothing, unless a draft could not be kept.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from desktop.pages.keeping import Keeping
from desktop.pages.leavebar import LeaveBar
from desktop.pages.soon import Soon
from desktop.pages.visitdraft import draft_of
from desktop.pages.visittab import VisitTab
from desktop.trouble import Trouble
from desktop.words import tr
from pathway.drafts import DraftKey, KeptDraft
from pathway.records import Changes, ChartView, RecordedVisit, VisitId

if TYPE_CHECKING:
    from desktop.desk import Desk


class Drafting(QObject):
    """The way of a draft from the visit form to the store and back."""

    def __init__(self, desk: "Desk", visit: VisitTab, keeping: Keeping, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._visit = visit
        self._keeping = keeping
        self._bar: LeaveBar = keeping.bar
        self._has_failed = False
        self._discarded: KeptDraft | None = None
        self._soon = Soon(page)
        self._connect()

    def begin(self) -> None:
        """Start with the chart in front, and give the keyboard that waited for it."""
        if self._visit.view is not None:
            self.start(self._visit.view)
            if self._visit.hasFocus():
                self._visit.focus_start()

    def go_on(self) -> None:
        """Show what follows from a signed visit in its place."""
        if self._visit.view is not None:
            self._visit.start(self._visit.view, self._desk.today)
            if self._visit.hasFocus():
                self._visit.focus_start()

    def start(self, view: ChartView, *, amends: bool = True) -> None:
        """Go on with what was typed last, or with the visit that is recorded.

        An amendment that is not finished is passed by where nobody ``amends``.
        """
        self._soon.stop()
        self._discarded = None
        self._bar.hide()
        drafts = self._desk.drafts.of_problem(view.problem_id)
        fit = [one for one in drafts if _can_go_on(one, view, amends=amends)]
        if fit:
            self._restore(view, max(fit, key=_age))
        else:
            self._visit.start(view, self._desk.today)

    def start_again(self, view: ChartView) -> None:
        """Show the visit in hand as it is recorded now; what is typed stays, or what is read."""
        form, reading = self._visit.form, self._visit.reading
        is_there = form is not None and form.visit_id in {one.id for one in view.visits}
        if form is not None and form.draft_form == "amendment" and reading is None:
            if not is_there or not form.has_unsaved():
                self.read(view, form.visit_id)
            return
        if form is None or not form.has_unsaved():
            self.start(view, amends=False)
        elif not is_there:
            form.visit_id = None
        if reading is not None:
            self._visit.read(reading.id)

    def amend(self, view: ChartView, recorded: RecordedVisit) -> None:
        """Begin to amend a signed visit, or go on with it; the visit in hand is kept meanwhile."""
        if not self.may_leave():
            return
        drafts = self._desk.drafts.of_problem(view.problem_id)
        fit = [one for one in drafts if one.draft.form == "amendment" and _can_go_on(one, view)]
        if fit:
            self._restore(view, fit[0])
        else:
            self._bar.hide()
            self._visit.amend(recorded)
        if fit and fit[0].draft.visit != recorded.id:
            self._bar.tell(
                tr("This amendment is not finished. Save or discard it, then amend another visit.")
            )
        self._visit.focus_start()

    def read(self, view: ChartView, visit_id: VisitId | None) -> None:
        """Read a signed visit; the visit in hand waits behind it as it was left."""
        self.start(view, amends=False)
        self._visit.read(visit_id)
        self._visit.focus_start()

    def may_leave(self) -> bool:
        """Keep what is typed; ask in place only if that has failed."""
        self.keep_now()
        if self._has_failed and self._visit.has_unsaved():
            self._bar.ask(
                tr("What was typed at this visit is not saved and could not be kept as a draft.")
            )
            return False
        return True

    @Slot()
    def keep_now(self) -> None:
        """Have what stands on the form written, unless all of it is."""
        form = self._visit.in_hand
        if form is None or not form.has_unsaved():
            self._soon.stop()
            return
        self._soon.stop()
        if self._keeping.is_saving and form.answers is form.sent:
            return
        self._desk.drafts.keep(draft_of(form), self.take_trouble)

    @Slot(object)
    def on_kept(self, kept: KeptDraft) -> None:
        """Say that what is typed is safe."""
        form = self._visit.in_hand
        if form and kept.draft.key == DraftKey(form.view.problem_id, form.draft_form):
            self._has_failed = False
            if form.has_unsaved():
                form.bar.show_draft(kept.kept_at)

    @Slot(object)
    def take_trouble(self, trouble: Trouble) -> None:
        """Say that a draft could not be kept: from now on leaving asks again."""
        self._has_failed = True
        said = tr("What is typed here could not be kept. {why}")
        self._bar.tell(said.format(why=trouble.sentence))

    @Slot()
    def on_discard(self) -> None:
        """Throw away what was restored; it can be brought back while the chart is open."""
        form = self._visit.form
        if form is None:
            return
        view, key = form.view, DraftKey(form.view.problem_id, form.draft_form)
        discarded = KeptDraft(draft_of(form), self._desk.user, self._desk.now())
        self._soon.stop()
        self._desk.drafts.discard(key, self.take_discarded)
        if key.form == "amendment":
            self.read(view, form.visit_id)
        else:
            self._visit.start(view, self._desk.today)
            self._visit.focus_start()
        self._discarded = discarded
        self._bar.show_discarded()

    @Slot(object)
    def take_discarded(self, changes: Changes) -> None:
        """Nothing is left to do: the form was started again already."""

    @Slot()
    def on_bring_back(self) -> None:
        """Put back what was discarded a moment ago."""
        kept, view = self._discarded, self._visit.view
        if kept is not None and view is not None and kept.draft.problem == view.problem_id:
            self._restore(view, kept)
            self.keep_now()
            self._visit.focus_start()

    def _restore(self, view: ChartView, kept: KeptDraft) -> None:
        self._visit.start_from(view, self._desk.today, kept)
        self._bar.show_restored(kept.kept_at)

    def _connect(self) -> None:
        self._soon.due.connect(self.keep_now)
        self._visit.touched.connect(self._soon.touch)
        self._desk.drafts.kept.connect(self.on_kept)
        self._bar.thrown_away.connect(self.on_discard)
        self._bar.brought_back.connect(self.on_bring_back)
        self._visit.amendment_thrown_away.connect(self.on_discard)


def _can_go_on(kept: KeptDraft, view: ChartView, *, amends: bool = True) -> bool:
    """Say whether a draft is one of these forms, and of an amendment its visit still there."""
    if kept.draft.form != "amendment":
        return kept.draft.form == "visit"
    signed = {one.id for one in view.visits if one.signed_by}
    return amends and kept.draft.visit in signed


def _age(kept: KeptDraft) -> datetime:
    return kept.kept_at
