"""What a visit plans: the chart as it would be, and what the rules say of it before it is saved."""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from desktop import show
from desktop.models.findings import Conclusion, Weight, told
from desktop.models.medicines import severity_words
from desktop.packwords import PackWords
from desktop.widgets.form import ChipKind
from desktop.words import ntr, tr
from pathway.acknowledged import Acknowledged, answer_to
from pathway.advice import Severity, Warned
from pathway.assessment import Assessment, Glimpse
from pathway.catalogue import Catalogue
from pathway.evaluate import glimpse
from pathway.facts import Care, Chart, Plan, Visit
from pathway.guidelines import Guidelines
from pathway.plans import REASON, plan_of
from pathway.records import CareEntry, ChartView, VisitEntry

_LOOKS: dict[Severity, tuple[Weight, ChipKind]] = {
    "STOP": ("danger", "danger"),
    "WARN": ("warn", "warn"),
    "INFO": ("plain", "info"),
}
_RANK: dict[Severity, int] = {"STOP": 0, "WARN": 1, "INFO": 2}


class Thing(NamedTuple):
    """A medicine by its name, or a kind of care by its code."""

    name: str
    is_care: bool = False


class Checked(NamedTuple):
    """A warning about something planned, and what was said to it, None when nothing was."""

    warned: Warned
    said: Acknowledged | None

    @property
    def is_blocking(self) -> bool:
        """Whether it has to be answered before the plan is saved."""
        return self.warned.severity == "STOP" and self.said is None


def chart_with(view: ChartView, entry: VisitEntry) -> Chart:
    """Return the chart as it would be with a visit and the care told at it."""
    others = tuple(one.visit for one in view.visits if one.id != entry.id)
    visits = tuple(sorted((*others, entry.visit), key=_on))
    care = care_with(view.care, entry.care)
    return replace(view.chart, visits=visits, care=care, plan=plan_of(visits))


def care_with(known: tuple[CareEntry, ...], told: tuple[CareEntry, ...]) -> tuple[Care, ...]:
    """Return the care of a chart with what is new or was told again."""
    again = {entry.id: entry.care for entry in told if entry.id}
    kept = tuple(again.get(entry.id, entry.care) if entry.id else entry.care for entry in known)
    return (*kept, *(entry.care for entry in told if entry.id is None))


def checked_chart(chart: Chart, on: date, guidelines: Guidelines) -> Glimpse | None:
    """Return what the rules say of a chart; None when they cannot, or are not to be trusted."""
    if not guidelines.is_trusted:
        return None
    try:
        return glimpse(chart, on, guidelines)
    except Exception:  # noqa: BLE001 - shown as not checked, never as harmless; the desk logs it
        return None


def concerning(
    found: Assessment | Glimpse, plan: Plan, guidelines: Guidelines
) -> tuple[Warned, ...]:
    """Return the warnings that name something of a plan, the most severe first."""
    stands_for = guidelines.physical.stands_for
    kinds = {stands_for.get(kind, kind) for kind in plan.care}
    names = {name.strip() for name in plan.medicines}
    named = [
        *(one for one in found.medicine_warnings or () if names & set(one.medicines)),
        *(one for one in found.care_warnings or () if kinds & set(one.medicines)),
    ]
    return tuple(sorted(named, key=_severity))


def answered(warned: tuple[Warned, ...], given: tuple[Acknowledged, ...]) -> tuple[Checked, ...]:
    """Return the warnings, each with what was said to these very facts."""
    return tuple(Checked(one, answer_to(one, given)) for one in warned)


def warning_card(checked: Checked, words: PackWords, catalogue: Catalogue) -> Conclusion:
    """Return a warning in words: what it is about, its sentence, why."""
    warned, said = checked
    weight, tint = _LOOKS[warned.severity]
    kinds = catalogue.item("care.kind")
    names = ", ".join(words.medicine(kinds.choice_label(name)) for name in warned.medicines)
    lines = [words.sentence(warned.because)]
    if said is not None:
        lines.append(said_words(said, catalogue))
    title = f"{names} · {warned.id}" if names else warned.id
    return Conclusion(
        "",
        title,
        tuple(lines),
        tr("Seen and answered") if said else severity_words(warned.severity),
        "info" if said else tint,
        "plain" if said else weight,
        told((warned.because,), words),
    )


def said_words(said: Acknowledged, catalogue: Catalogue) -> str:
    """Return who planned something in spite of a warning, when and why."""
    day = show.moment(said.at.astimezone()) if said.at else show.day(None)
    return tr("Planned all the same by {who}, {moment}: {reason}. {words}").format(
        who=said.by,
        moment=day,
        reason=catalogue.item(REASON).choice_label(said.reason),
        words=said.words,
    )


def preview_line(warned: tuple[Warned, ...], words: PackWords) -> str:
    """Return what a thing would bring if it were planned, in one line."""
    if not warned:
        return tr("No rule warns of it, as far as is recorded.")
    first = warned[0]
    said = tr("{severity} ({rule}): {sentence}").format(
        severity=severity_words(first.severity),
        rule=first.id,
        sentence=words.sentence(first.because),
    )
    more = len(warned) - 1
    return f"{said} {ntr('And {count} more.', 'And {count} more.', more)}" if more else said


def thing_words(thing: Thing, catalogue: Catalogue) -> str:
    """Return how a planned thing is called."""
    return catalogue.item("care.kind").choice_label(thing.name) if thing.is_care else thing.name


def things_of(plan: Plan | None) -> tuple[Thing, ...]:
    """Return what is planned, medicines first."""
    if plan is None:
        return ()
    kinds = (Thing(name, is_care=True) for name in plan.care)
    return (*(Thing(name) for name in plan.medicines), *kinds)


def _severity(warned: Warned) -> int:
    return _RANK[warned.severity]


def _on(visit: Visit) -> date:
    return visit.on
