"""What a visit form remarks as it is filled in: sides that do not fit, another day, telephone."""

from datetime import date
from typing import Protocol

from PySide6.QtCore import QObject, Slot

from desktop.models.occasion import is_by_telephone, remote_words, written_later
from desktop.pages.sidesask import NoticeLine, SidesAsk
from desktop.pages.situation import Situation
from pathway.catalogue import Catalogue
from pathway.coding import Code, Coded
from pathway.facts import Side
from pathway.intake import Answers, change
from pathway.sides import SideQuestion, outdated, side_questions


class Remarked(Protocol):
    """The parts of a form that show remarks."""

    situation: Situation
    sides: SidesAsk
    by_telephone: NoticeLine


class Filled(Protocol):
    """A form with answers and a day."""

    answers: Answers
    on: date

    def on_entered(self, code: Code, given: Coded | None) -> None:
        """Take an answer."""


class Remarks(QObject):
    """Looks at the answers after each change; asks and tells, and stops nobody."""

    def __init__(self, form: Filled, parts: Remarked, catalogue: Catalogue, side: Side) -> None:
        super().__init__(parts.sides)
        self._form = form
        self._parts = parts
        self._catalogue = catalogue
        self._side = side
        self._days: tuple[date | None, date] | None = None
        parts.sides.confirmed.connect(self.on_confirmed)

    def set_written(self, written: date | None, today: date) -> None:
        """Note the day on which the visit is, or was, written down."""
        self._days = written, today

    def look(self) -> None:
        """Look at the answers as they stand; a confirmation of other sides is taken back."""
        form, parts = self._form, self._parts
        for code in outdated(form.answers, self._side, self._catalogue):
            form.answers = change(form.answers, code, None)
        parts.sides.ask(side_questions(form.answers, self._side, self._catalogue))
        is_remote = is_by_telephone(form.answers.values())
        parts.by_telephone.say(remote_words(self._catalogue) if is_remote else "")
        if self._days:
            parts.situation.tell_day(written_later(form.on, *self._days))

    @Slot(object)
    def on_confirmed(self, question: SideQuestion) -> None:
        """Keep that two sides are so, as somebody says who looked."""
        self._form.on_entered(question.code, question.confirmed)
