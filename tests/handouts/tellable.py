"""What a letter may say in numbers, worked out from the case: each number with what it is of.

A number counts only in its phrase: a score with its day, a dose with its medicine. The words are
those of the prints; the values are chosen here, from the facts, and not by the letter's own code.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from handouts.materials import Materials
from handouts.warmth import named
from handouts.words import HandoutWords
from pathway.assessment import Assessment
from pathway.facts import Chart, FlagAnswer, OnsetAbout, OnsetDay, OnsetMonth, Visit
from pathway.finding import OpenFlag
from tests.handouts.everycase import Sample, materials_for

WEEK: Final = 7
SCORES: Final = ("pain_limb", "pain_spine", "psfs")
ABOUT_POWER: Final = frozenset({"RF-N1", "RF-N2", "RF-N4", "RF-N5", "RF-N6", "RF-N7"})
"""Flags that are worked out from grades: their start is that of the weakness."""
NOT_ASSESSED: Final = frozenset({"unable", "declined"})
BLANK: Final = FlagAnswer("not_asked")
Phrases: TypeAlias = Iterator[str]


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """One case in one language: its facts, what was concluded, and the words of the prints."""

    on: date
    chart: Chart
    concluded: Assessment
    made_with: Materials

    @property
    def words(self) -> HandoutWords:
        """Return the words of the prints."""
        return self.made_with.words

    @property
    def newest(self) -> tuple[Visit, ...]:
        """Return the visits, the newest first."""
        return tuple(reversed(self.chart.visits))

    def say(self, key: str, **places: str) -> str:
        """Return a sentence of the prints with its places filled."""
        return self.words.say(key, **places)

    def day(self, on: date) -> str:
        """Return a day as letters write it."""
        return self.words.short_day(on)


def told_of(sample: Sample, language: str) -> Told:
    """Return a case as letters tell it in a language."""
    made_with = materials_for(sample, language)
    return Told(sample.on, sample.read_in(language), sample.assessment, made_with)


def person(t: Told) -> Phrases:
    """Yield birth with age, and number."""
    patient, born = t.chart.patient, t.chart.patient.birth_date
    years = t.on.year - born.year - ((t.on.month, t.on.day) < (born.month, born.day))
    yield t.say("common.page.born_age", date=t.day(born), age=str(years))
    if patient.number:
        yield t.say("common.page.number", number=patient.number)


def worker(t: Told) -> Phrases:
    """Yield what a note for work may say: birth, and the day of the last visit."""
    yield t.say("letters.work_note.born", date=t.day(t.chart.patient.birth_date))
    if t.chart.visits:
        yield t.say("letters.work_note.seen", date=t.day(max(v.on for v in t.chart.visits)))


def onset(t: Told) -> Phrases:
    """Yield how the problem began."""
    match t.chart.problem.onset:
        case OnsetDay(on):
            yield t.say("emergency.problem.onset", date=t.day(on))
        case OnsetMonth(month):
            yield t.say("emergency.problem.onset_month", month=t.words.short_month(month))
        case OnsetAbout(days, told_on):
            ago = {"days": str(days), "date": t.day(told_on)}
            yield t.say("emergency.problem.onset_about", **ago)
        case unknown:
            yield t.say("emergency.problem.onset_unknown", date=t.day(unknown.first_documented))


def day_of_problem(t: Told) -> Phrases:
    """Yield which day of the problem it is, as it was concluded."""
    stage = t.concluded.stage
    if stage.day is not None:
        yield t.say("letters.day", days=str(stage.day))
    elif stage.day_earliest is not None:
        between = {"after": str(stage.day_latest), "before": str(stage.day_earliest)}
        yield t.say("letters.days", **between)
    elif stage.day_latest is not None:
        yield t.say("letters.at_least", days=str(stage.day_latest))


def scores(t: Told) -> Phrases:
    """Yield the newest of each score with its day."""
    for name in SCORES:
        for visit in [v for v in t.newest if getattr(v, name) is not None][:1]:
            value = f"{getattr(visit, name):g}"
            yield t.say(f"letters.scores.{name}", value=value, date=t.day(visit.on))
    for visit in [v for v in t.newest if v.state_acceptable != "unknown"][:1]:
        yield t.say(f"letters.acceptable.{visit.state_acceptable}", date=t.day(visit.on))


def felt(t: Told) -> Phrases:
    """Yield the newest of what the patient felt, with its day."""
    for visit in [v for v in t.newest if v.pain_map][:1]:
        places = named(tuple(sorted(visit.pain_map)), t.words)
        yield t.say("letters.felt.pain", value=places, date=t.day(visit.on))
    for numb in [v.numbness_since for v in t.newest if v.numbness_since][:1]:
        yield t.say("letters.felt.numb", date=t.day(numb))
    for weak in [v.weakness for v in t.newest if v.weakness][:1]:
        if weak.since:
            since = t.say("emergency.findings.since", date=t.day(weak.since))
            yield t.say("letters.felt.weak", value=since)


def goals(t: Told) -> Phrases:
    """Yield the newest goals."""
    yield from [v.goal_function for v in t.newest if v.goal_function][:1]
    for goal in [v.goal_pain for v in t.newest if v.goal_pain is not None][:1]:
        yield t.say("letters.physiotherapy.goal_pain", value=str(goal))


def screen(t: Told) -> Phrases:
    """Yield how far the red-flag questions were asked."""
    flags = t.concluded.red_flags
    if flags.screened_on is None:
        return
    day = t.day(flags.screened_on)
    if flags.screen_complete:
        yield t.say("letters.screen.complete", date=day)
    else:
        yield t.say("letters.screen.open", date=day, number=str(len(flags.missing)))


def flags(t: Told, open_ones: Iterable[OpenFlag]) -> Phrases:
    """Yield flags, each with its start or the day on which it was recorded.

    What could not be assessed is no finding: it has neither.
    """
    for flag in open_ones:
        answers = {visit.answered(flag.id) for visit in t.chart.visits}
        if "yes" not in answers and answers & NOT_ASSESSED:
            continue
        told = _answer(t, flag.id)
        key, day = ("since", told.since) if told.since else ("raised", flag.raised_on)
        when = t.say(f"emergency.findings.{key}", date=t.day(day))
        yield f"{t.say(f'emergency.flags.{flag.id}')}, {when}"


def noticed(t: Told, open_ones: Iterable[OpenFlag]) -> Phrases:
    """Yield when the first of these flags was noticed."""
    given = (_newest_yes(t, flag.id) for flag in open_ones)
    starts = [one.since for one in given if one.since]
    if starts:
        yield f"{t.say('emergency.times.noticed')} {t.day(min(starts))}"


def _answer(t: Told, flag: str) -> FlagAnswer:
    weak = [visit.weakness for visit in t.newest if visit.weakness]
    if flag in ABOUT_POWER and weak:
        return FlagAnswer("yes", weak[0].since, weak[0].course)
    return _newest_yes(t, flag)


def _newest_yes(t: Told, flag: str) -> FlagAnswer:
    given = (visit.red_flags.get(flag, BLANK) for visit in t.newest)
    return next((one for one in given if one.answer == "yes"), BLANK)


def kidneys(t: Told) -> Phrases:
    """Yield the kidney function with its day."""
    egfr = t.chart.patient.egfr
    if egfr:
        yield t.say("letters.kidneys.known", value=f"{egfr.value:g}", date=t.day(egfr.on))


def weight(t: Told) -> Phrases:
    """Yield the weight."""
    if t.chart.patient.weight_kg is not None:
        yield t.say("letters.weight.known", value=f"{t.chart.patient.weight_kg:g}")


def pregnancy(t: Told) -> Phrases:
    """Yield the weeks of a pregnancy on the day of the letter."""
    told = t.chart.patient.pregnancy
    if told.status == "yes" and told.weeks is not None:
        counted_on = told.on or max((v.on for v in t.chart.visits), default=t.on)
        weeks = told.weeks + (t.on - counted_on).days // WEEK
        yield t.say("emergency.background.pregnant_weeks", weeks=str(weeks))


def medicines(t: Told) -> Phrases:
    """Yield the medicines that are taken, as they are called, with their doses."""
    for one in t.chart.patient.medicines:
        if one.stopped is None:
            yield one.name
    for care in t.chart.care:
        if care.kind == "medicine" and care.name and care.span and care.span.end is None:
            yield care.name
