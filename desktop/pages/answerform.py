"""Asks what somebody says to a suggestion: accept, decline or override, and why."""

from typing import Final, cast

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop import theme
from desktop.models.responses import AnswerBook, answer_choices, asked_words
from desktop.widgets.choice import ChoiceButtons, PickBox
from desktop.widgets.fields import TextLine
from desktop.widgets.form import Row
from desktop.words import tr
from pathway.responses import Answer, Response, Suggestion, answering

LONGEST_WORDS: Final = 500


class AnswerForm(QFrame):
    """The answers that may be given; a reason is asked for where one is needed."""

    answered = Signal(object)
    """A Response that is to be kept."""
    left = Signal()

    def __init__(self, suggestion: Suggestion, book: AnswerBook, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("notice", "info")
        self._suggestion = suggestion
        self._book = book
        self._why: _WhyAsk | None = None
        self.choice = ChoiceButtons(answer_choices(suggestion), self)
        self.choice.setAccessibleName(tr("Your answer"))
        self.close_button = QPushButton(tr("Cancel"), self)
        self.close_button.setProperty("kind", "plain")
        self.close_button.setAutoDefault(False)
        line = QHBoxLayout()
        line.addWidget(self.choice, 1)
        line.addWidget(self.close_button)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(14, 8, 8, 8)
        self._box.setSpacing(8)
        self._box.addLayout(line)
        self.choice.changed.connect(self.on_chosen)
        self.close_button.clicked.connect(self.left)
        if len(suggestion.answers) == 1 and self._needs_reason():
            self.choice.set_value(suggestion.answers[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focus_start(self) -> None:
        """Go to what is asked first."""
        start = self._why.reason if self._why else self.choice
        start.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def on_chosen(self) -> None:
        """Give an answer that needs no reason; ask for the reason of another one."""
        if self._why is not None:
            self._why.hide()
            self._why.deleteLater()
            self._why = None
        if not self.choice.value():
            return
        answer = cast(Answer, self.choice.value())
        if not self._book.reasons(answer):
            self.answered.emit(answering(self._suggestion, answer))
            return
        self._why = why = _WhyAsk(answer, self._suggestion, self._book, self)
        self._box.addWidget(why)
        why.show()
        why.told.connect(self.answered)
        why.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _needs_reason(self) -> bool:
        return bool(self._book.reasons(self._suggestion.answers[0]))


class _WhyAsk(QWidget):
    """Asks for the reason of an answer, and for words where the reason alone says too little."""

    told = Signal(object)

    def __init__(
        self, answer: Answer, suggestion: Suggestion, book: AnswerBook, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._answer = answer
        self._suggestion = suggestion
        self._book = book
        self.reason = PickBox(tr("Choose a reason"), book.reasons(answer), self)
        self.words = TextLine(self)
        self.words.setMaxLength(LONGEST_WORDS)
        self.reason_row = Row(book.question(answer), self.reason, "", self, stacked=True)
        self.words_row = Row(tr("In your own words"), self.words, "", self, stacked=True)
        self.keep = QPushButton(asked_words(answer, suggestion.kind), self)
        self.keep.setAutoDefault(True)
        theme.put_icon(self.keep, "check")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 6, 4)
        box.setSpacing(8)
        box.addWidget(self.reason_row)
        box.addWidget(self.words_row)
        box.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeading)
        self.keep.clicked.connect(self.on_keep)
        self.words.changed.connect(self.on_words)
        self.words.returnPressed.connect(self.on_keep)

    @Slot()
    def on_words(self) -> None:
        """Ask no more for what is being given."""
        self.words_row.say_problem("")

    @Slot()
    def on_keep(self) -> None:
        """Give the answer, or say what it lacks."""
        reason, words = self.reason.value(), self.words.value().strip()
        lacks_words = not words and self._book.needs_words(reason)
        self.reason_row.say_problem("" if reason else tr("Choose a reason."))
        self.words_row.say_problem(tr("Say in a few words why.") if lacks_words else "")
        if reason and not lacks_words:
            made: Response = answering(self._suggestion, self._answer, reason, words)
            self.told.emit(made)
        else:
            (self.words if reason else self.reason).setFocus(Qt.FocusReason.OtherFocusReason)
