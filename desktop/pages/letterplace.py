"""Where the form of a letter stands: made with the first letter, kept while it is typed."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop import show
from desktop.pages.letterdraft import LetterDraft, Typed
from desktop.pages.soon import Soon
from desktop.pages.typed import Place, put_typed, typed_in
from desktop.trouble import Trouble
from desktop.widgets.choice import ChoiceButtons
from desktop.widgets.form import plain, restyled
from desktop.widgets.taborder import tab_after
from desktop.words import tr
from pathway.drafts import KeptDraft
from pathway.letters import UNWRITTEN, Writing
from pathway.records import ProblemId

if TYPE_CHECKING:
    from desktop.desk import Desk
    from desktop.pages.letterform import LetterForm

WRITTEN: Final = frozenset(
    {"urgent", "surgical_evaluation", "imaging", "physiotherapy", "work_note"}
)
"""The letters to which a clinician adds words and an addressee."""
FIRST: Final = "urgent"
KIND: Final = "kind"
LANGUAGE: Final = "language"


class LetterPlace(QWidget):
    """Holds the form of the letter that is chosen, and nothing for any other print.

    ``receiver`` is the language of the letter: it is chosen elsewhere, and is part of the draft.
    """

    changed = Signal()
    """What was typed is to be seen in the letter."""

    def __init__(self, desk: "Desk", receiver: ChoiceButtons, parent: QWidget) -> None:
        super().__init__(parent)
        self.form: LetterForm | None = None
        self.left_at = FIRST
        self.restored = plain("", self)
        self.throw = QPushButton(tr("Discard"), self)
        self._desk = desk
        self._receiver, self._usual = receiver, receiver.value()
        self._waiting: KeptDraft | None = None
        self._draft = LetterDraft(desk, self)
        self._soon = Soon(self)
        self._lay_out()

    def open(self, problem: ProblemId) -> None:
        """Go on with what was typed for a problem; nothing of another patient stays."""
        if problem == self._draft.problem:
            return
        self.keep_now()
        self._empty()
        self.left_at = FIRST
        self._waiting = self._draft.open(problem)
        if self._waiting is not None:
            self.left_at = dict(self._waiting.draft.typed).get(KIND, FIRST)
            put_typed((self._language(),), self._waiting)
        self._put_back()

    def show_kind(self, kind: str) -> None:
        """Show what can be added to this print."""
        if kind in WRITTEN:
            self.left_at = kind
            self._made().show_kind(kind)
            self._put_back()
        self.setVisible(kind in WRITTEN)

    def writing(self, kind: str) -> Writing:
        """Return what was typed for this print."""
        return self.form.writing() if self.form and kind in WRITTEN else UNWRITTEN

    def begin(self, to: str, asked: str) -> None:
        """Put in what was told of a referral."""
        if self.form is not None:
            self.form.to.look_up(to)
            self.form.asks.setText(asked)

    def end(self, kind: str, writing: Writing) -> None:
        """Note that a letter with these words was printed: nothing of it is unfinished."""
        if kind in WRITTEN and self.writing(kind) == writing:
            self._soon.stop()
            self._draft.end(self._typed())

    def may_leave(self) -> bool:
        """Keep what was typed; warn once where that failed."""
        self.keep_now()
        return self._draft.may_leave()

    @Slot()
    def keep_now(self) -> None:
        """Have what was typed written, unless it is."""
        self._soon.stop()
        self._draft.keep(self._typed())

    @Slot()
    def on_throw(self) -> None:
        """Throw away what was typed before and what was typed now."""
        self._empty()
        self._draft.end(())
        self.changed.emit()

    @Slot()
    def on_ended(self) -> None:
        """Nothing is unfinished any more."""
        self._show_restored(None)

    @Slot(object)
    def take_trouble(self, trouble: Trouble) -> None:
        """Say that what is typed could not be kept."""
        said = tr("What is typed here could not be kept: leaving once more drops it. {why}")
        self._tell(said.format(why=trouble.sentence), "warn")

    def _typed(self) -> Typed:
        """Return what would be kept now; a draft that waits for its form counts as it is."""
        if self._waiting is not None:
            told = self._waiting.draft.typed
            typed: Typed = tuple(one for one in told if one[0] not in {KIND, LANGUAGE})
        else:
            typed = typed_in(self.form.places()) if self.form else ()
        typed += typed_in((self._language(),))
        return (*typed, (KIND, self.left_at)) if typed else ()

    def _language(self) -> Place:
        chosen = self._receiver.value()
        return Place(LANGUAGE, "" if chosen == self._usual else chosen, self._choose)

    def _choose(self, code: str) -> None:
        with QSignalBlocker(self._receiver):
            self._receiver.set_value(code or self._usual)

    def _put_back(self) -> None:
        """Show what was typed before, as soon as there is a form for it."""
        if self.form is None or self._waiting is None:
            return
        kept, self._waiting = self._waiting, None
        put_typed(self.form.to.places()[:1], kept)  # who is picked fills the fields that follow
        put_typed(self.form.places(), kept)
        self._show_restored(kept)

    def _empty(self) -> None:
        """Empty every field."""
        if self.form is not None:
            self.form.clear()
        self._waiting = None
        self._choose("")
        self._show_restored(None)
        self._soon.stop()

    def _show_restored(self, kept: KeptDraft | None) -> None:
        at = show.moment(kept.kept_at.astimezone()) if kept else ""
        self._tell(tr("Restored what was typed at {time}.").format(time=at) if kept else "", "info")
        self.throw.setVisible(kept is not None)

    def _tell(self, said: str, kind: str) -> None:
        restyled(self.restored, "notice", kind)
        self.restored.setText(said)
        self.restored.setVisible(bool(said))

    def _lay_out(self) -> None:
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.restored.setMargin(8)
        self.throw.setAutoDefault(True)
        for part in (self.restored, self.throw):
            self._box.addWidget(part)
        self._show_restored(None)
        self.hide()
        self.throw.clicked.connect(self.on_throw)
        self._receiver.changed.connect(self._soon.touch)
        self._soon.due.connect(self.keep_now)
        self._draft.ended.connect(self.on_ended)
        self._draft.failed.connect(self.take_trouble)

    def _made(self) -> "LetterForm":
        from desktop.pages.letterform import LetterForm

        if self.form is None:
            self.form = LetterForm(self._desk, self)
            self.form.changed.connect(self.changed)
            self.form.touched.connect(self._soon.touch)
            self._box.addWidget(self.form)
            tab_after(self.throw, self.form)
        return self.form
