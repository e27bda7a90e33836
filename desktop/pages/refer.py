"""The page of referrals: sent, seen, answered; a later state of one is one key."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.pages.flowpage import FlowPage
from desktop.pages.referform import ReferForm
from desktop.pages.referralthreads import ReferralWords
from desktop.words import tr
from pathway.facts import Referral, ReferralState
from pathway.readable import words_of
from pathway.records import Changes, ChartView
from pathway.referring import Thread

if TYPE_CHECKING:
    from desktop.desk import Desk


class ReferPage(FlowPage):
    """Refers, and notes how far a referral got; it stays in front for the next entry."""

    form: ReferForm
    letter_wanted = Signal(str, str, str)
    """The kind of the letter that fits, to whom it goes, what is asked; the draft stays."""

    def __init__(self, desk: "Desk", view: ChartView, parent: QWidget) -> None:
        super().__init__(desk, view, "referral", parent)
        self.form = ReferForm(desk.today, ReferralWords(desk.catalogue, desk.today), self)
        self.save.setText(tr("&Save"))
        self.begin()
        self.form.list.moved.connect(self.on_moved)
        self.form.letter.clicked.connect(self.on_letter)

    def send(self) -> None:
        """Have the store keep what stands in the form."""
        self._keep(self.form.told())

    def on_saved(self, changes: Changes) -> None:
        """Show it in the list, and be ready for the next."""
        self.go_on()

    @Slot()
    def on_letter(self) -> None:
        """Ask for the letter that fits this referral."""
        form = self.form
        texts = (words_of(line.text()) for line in (form.to, form.asked))
        self.letter_wanted.emit(form.kind.value(), *texts)

    @Slot(object, str)
    def on_moved(self, thread: Thread, state: str) -> None:
        """Note today that a referral came further; an answer is asked for its gist first."""
        if state == "answered":
            self.form.answer(thread)
            return
        if not self._is_sent:
            self._is_sent = True
            moved = Referral(thread.kind, self._desk.today, cast(ReferralState, state))
            self._keep(moved)

    @Slot()
    def on_back(self) -> None:
        """Go back: from an answer that is asked for to the referrals, from there to the chart."""
        if self.form.answering is None:
            super().on_back()
            return
        self.form.answer(None)
        self.show_news()
        self.form.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self, made: Referral) -> None:
        self._desk.flows.refer(self._view.problem_id, made, self.on_saved, self.on_refused)
