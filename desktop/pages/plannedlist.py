"""The card of what is planned: the things, a line to add more, and what the rules warn of."""

import json
from collections import deque
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop import show, theme
from desktop.models.planned import Checked, Thing, preview_line, thing_words, warning_card
from desktop.packwords import PackWords
from desktop.pages.plannedlines import PlannedLine, StopAsk
from desktop.widgets.choice import Choice, ChoiceButtons
from desktop.widgets.findings import WhyCard
from desktop.widgets.form import Section, em, muted, plain
from desktop.widgets.slices import Slices
from desktop.widgets.typeahead import TypeAhead
from desktop.words import tr
from pathway.acknowledged import mark_of
from pathway.advice import Warned
from pathway.catalogue import Catalogue
from pathway.namelist import Named
from pathway.plans import REASON
from pathway.thingnames import ThingNames, care_names

NONE_PLANNED = "yes"


class PlannedList(Section):
    """What is about to be given; a suggestion that the rules have looked at, never an order."""

    added = Signal(object)
    """A Thing that is to be planned."""
    removed = Signal(object)
    """A Thing that is not."""
    said_nothing = Signal(bool)
    """Somebody says that nothing is planned, or takes that back."""
    answered = Signal(object, str, str)
    """A STOP was answered: the Warned, the code of the reason, and words."""
    same_wanted = Signal()
    """What was planned at the earlier visit is to be planned again."""
    typing = Signal()

    def __init__(self, catalogue: Catalogue, words: PackWords, parent: QWidget) -> None:
        super().__init__(
            tr("Planned"), tr("What is about to be given. The rules look at it."), parent
        )
        self._catalogue = catalogue
        self._words = words
        self._shown: tuple[Checked, ...] | None = None
        self._half: dict[str, tuple[str, str]] = {}
        self._waiting: deque[Checked] = deque()
        self._slices = Slices((self,), self)
        self.made = self._slices.done
        self.asks: list[StopAsk] = []
        self.cards: list[WhyCard] = []
        self.lines: list[PlannedLine] = []
        self.earlier = muted("", self)
        self.same = QPushButton(tr("Plan the same again"), self)
        self._lines, self._cards = QVBoxLayout(), QVBoxLayout()
        self.line = TypeAhead(self)
        self.line.set_names(ThingNames(care_names(catalogue)))
        self.line.setPlaceholderText(tr("e.g. naproxen, heat"))
        self.preview = plain("", self, "muted")
        self.nothing = ChoiceButtons((Choice(NONE_PLANNED, tr("Nothing is planned"), "n"),), self)
        self._lay_out()
        self.line.chosen.connect(self.on_chosen)
        self.line.textEdited.connect(self.typing)
        self.nothing.changed.connect(self.on_nothing)
        self.show_preview(None)

    def typed_thing(self) -> Thing | None:
        """Return the thing that Enter would plan, None while nothing is typed."""
        text = " ".join(self.line.text().split())
        return self._thing(self.line.marked() or self.line.known(text)) if text else None

    def show_plan(self, things: tuple[Thing, ...], *, is_nothing: bool) -> None:
        """Show what is planned."""
        if tuple(line.thing for line in self.lines) != things:
            for old in self.lines:
                _put_away(old)
            self.lines = [PlannedLine(one, self._line_words(one), self) for one in things]
            for line in self.lines:
                line.removed.connect(self.removed)
                self._lines.addWidget(line)
                line.show()  # at once, or Tab would pass it by until the next turn
        self.nothing_row.setHidden(bool(things))
        self.nothing.set_value(NONE_PLANNED if is_nothing else "")

    def show_earlier(self, things: tuple[Thing, ...], on: date | None) -> None:
        """Tell what was planned at an earlier visit; nothing of it is planned again by itself."""
        names = ", ".join(thing_words(one, self._catalogue) for one in things)
        said = tr("Planned on {day}, and standing until another plan is told: {names}.")
        self.earlier.setText(said.format(day=show.day(on), names=names) if names else "")
        self.earlier.setVisible(bool(names))
        self.same.setVisible(bool(names))

    def show_checked(self, checked: tuple[Checked, ...] | None) -> bool:
        """Show what the rules say, None when they could not look; return whether that is new."""
        if checked == self._shown:
            return False
        self._keep_half()
        self._shown = checked
        for old in self.cards:
            _put_away(old)
        self.asks, self.cards = [], []
        self._waiting = deque(checked or ())
        self.unchecked.setVisible(checked is None)
        if self.has_more:
            self.make_next()  # the most severe at once: an answer may be asked for
            self._slices.start()
        return True

    @property
    def has_more(self) -> bool:
        """Whether a warning has no card yet."""
        return bool(self._waiting)

    def make_next(self) -> None:
        """Make the card of the next warning."""
        self.cards.append(self._card(self._waiting.popleft()))

    def finish(self) -> None:
        """Have every card there now."""
        while self.has_more:
            self.make_next()

    def show_preview(self, thing: Thing | None, warned: tuple[Warned, ...] | None = ()) -> None:
        """Say what a thing would bring if it were planned; ``warned`` None: nobody could look."""
        if thing is None:
            said = tr("What the rules say of a name is shown here while you type it.")
        elif warned is None:
            said = tr("{name}: not in the list of medicines, so no rule can look at it.")
        else:
            said = "{name}: " + _open(preview_line(warned, self._words))
        said = said.format(name=thing_words(thing, self._catalogue)) if thing else said
        is_stop = bool(warned) and warned is not None and warned[0].severity == "STOP"
        self.preview.setText(said)
        self.preview.setProperty("role", "problem" if is_stop else "muted")
        self.preview.style().polish(self.preview)

    def half(self) -> str:
        """Return the answers to a STOP that are begun, as text for a draft."""
        self._keep_half()
        begun = {mark: given for mark, given in self._half.items() if any(given)}
        return json.dumps(begun, ensure_ascii=False) if begun else ""

    def put_half(self, text: str) -> None:
        """Take back answers that were begun; each waits for its STOP."""
        self._half = {
            mark: (str(code), str(words)) for mark, (code, words) in json.loads(text).items()
        }

    @Slot(object)
    def on_chosen(self, named: Named) -> None:
        self.show_preview(None)
        self.added.emit(self._thing(named))

    @Slot()
    def on_nothing(self) -> None:
        self.said_nothing.emit(bool(self.nothing.value()))

    def _thing(self, named: Named) -> Thing:
        return Thing(named.code, is_care=True) if named.code else Thing(named.name)

    def _line_words(self, thing: Thing) -> str:
        kind = tr("care") if thing.is_care else tr("medicine")
        return f"{thing_words(thing, self._catalogue)} · {kind}"

    def _card(self, checked: Checked) -> WhyCard:
        card = WhyCard(warning_card(checked, self._words, self._catalogue), self)
        if checked.is_blocking:
            ask = StopAsk(checked.warned, self._catalogue.item(REASON), card)
            code, words = self._half.get(mark_of(checked.warned), ("", ""))
            ask.reason.set_value(code)
            ask.words.set_value(words)
            ask.answered.connect(self.answered)
            ask.typing.connect(self.typing)
            card.add(ask)
            self.asks.append(ask)
        self._cards.addWidget(card)
        card.show()
        return card

    def _keep_half(self) -> None:
        for ask in self.asks:
            given = ("", "") if ask.is_answered else (ask.reason.value(), ask.words.value())
            self._half[mark_of(ask.warned)] = given

    def _lay_out(self) -> None:
        self.earlier.hide()
        self.same.hide()
        self.same.setAutoDefault(True)
        theme.put_icon(self.same, "plus")
        self.same.clicked.connect(self.same_wanted)
        self.unchecked = plain(
            tr("The rules could not look at this plan: use your own judgement."), self, "problem"
        )
        self.unchecked.hide()
        self.preview.setMinimumHeight(2 * em(self) * 3 // 2)
        sides = self.preview.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask
        self.preview.setAlignment(Qt.AlignmentFlag.AlignTop | sides)
        self._cards.setSpacing(8)
        self.box.addWidget(self.earlier)
        self.box.addWidget(self.same, 0, Qt.AlignmentFlag.AlignLeading)
        self.box.addLayout(self._lines)
        self.box.addWidget(self.unchecked)
        self.box.addLayout(self._cards)
        self.box.addWidget(self.preview)
        self.line_row = self.row(
            tr("Plan a medicine or care"), self.line, tr("Type and press Enter; one at a time.")
        )
        self.nothing_row = self.row(tr("Or"), self.nothing)


def _open(said: str) -> str:
    """Return a sentence that goes through ``format`` as it is."""
    return said.replace("{", "{{").replace("}", "}}")


def _put_away(widget: QWidget) -> None:
    widget.hide()
    widget.deleteLater()
