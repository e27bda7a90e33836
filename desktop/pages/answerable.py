"""A suggestion that can be answered; once answered it is one quiet line until a fact changes."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop import theme
from desktop.models.responses import (
    AnswerBook,
    given_tint,
    given_words,
    returned_words,
    who_and_when,
)
from desktop.pages.answerform import AnswerForm
from desktop.widgets.form import chip, muted, plain
from desktop.widgets.taborder import tab_after
from desktop.words import tr
from pathway.responses import Answered, Response

ANSWER_KEYS: Final = {
    Qt.Key.Key_A: "accepted",
    Qt.Key.Key_D: "declined",
    Qt.Key.Key_O: "overridden",
}


class AnswerButton(QPushButton):
    """Opens the answers; A, D and O on it answer at once, or ask why."""

    key_chosen = Signal(str)

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", "plain")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chosen = ANSWER_KEYS.get(Qt.Key(event.key()))
        if chosen and not event.modifiers():
            self.key_chosen.emit(chosen)
        else:
            super().keyPressEvent(event)


class Folded(QWidget):
    """An answered suggestion in one line: what, answered how, by whom and when."""

    def __init__(self, name: str, response: Response, book: AnswerBook, parent: QWidget) -> None:
        super().__init__(parent)
        said = who_and_when(response, book)
        self.setAccessibleName(f"{name}: {given_words(response)}, {said}")
        self.plan = AnswerButton(tr("Plan it"), self)
        self.unfold = AnswerButton(tr("Show"), self)
        self.plan.hide()
        for button, icon in ((self.unfold, "chevron-down"), (self.plan, "plus")):
            button.setAccessibleName(f"{button.text()}: {name}")
            theme.put_icon(button, icon, "accent")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(chip(given_words(response), given_tint(response), self))
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(muted(name, self))
        text.addWidget(plain(said, self, "small"))
        line.addLayout(text, 1)
        line.addWidget(self.plan)
        line.addWidget(self.unfold)


class Answerable(QWidget):
    """Shows a suggestion whole, with the way to answer it, or folded once it is answered.

    ``body`` makes what the suggestion looks like; it is made when it is first looked at. The body
    may take the button that answers among its own (``put_answer``).
    """

    answered = Signal(object)
    """A Response that is to be kept."""
    plan_wanted = Signal(str)
    """What was accepted is to be planned; its key."""

    def __init__(
        self, name: str, body: Callable[[QWidget], QWidget], book: AnswerBook, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._make_body = body
        self._book = book
        self._stands: Answered | None = None
        self._is_plannable = False
        self.body: QWidget | None = None
        self.fold: Folded | None = None
        self.form: AnswerForm | None = None
        self.earlier: list[QWidget] = []
        self.answer = AnswerButton(tr("Answer…"), self)
        self.answer.setAccessibleName(tr("Answer: {what}").format(what=name))
        theme.put_icon(self.answer, "pen-line", "accent")
        self.answer.hide()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(4)
        self.answer.clicked.connect(self.on_answer)
        self.answer.key_chosen.connect(self.on_key)

    @property
    def is_folded(self) -> bool:
        """Whether the suggestion is one quiet line just now."""
        return self.fold is not None and not self.fold.isHidden()

    def show_answered(self, stands: Answered | None, *, is_plannable: bool = False) -> None:
        """Show a suggestion by the answer that was given; None for one that takes no answer."""
        if self._stands == stands and (self.body or self.fold):
            return
        focused: QWidget | None = self.window().focusWidget()
        had_focus = focused is not None and self.isAncestorOf(focused)
        self._stands = stands
        self._is_plannable = is_plannable
        self.close_form()
        self._drop_fold()
        if stands is not None and stands.is_folded and stands.response is not None:
            self._fold(stands.response)
        else:
            self._unfold()
        if had_focus:
            self.focus_start()

    def focus_start(self) -> None:
        """Give the keyboard to what can be done with it next."""
        fold = self.fold
        if fold is not None and self.is_folded:
            start = fold.unfold if fold.plan.isHidden() else fold.plan
        else:
            start = self.answer
        start.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def on_answer(self) -> None:
        """Open the answers, or close them."""
        if self.form is not None:
            self.close_form()
        else:
            self._open_form()

    @Slot(str)
    def on_key(self, answer: str) -> None:
        """Take the key of an answer: the one in the form does the same."""
        stands = self._stands
        if stands is None or answer not in stands.suggestion.answers:
            return
        form = self.form or self._open_form()
        if form is not None:
            form.choice.set_value(answer)

    @Slot()
    def on_unfold(self) -> None:
        """Show the suggestion whole, so that it can be read and answered anew."""
        self._drop_fold()
        self._unfold()
        self.answer.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def on_plan(self) -> None:
        if self._stands is not None:
            self.plan_wanted.emit(self._stands.suggestion.subject)

    @Slot()
    def on_form_left(self) -> None:
        self.close_form()
        self.answer.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_form(self) -> None:
        """Put the answers away."""
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None

    def _open_form(self) -> AnswerForm | None:
        if self._stands is None or self._book.refusal:
            return None
        self.form = form = AnswerForm(self._stands.suggestion, self._book, self)
        form.answered.connect(self.answered)
        form.left.connect(self.on_form_left)
        self._box.addWidget(form)
        form.show()
        self._put_in_order()
        form.focus_start()
        return form

    def _fold(self, response: Response) -> None:
        if self.body is not None:
            self.body.hide()
        self.answer.hide()
        self._show_earlier(())
        self.fold = fold = Folded(self._name, response, self._book, self)
        fold.unfold.clicked.connect(self.on_unfold)
        fold.plan.clicked.connect(self.on_plan)
        fold.plan.setVisible(self._is_plannable and response.answer == "accepted")
        self._box.insertWidget(0, fold)
        fold.show()
        self._put_in_order()

    def _unfold(self) -> None:
        if self.body is None:
            self.body = self._make_body(self)
            self._box.insertWidget(0, self.body)
            put = getattr(self.body, "put_answer", None)
            if put is not None:
                put(self.answer)
            else:
                self._box.addWidget(self.answer, 0, Qt.AlignmentFlag.AlignTrailing)
            self._put_in_order()
        self.body.show()
        stands = self._stands
        self.answer.setVisible(
            bool(stands and stands.suggestion.answers and not self._book.refusal)
        )
        self._show_earlier(returned_words(stands, self._book) if stands else ())

    def _put_in_order(self) -> None:
        """Let Tab follow reading, beginning where the button that answers has its place."""
        tab_after(self.answer, self)

    def _show_earlier(self, lines: tuple[str, ...]) -> None:
        for old in self.earlier:
            old.hide()
            old.deleteLater()
        self.earlier = [plain(line, self, "small") for line in lines]
        for place, label in enumerate(self.earlier, start=1):
            self._box.insertWidget(place, label)
            label.show()

    def _drop_fold(self) -> None:
        if self.fold is not None:
            self.fold.hide()
            self.fold.deleteLater()
            self.fold = None
