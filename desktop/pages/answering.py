"""The answers of one plan: what may be answered, what was, and the parts that show it."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desktop.models.responses import AnswerBook
from desktop.pages.answerable import Answerable
from pathway.assessment import Assessment
from pathway.responses import Answered, Response, SuggestionKind, answered, suggestions_of


class Answering(QObject):
    """Knows where each suggestion of a plan stands, and keeps the parts that show them true."""

    answered = Signal(object)
    """A Response that is to be kept."""
    plan_wanted = Signal(str)
    """An accepted option is to be planned; its id."""

    def __init__(
        self,
        assessment: Assessment | None,
        given: Iterable[Response],
        book: AnswerBook,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.book = book
        self._suggestions = suggestions_of(assessment) if assessment else ()
        self._stands = answered(self._suggestions, given)
        self._shown: list[tuple[tuple[str, str], Answerable]] = []

    def of(self, kind: SuggestionKind, subject: str = "") -> Answered | None:
        """Return where a suggestion stands, None for one that takes no answer."""
        return self._stands.get((kind, subject))

    def put(
        self,
        key: tuple[SuggestionKind, str],
        name: str,
        body: Callable[[QWidget], QWidget],
        parent: QWidget,
    ) -> Answerable:
        """Return the part that shows a suggestion and takes its answer."""
        made = Answerable(name, body, self.book, parent)
        made.answered.connect(self.answered)
        made.plan_wanted.connect(self.plan_wanted)
        made.show_answered(self.of(*key), is_plannable=key[0] == "option")
        self._shown.append((key, made))
        return made

    def take(self, given: Iterable[Response]) -> None:
        """Take the answers that were given meanwhile, or taken back."""
        self._stands = answered(self._suggestions, given)
        self._shown = [(key, part) for key, part in self._shown if isValid(part)]
        for key, part in self._shown:
            part.show_answered(self._stands.get(key), is_plannable=key[0] == "option")
