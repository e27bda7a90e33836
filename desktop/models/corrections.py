"""Corrections in words: who changed what, when and why, and what it said before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from desktop import show
from desktop.models.occasion import group_words, not_by_telephone
from desktop.models.scorewords import score_value
from desktop.packwords import PackWords
from desktop.widgets.answers import answer_words, course_choices
from desktop.words import tr
from pathway import plans
from pathway.catalogue import Catalogue
from pathway.coding import COUNTED, Code, Coded, coded
from pathway.facts import Spot, Visit
from pathway.records import UNDONE, Correction
from pathway.scorebook import ScoreBook
from pathway.scoring import Scored, scored, values_of
from pathway.versions import Moved, Replaced


@dataclass(frozen=True, slots=True)
class Was:
    """What stood somewhere until it was corrected, and who corrected it, when and why."""

    value: str
    told: str


@dataclass(frozen=True, slots=True)
class Line:
    """One finding of a visit in words, with what it said before, oldest first."""

    label: str
    value: str
    was: tuple[Was, ...] = ()

    @property
    def spoken(self) -> str:
        """Return the line as it is read aloud: no meaning rests on how it is drawn."""
        if not self.was:
            return self.value
        before = "; ".join(
            tr("was {value} until {told}").format(value=one.value, told=one.told)
            for one in self.was
        )
        return tr("{before}; now {value}").format(before=before, value=self.value)


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one heading."""

    title: str
    lines: tuple[Line, ...]


def reason_words(reason: str) -> str:
    """Return a reason as it was given; undoing leaves none of its own."""
    return tr("an earlier change was undone") if reason == UNDONE else reason


def told(by: str, at: datetime, reason: str) -> str:
    """Return who changed something, when and why, in one line."""
    moment = show.moment(at.astimezone())
    if not reason:
        return tr("changed by {who}, {moment}").format(who=by, moment=moment)
    return tr("changed by {who}, {moment}: {reason}").format(
        who=by, moment=moment, reason=reason_words(reason)
    )


def amended_words(made: Correction) -> str:
    """Return that a visit was amended: by whom, when and why."""
    return tr("Amended by {who} on {moment}: {reason}").format(
        who=made.by, moment=show.moment(made.at.astimezone()), reason=reason_words(made.reason)
    )


def error_words(made: Correction) -> str:
    """Return that something was entered in error: who said so, when and why."""
    return tr("Entered in error, said {who} on {moment}: {reason}").format(
        who=made.by, moment=show.moment(made.at.astimezone()), reason=reason_words(made.reason)
    )


def days_before(moved: tuple[Moved, ...]) -> tuple[Was, ...]:
    """Return the days that a visit stood on before."""
    return tuple(Was(show.day(one.was), told(one.by, one.at, one.reason)) for one in moved)


_PARTS: Final = ("situation", "flag", "findings", "score")
"""Under which heading a finding stands, by how its code begins."""


def _part_of(code: Code) -> str:
    start = code.item.partition(".")[0]
    return start if start in _PARTS else "findings"


def _is_meant(done: Scored) -> bool:
    """Say whether a score was asked: its first items may belong to a shorter one as well."""
    return done.measure.needs is None or done.total is not None


class RecordWords:
    """Words the findings of visits, as they are and as they were."""

    def __init__(self, words: PackWords, catalogue: Catalogue, scores: ScoreBook) -> None:
        self._words = words
        self.catalogue = catalogue
        self._scores = scores

    def groups(
        self, visit: Visit, before: Mapping[Code, tuple[Replaced, ...]] | None = None
    ) -> tuple[Group, ...]:
        """Return the findings of a visit in titled groups; with ``before`` also what they said."""
        past = before or {}
        rows = {row.code: row for row in coded(visit)}
        parts: dict[str, list[Line]] = {name: [] for name in _PARTS}
        worked_out = self._worked_out(visit)
        for code in [*rows, *(code for code in past if code not in rows)]:
            if code.item in worked_out and code not in past:
                continue
            was = tuple(self._was(one) for one in past.get(code, ()))
            line = Line(self._label(code), self._value(rows.get(code)), was)
            parts[_part_of(code)].append(line)
        parts["findings"] += self._by_telephone(visit)
        parts["score"] = [*self._totals(visit), *parts["score"]]
        titles = (tr("Situation"), tr("Red flags"), tr("Findings"), tr("Scores"))
        groups = zip(titles, parts.values(), strict=True)
        return tuple(Group(title, tuple(lines)) for title, lines in groups if lines)

    def zone(self, spot: Spot) -> str:
        """Return how a place of the body chart is called."""
        item = self.catalogue.items.get(f"pain_map.{spot.place}")
        return f"{item.label if item else spot.place}, {show.side(spot.side)}"

    def _by_telephone(self, visit: Visit) -> list[Line]:
        """Return what could not be examined, in place of a blank that would look forgotten."""
        missing = not_by_telephone(visit, self.catalogue)
        said = tr("Not possible by telephone")
        return [Line(group_words(name, self.catalogue), said) for name in missing]

    def _worked_out(self, visit: Visit) -> frozenset[str]:
        """Return the codes of totals that are told with their items already."""
        values = values_of(visit)
        done = [scored(measure, values) for measure in self._scores.measures.values()]
        return frozenset(one.measure.total for one in done if one and one.answered)

    def _totals(self, visit: Visit) -> list[Line]:
        """Return the totals of scores with several items, counted anew from them."""
        values = values_of(visit)
        done = [scored(measure, values) for measure in self._scores.measures.values()]
        whole = [one for one in done if one and len(one.measure.items) > 1 and one.answered]
        return [Line(one.measure.title, score_value(one)) for one in whole if _is_meant(one)]

    def _was(self, one: Replaced) -> Was:
        return Was(self._value(one.was), told(one.by, one.at, one.reason))

    def _label(self, code: Code) -> str:
        flag = code.item.removeprefix("flag.")
        if flag != code.item and flag not in COUNTED:
            return self._words.question(flag)
        item = self.catalogue.items.get(code.item)
        label = item.label if item else self._words.thing(code.item)
        if code.side is None:
            return label
        place = f"{label}, {show.side(code.side)}"
        felt = {"pain_map": tr("Pain: {place}"), "sensation": tr("Feeling: {place}")}
        return felt.get(code.item.partition(".")[0], "{place}").format(place=place)

    def _value(self, row: Coded | None) -> str:
        if row is None:
            return tr("Not recorded")
        item = self.catalogue.items.get(row.code.item)
        parts = [self._plain_value(row)]
        if item and item.unit and row.value.replace(".", "", 1).isdigit():
            parts[0] = show.quantity(float(row.value), item.unit)
        if row.since:
            parts.append(tr("since {day}").format(day=show.day(row.since)))
        if row.course:
            named = {choice.code: choice.label for choice in course_choices()}
            parts.append(named[row.course])
        return " · ".join(parts)

    def _plain_value(self, row: Coded) -> str:
        if row.code.item.startswith("flag.") and row.value.isalpha():
            return answer_words(row.value)
        if row.code.item.startswith("pain_map."):
            return tr("Marked")
        if row.code.item in plans.CODES:
            return plan_words(row, self.catalogue)
        item = self.catalogue.items.get(row.code.item)
        return item.choice_label(row.value) if item and item.choices else row.value


def plan_words(row: Coded, catalogue: Catalogue) -> str:
    """Return what a finding says of a plan: the names of medicines, or of kinds of care."""
    if row.code.item == plans.NOTHING:
        return tr("Yes")
    names = plans.listed(row.value)
    if row.code.item == plans.CARE:
        kinds = catalogue.item("care.kind")
        names = tuple(kinds.choice_label(name) for name in names)
    return ", ".join(names)
