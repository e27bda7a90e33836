"""What somebody types from a paper sheet: the number of a box and its answer, understood or not."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop import show
from desktop.packwords import PackWords
from desktop.widgets.answers import answer_words
from desktop.widgets.daytext import read_day
from desktop.widgets.fields import number_problem, plain_number
from desktop.words import tr
from pathway.boxes import Boxes
from pathway.catalogue import Catalogue, CatalogueItem
from pathway.coding import COUNTED, Code, Coded
from pathway.sheets import FLAG_LETTERS, is_yes_no, options_of

_ANSWERS: Final = dict(zip(FLAG_LETTERS, ("yes", "no", "unable", "declined"), strict=True))
_TICKS: Final = frozenset({"x", "y", "yes", "1"})
_DATED: Final = frozenset({"weakness", "numbness"})
_FLAG: Final = "flag."


@dataclass(frozen=True, slots=True)
class Typed:
    """What a line of text says: a finding with its words, or why it is none.

    Both are empty while nothing is typed.
    """

    coded: Coded | None = None
    words: str = ""
    problem: str = ""


class BoxReader:
    """Understands "112 y" and "411 4", and says in one sentence what it does not."""

    def __init__(self, boxes: Boxes, catalogue: Catalogue, words: PackWords, today: date) -> None:
        self._boxes = boxes
        self._catalogue = catalogue
        self._words = words
        self._today = today

    def read(self, text: str) -> Typed:
        """Return what a text says."""
        number, _, answer = " ".join(text.split()).partition(" ")
        if not number:
            return Typed()
        if not number.isdecimal():
            return Typed(problem=tr("Begin with the number of the box, such as 112 y."))
        code = self._boxes.codes.get(int(number))
        if code is None:
            return Typed(problem=tr("No box has the number {number}.").format(number=number))
        label = f"{int(number)} · {self._label(code)}"
        if not answer:
            return Typed(words=label)
        coded = self._coded(code, answer)
        if isinstance(coded, str):
            return Typed(words=label, problem=f"{self._label(code)}: {coded}")
        return Typed(coded, f"{label}: {self._value(coded)}")

    def _coded(self, code: Code, answer: str) -> Coded | str:
        """Return the finding, or why there is none."""
        flag = code.item.removeprefix(_FLAG)
        if flag != code.item and flag not in COUNTED:
            return self._flag(code, answer)
        item = self._catalogue.item(code.item)
        if code.item in _DATED:
            day = read_day(answer, self._today).day
            return self._since(Coded(code, "yes", day)) if day else tr("a day is needed here.")
        if item.kind == "answer":
            return Coded(code, "yes") if answer.lower() in _TICKS else tr("x or y is needed here.")
        if item.kind in {"whole", "decimal"}:
            number = plain_number(answer)
            return number_problem(number, item) or Coded(code, number)
        if item.kind == "choice":
            return _chosen(code, item, answer)
        is_long = item.most is not None and len(answer) > item.most
        return tr("this is too long.") if is_long else Coded(code, answer)

    def _flag(self, code: Code, answer: str) -> Coded | str:
        letter, _, since = answer.lower().partition(" ")
        value = _ANSWERS.get(letter[:1]) if letter in {*FLAG_LETTERS, *_ANSWERS.values()} else None
        if value is None:
            return tr("y, n, u or d is needed here.")
        if not since:
            return Coded(code, value)
        day = read_day(since.removeprefix("since "), self._today).day
        if day is None or value != "yes":
            return tr("only a day since when may follow a y.")
        return self._since(Coded(code, value, day))

    def _since(self, coded: Coded) -> Coded | str:
        is_ahead = coded.since is not None and coded.since > self._today
        return tr("this day has not come yet.") if is_ahead else coded

    def _label(self, code: Code) -> str:
        flag = code.item.removeprefix(_FLAG)
        item = self._catalogue.items.get(code.item)
        is_flag = flag != code.item and flag not in COUNTED
        label = self._words.short(flag) if is_flag or item is None else item.label
        if code.side is None:
            return label
        kinds = {"pain_map": tr("pain, {place}"), "sensation": tr("feeling, {place}")}
        said = kinds.get(code.item.partition(".")[0], "{place}").format(place=label)
        return f"{said}, {show.side(code.side)}"

    def _value(self, coded: Coded) -> str:
        item = self._catalogue.items.get(coded.code.item)
        is_coded = item is not None and bool(item.choices)
        value = item.choice_label(coded.value) if item and is_coded else coded.value
        if coded.value in _ANSWERS.values() and not is_coded:
            value = answer_words(coded.value)
        since = tr("since {day}").format(day=show.day(coded.since)) if coded.since else ""
        return f"{value}, {since}" if since else value


def _chosen(code: Code, item: CatalogueItem, answer: str) -> Coded | str:
    wanted = answer.casefold()
    options = options_of(item)
    found = [value for sign, value, _ in options if wanted == sign and not is_yes_no(item)]
    if not found:
        found = [
            value
            for _, value, label in options
            if label.casefold().startswith(wanted) or value.startswith(wanted)
        ]
    if len(found) == 1:
        return Coded(code, found[0])
    listed = " · ".join(f"{sign} {label}" for sign, _, label in options)
    return tr("one of these is needed: {options}").format(options=listed)
