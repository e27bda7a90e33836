"""The cards of scores: what is hard to do, mood, and the back in 24 statements."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop import show, theme
from desktop.pages.scorecard import LinedCard, ScoreCard
from desktop.pages.scoreline import go_past, numbered, yes_or_no
from desktop.widgets.boxnumber import Numbered, NumberedControl
from desktop.widgets.fields import TextLine
from desktop.widgets.flow import flow
from desktop.widgets.form import muted, plain
from desktop.widgets.scale import FunctionScale
from desktop.words import ntr, tr
from pathway.catalogue import Catalogue
from pathway.coding import Code
from pathway.facts import Region
from pathway.flagbook import FlagBook
from pathway.scorebook import Measure, ScoreBook
from pathway.scoring import is_asked, latest

PHQ_2: Final = 2


class Activity(QWidget):
    """One thing that is hard to do, in the patient's words, and how well it goes today."""

    def __init__(self, name: str, label: str, most: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.text = TextLine(self)
        self.text.setMaxLength(most)
        self.text.setPlaceholderText(label)
        self.text.setAccessibleName(label)
        self.scale = FunctionScale(self)
        self.scale.setAccessibleName(name)
        self.numbers = (NumberedControl(self.text, self), NumberedControl(self.scale, self))
        self.note = plain("", self, "small")
        self.note.hide()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 2, 0, 2)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(2)
        self.set_stacked(stacked=False)
        self.setFocusProxy(self.text)

    def set_stacked(self, stacked: bool) -> None:
        """Put the scale beneath the text."""
        of_text, of_scale = (one.label for one in self.numbers)
        for part in (of_text, self.text, of_scale, self.scale, self.note):
            self._grid.removeWidget(part)
        row, column = (1, 0) if stacked else (0, 2)
        self._grid.addWidget(of_text, 0, 0)
        self._grid.addWidget(self.text, 0, 1)
        self._grid.addWidget(of_scale, row, column)
        self._grid.addWidget(self.scale, row, column + 1)
        self._grid.addWidget(self.note, row + 1, 1, 1, 1 if stacked else 3)
        self._grid.setColumnStretch(1, 1)

    def say_last(self, activity: str, words: str) -> None:
        """Show what was named and rated last time; it is never entered by itself."""
        if activity:
            self.text.setPlaceholderText(activity)
        self.note.setText(words)
        self.note.setVisible(bool(words))


class FunctionCard(ScoreCard):
    """Up to three activities that the patient names, each from 0 to 10, and their mean."""

    def __init__(
        self, measure: Measure, catalogue: Catalogue, region: Region, parent: QWidget
    ) -> None:
        super().__init__(measure.title, catalogue, region, parent)
        self._measure = measure
        self.lines: list[Activity] = []
        self._last_named: list[str] = []
        self._is_filling = False
        self.say(measure.asks)
        self.waiting = [partial(self._make_line, place) for place in range(len(measure.items))]
        self.waiting.append(partial(self.put_total, measure))

    def asked(self) -> Iterator[tuple[Code, Numbered]]:
        """Go through what is asked, as far as it is there."""
        for line, *items in zip(
            self.lines, self._measure.named_by, self._measure.items, strict=False
        ):
            yield from zip(map(Code, items), line.numbers, strict=True)

    def fill(self) -> None:
        self._is_filling = True
        for place, line in enumerate(self.lines):
            line.text.set_value(self.value(self._measure.named_by[place]))
            line.scale.set_value(self.value(self._measure.items[place]))
        self._is_filling = False

    def tell_totals(self) -> None:
        super().tell_totals()
        before = latest(self._measure, self.earlier)
        past = before[0] if before else None
        values = past.values if past else {}
        self._last_named = [values.get(code, "") for code in self._measure.named_by]
        for line, named, item in zip(
            self.lines, self._last_named, self._measure.items, strict=False
        ):
            rated = values.get(item, "") if named else ""
            words = tr("Last: {activity}, {rating} on {day}")
            on = show.day(past.on) if past else ""
            line.say_last(
                named, words.format(activity=named, rating=rated, day=on) if rated else ""
            )

    def set_stacked(self, stacked: bool) -> None:
        super().set_stacked(stacked)
        for line in self.lines:
            line.set_stacked(stacked)

    @Slot()
    def on_text(self) -> None:
        place = next((p for p, line in enumerate(self.lines) if line.text is self.sender()), None)
        if place is not None and not self._is_filling:
            self.enter(self._measure.named_by[place], self.lines[place].text.value())

    @Slot()
    def on_scale(self) -> None:
        """Rating what was named last time names it again: it stands there to be read."""
        place = next((p for p, line in enumerate(self.lines) if line.scale is self.sender()), None)
        if place is None or self._is_filling:
            return
        line, rating = self.lines[place], self.lines[place].scale.value()
        named = self._last_named[place] if place < len(self._last_named) else ""
        if rating and named and not line.text.value():
            line.text.set_value(named)
        self.enter(self._measure.items[place], rating)

    @Slot()
    def on_return(self) -> None:
        """Go on to the rating; from an empty line to what comes after the activities."""
        place = next((p for p, line in enumerate(self.lines) if line.text is self.sender()), None)
        if place is None:
            return
        line = self.lines[place]
        if line.text.value() or (place < len(self._last_named) and self._last_named[place]):
            line.scale.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            go_past(self.lines[-1].scale)

    @Slot()
    def on_rated(self) -> None:
        place = next((p for p, line in enumerate(self.lines) if line.scale is self.sender()), None)
        if place is None:
            return
        if place + 1 < len(self.lines):
            self.lines[place + 1].text.setFocus(Qt.FocusReason.OtherFocusReason)
            self.moved_to.emit(self.lines[place + 1])
        else:
            go_past(self.lines[place].scale)

    def _make_line(self, place: int) -> None:
        named = self.catalogue.item(self._measure.named_by[place])
        rated = self.catalogue.item(self._measure.items[place])
        line = Activity(rated.label, named.label, named.most or 0, self)
        line.set_stacked(self._stands_stacked)
        line.text.set_value(self.value(named.code))
        line.scale.set_value(self.value(rated.code))
        line.text.changed.connect(self.on_text)
        line.text.returnPressed.connect(self.on_return)
        line.scale.changed.connect(self.on_scale)
        line.scale.answered.connect(self.on_rated)
        self.put(line)
        self.lines.append(line)


class MoodCard(LinedCard):
    """Two questions on mood; nine when the two are high enough. One of them may raise an alarm."""

    alarming = Signal(str)
    """An answer raises a red flag by itself: its id. The question has to be asked at once."""
    lacking = Signal()
    """More lines are to be made: ``make_next`` makes one after the other."""

    def __init__(
        self, scores: ScoreBook, flags: FlagBook, catalogue: Catalogue, region: Region,
        parent: QWidget,
    ) -> None:  # fmt: skip
        self._short, self._whole = scores.measures["phq2"], scores.measures["phq9"]
        super().__init__(self._short.title, catalogue, region, parent)
        self._scores, self._flags = scores, flags
        self._choices = numbered(catalogue.item(self._whole.items[0]))
        self._others: QLabel | None = None
        self.say(self._short.asks)
        self.alarm = QPushButton(self)
        self.alarm.setProperty("kind", "danger")
        self.alarm.setAutoDefault(True)
        self.alarm.hide()
        theme.put_icon(self.alarm, "triangle-alert", "on_danger")
        self.alarm.clicked.connect(self.on_alarm)
        self.waiting = [partial(self._make_line, place) for place in range(PHQ_2)]
        self.waiting.append(partial(self.put_total, self._short))

    def fill(self) -> None:
        super().fill()
        self._want_others()

    def enter(self, item: str, value: str) -> None:
        super().enter(item, value)
        self._want_others()

    def tell_totals(self) -> None:
        super().tell_totals()
        self._show_others()

    @Slot(str)
    def on_answered(self, item: str) -> None:
        """Go on; from an alarming answer to the question that has to be asked now."""
        flag = self._flag()
        if flag and item in self._flags.scores:
            self.alarming.emit(flag)
            return
        while self.line_after(item) is None and self.has_more:
            self.make_next()
        super().on_answered(item)

    @Slot()
    def on_alarm(self) -> None:
        self.alarming.emit(self._flag())

    def _is_wanted(self) -> bool:
        """Say whether all nine are asked: the two are high enough, or others have an answer."""
        values = self.values()
        others = self._whole.items[PHQ_2:]
        return is_asked(self._whole, self._scores, values) or any(map(values.get, others))

    def _want_others(self) -> None:
        if self._others is None and self._is_wanted():
            self._others = muted(self._whole.asks, self)
            self.waiting.append(self._open_others)
            last = len(self._whole.items)
            self.waiting += [partial(self._make_line, place) for place in range(PHQ_2, last)]
            self.waiting.append(self._close_others)
            self.lacking.emit()
        self._show_others()

    def _show_others(self) -> None:
        wanted = self._is_wanted()
        for item in self._whole.items[PHQ_2:]:
            if item in self.lines:
                self.lines[item].setVisible(wanted)
        if self._others is not None:
            self._others.setVisible(wanted)
        for measure, total in self.totals:
            if measure is self._whole and not wanted:
                total.hide()
        flag = self._flag()
        self.alarm.setText(tr("Thoughts of self-harm: ask now ({flag})").format(flag=flag))
        self.alarm.setVisible(bool(flag) and not self.has_more)

    def _open_others(self) -> None:
        if self._others is not None:
            self.add(self._others)
            self._others.show()

    def _close_others(self) -> None:
        self.put_total(self._whole)
        self.put(flow(self, self.alarm))

    def _make_line(self, place: int) -> None:
        item = self._whole.items[place]
        self.put_line(item, self._choices, self, place + 1)
        self.put(self.lines[item])

    def _flag(self) -> str:
        signs = self._flags.scores.items()
        found = (sign.flag for code, sign in signs if self.value(code) in sign.answers)
        return next(found, "")


class BackCard(LinedCard):
    """The back in 24 statements, folded until somebody wants them."""

    lacking = Signal()
    """More lines are to be made: ``make_next`` makes one after the other."""

    def __init__(
        self, measure: Measure, catalogue: Catalogue, region: Region, parent: QWidget
    ) -> None:
        super().__init__(measure.title, catalogue, region, parent)
        self._measure = measure
        self.part = QWidget(self)
        self._lines_box = QVBoxLayout(self.part)
        self._lines_box.setContentsMargins(0, 4, 0, 4)
        self._lines_box.setSpacing(2)
        self.part.hide()
        self.button = QPushButton(self)
        self.button.setProperty("kind", "plain")
        self.button.setAutoDefault(True)
        self.button.clicked.connect(self.on_toggle)
        self._has_lines = self._is_open = False
        self.waiting = [self._make_button, partial(self.put_total, measure)]
        self._tell_button()

    @property
    def is_open(self) -> bool:
        """Tell whether the statements are wanted, though not all of them may be there yet."""
        return self._is_open

    @Slot()
    def on_toggle(self) -> None:
        """Open the statements and go to the first, or close them."""
        self.set_open(not self._is_open)

    def set_open(self, is_open: bool) -> None:
        """Show the statements, once all of them are there, or hide them."""
        self._is_open = is_open
        if is_open and not self._has_lines:
            self._has_lines = True
            places = range(len(self._measure.items))
            self.waiting += [partial(self._make_line, place) for place in places]
            self.waiting.append(self._show_lines)
            self.lacking.emit()
        elif not self.has_more:
            self._show_lines()
        self._tell_button()

    def _show_lines(self) -> None:
        """Show the statements at one go: each for itself would have the form laid out anew."""
        self.part.setVisible(self._is_open)
        first = next(iter(self.lines.values()))
        if self._is_open and self.button.hasFocus():
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            self.moved_to.emit(first)

    def tell_totals(self) -> None:
        super().tell_totals()
        self._tell_button()

    def _make_button(self) -> None:
        self.put(flow(self, self.button))
        self.add(self.part)

    def _make_line(self, place: int) -> None:
        item = self._measure.items[place]
        self.put_line(item, yes_or_no(self.catalogue.item(item)), self.part, place + 1)
        self._lines_box.addWidget(self.lines[item])
        self.link(self.lines[item])

    def _tell_button(self) -> None:
        count = sum(bool(self.value(item)) for item in self._measure.items)
        told = ntr("{count} statement answered", "{count} statements answered", count)
        closed = tr("Ask the 24 statements") if not count else told
        self.button.setText(tr("Close the statements") if self._is_open else closed)
        icon = "chevron-up" if self._is_open else "chevron-down"
        theme.put_icon(self.button, icon, "accent")
