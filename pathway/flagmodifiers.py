"""What follows from several red flags together, or from a flag and the patient's age or care.

The rules look at every flag that stands on a day, so that a sign found at a later visit still lifts
a flag raised earlier.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from pathway.facts import Visit
from pathway.finding import Input, Level
from pathway.flagcase import FlagCase
from pathway.flaglife import FlagLife, Raised, Standing, found_flags, raised
from pathway.flaglimits import FlagLimits
from pathway.flagsigns import Signs, has_leg_symptoms, is_worsening
from pathway.sittings import Sitting

TUMOUR: Final = ("RF-T1", "RF-T2", "RF-T4", "RF-T5", "RF-T6")
INFECTION: Final = ("RF-I1", "RF-I2", "RF-I4", "RF-I5")
LIFTED_BY_WEAK_IMMUNITY: Final = ("RF-I1", "RF-I2", "RF-I4")
OLD_WEAKNESS: Final = frozenset({"RF-N4", "RF-N5", "RF-N7"})
NERVE_FAMILIES: Final = frozenset({"C", "N", "M"})
TUMOUR_OR_NIGHT_PAIN: Final = (*TUMOUR, "RF-T3")
CANCER: Final = frozenset(TUMOUR_OR_NIGHT_PAIN)
BESIDE_NIGHT_PAIN: Final = frozenset({*TUMOUR, *INFECTION})
LIFTED_BY_NERVE_SIGNS: Final = frozenset({"RF-I1", "RF-I2", "RF-F4", "RF-T1"})
PERCENT = 100


class Combined:
    """Everything that bears on flags together, from the first day seen to the present one.

    On the assessed day the patient is oldest and care has lasted longest, so that this day tells
    which of the rules about tumours need not be asked on any.
    """

    def __init__(self, case: FlagCase, life: FlagLife, signs: Signs) -> None:
        limits, care_day = case.book.limits, case.timing.care_day
        self.case = case
        self.life = life
        self.signs = signs
        self.weak_immunity: tuple[Input, ...] = ()
        self.first_pain: Input | None = None
        self.is_adult = False
        self.is_ill = bool(case.chart.patient.conditions)
        self.is_pregnant = case.chart.patient.pregnancy.status == "yes"
        self.may_be_old = case.age(case.on) >= limits.tumour_age_years
        self.may_last = care_day is not None and care_day >= limits.care_month_days

    def look(self, sitting: Sitting) -> None:
        """Let flags stand higher because of the other flags and findings of the day."""
        if self.first_pain is None:
            self.note_pain(sitting)
        if sitting.raising or self.is_ill:
            self._note_immunity(sitting)
        take, standing, on = self.life.take_each, self.life.open, sitting.on
        if not self.is_adult:
            take(self._age(sitting), on)
        if self.is_pregnant:
            take(self._pregnancy(sitting), on)
        if "RF-N2" in standing:
            take(self._reported_drop(sitting), on)
        if not LIFTED_BY_NERVE_SIGNS.isdisjoint(standing):
            take(self._neurology(), on)
            if "RF-I1" in standing:
                take(self._fever(), on)
        self._look_again(sitting)

    def _look_again(self, sitting: Sitting) -> None:
        """Let flags stand that follow from those that the rules before left."""
        standing = self.life.open
        if self.weak_immunity:
            self.life.take_each(self._lowered_immunity(), sitting.on)
        if not CANCER.isdisjoint(standing):
            self._tumour(sitting)
        if "RF-P4" in standing:
            self.life.take_each(self._obstetric_call(), sitting.on)

    def _note_immunity(self, sitting: Sitting) -> None:
        if sitting.answer("RF-I3") == "yes":
            self.weak_immunity = (Input("RF-I3", "yes", sitting.on),)
        elif not self.weak_immunity and self.case.chart.patient.conditions:
            self.weak_immunity = self.case.listed(self.case.book.conditions.weak_immunity)

    def note_pain(self, sitting: Sitting) -> None:
        """Remember the first pain score, with which later ones are compared."""
        pain = _pain(sitting) if self.first_pain is None else None
        if pain is not None:
            self.first_pain = Input("pain", str(pain), sitting.on)

    def _lift(self, flag_id: str, variant: str, *because: Input) -> Iterator[Raised]:
        standing = self.life.open.get(flag_id)
        if standing and not _is_told(f"{flag_id}.{variant}", standing):
            told = (Input(flag_id, "yes", standing.raised_on), *because)
            yield raised(self.case.book.items[flag_id], variant, told)

    def _reported_drop(self, sitting: Sitting) -> Iterator[Raised]:
        """A drop with reported worsening, whichever came first, lifts both RF-N2 and RF-N3."""
        report = is_worsening(sitting)
        if report is None and not self._is_reported():
            return
        drop = Input("RF-N2", "yes", self.life.open["RF-N2"].raised_on)
        yield from self._lift("RF-N2", "reported", report or Input("RF-N3", "yes"))
        yield from self._lift("RF-N3", "confirmed", drop)

    def _is_reported(self) -> bool:
        report = self.life.open.get("RF-N3")
        return report is not None and report.is_found

    def _neurology(self) -> Iterator[Raised]:
        cord = self._nerve_flags()
        signs = (*cord, *self.signs.inputs())
        if signs:
            yield from self._lift("RF-I1", "neurological", *signs)
            yield from self._lift("RF-I2", "neurological", *signs)
            yield from self._lift("RF-F4", "neurological", *signs)
        new = tuple(sign for sign in cord if not _is_old(sign.what, self.signs))
        if new:
            yield from self._lift("RF-T1", "neurological", *new)

    def _nerve_flags(self) -> tuple[Input, ...]:
        book = self.case.book
        return tuple(
            Input(flag_id, "yes", self.life.open[flag_id].raised_on)
            for flag_id in found_flags(self.life, Level.URGENT)
            if book.family_of(flag_id) in NERVE_FAMILIES
        )

    def _fever(self) -> Iterator[Raised]:
        told = Input("RF-I1", "yes", self.life.open["RF-I1"].raised_on)
        yield from self._lift("RF-I2", "feverish", told)
        yield from self._lift("RF-I4", "feverish", told)

    def _lowered_immunity(self) -> Iterator[Raised]:
        """RF-I3 lifts its flags by one step from their own level, never by itself."""
        for flag_id in LIFTED_BY_WEAK_IMMUNITY:
            standing = self.life.open.get(flag_id)
            if standing is None:
                continue
            item = self.case.book.items["RF-I3"]
            level = Level(min(standing.own + 1, Level.EMERGENCY))
            told = (Input(flag_id, "yes", standing.raised_on), *self.weak_immunity)
            yield Raised(flag_id, level, item.reason("yes", told), lifts=True)

    def _tumour(self, sitting: Sitting) -> None:
        """One rule after the other: a flag that one raises is there for the next."""
        take, standing, on = self.life.take_each, self.life.open, sitting.on
        known = [flag_id for flag_id in TUMOUR_OR_NIGHT_PAIN if flag_id in standing]
        if self.may_be_old:
            take(self._tumour_by_age(known, sitting), on)
        if self.may_last:
            take(self._tumour_by_course(known, sitting), on)
        if "RF-T3" in known and (self.weak_immunity or not BESIDE_NIGHT_PAIN.isdisjoint(standing)):
            take(self._night_pain(), on)

    def _tumour_by_age(self, known: Sequence[str], sitting: Sitting) -> Iterator[Raised]:
        """RF-T4: new, perhaps first-ever pain from a certain age on, with another tumour item."""
        if _is_told("RF-T4", self.life.open.get("RF-T4")):
            return
        limits, on = self.case.book.limits, sitting.on
        age = self.case.age(on)
        if age < limits.tumour_age_years or _had_before(on, self.case):
            return
        others = [flag_id for flag_id in known if flag_id != "RF-T4"]
        if others == ["RF-T3"] and _rest_is_normal(sitting):
            return
        if others and self.case.may_have_begun(on, limits.new_pain_days):
            told = (Input("age", str(age), on), *self._standing(others))
            yield raised(self.case.book.items["RF-T4"], "yes", told, ("first_ever_pain",))

    def _tumour_by_course(self, known: Sequence[str], sitting: Sitting) -> Iterator[Raised]:
        """RF-T5: no better after a month of care, with another tumour item."""
        if _is_told("RF-T5", self.life.open.get("RF-T5")):
            return
        care_day = self.case.care_day(sitting.on) or 0
        if care_day < self.case.book.limits.care_month_days:
            return
        others = [flag_id for flag_id in known if flag_id != "RF-T5"]
        pain = _no_better(self.first_pain, sitting, self.case.book.limits) if others else ()
        if pain:
            care_input = Input("care_day", str(care_day), sitting.on)
            told = (care_input, *pain, *self._standing(others))
            yield raised(self.case.book.items["RF-T5"], "yes", told)

    def _night_pain(self) -> Iterator[Raised]:
        others = [flag_id for flag_id in (*TUMOUR, *INFECTION) if flag_id in self.life.open]
        told = self._standing(others) or self.weak_immunity
        yield from self._lift("RF-T3", "with_other", *told)

    def _standing(self, flag_ids: Sequence[str]) -> tuple[Input, ...]:
        standing = self.life.open
        return tuple([Input(each, "yes", standing[each].raised_on) for each in flag_ids])

    def _age(self, sitting: Sitting) -> Iterator[Raised]:
        age = self.case.youngest(sitting.on)
        self.is_adult = age >= self.case.book.limits.adult_age_years
        if not self.is_adult:
            told = (Input("age", str(age), sitting.on),)
            yield raised(self.case.book.items["RF-P5"], "yes", told)

    def _pregnancy(self, sitting: Sitting) -> Iterator[Raised]:
        if any(_leg_hurts(visit, self.case) for visit in sitting.visits):
            told = (Input("pregnancy", "yes", sitting.on),)
            yield raised(self.case.book.items["RF-P4"], "yes", told)

    def _obstetric_call(self) -> Iterator[Raised]:
        """In pregnancy the obstetric team is called beside whoever an emergency goes to."""
        for other in self._nerve_flags():
            level = self.life.open[other.what].level
            if level >= Level.SAME_DAY:
                told = (Input("pregnancy", "yes", other.on), other)
                reason = self.case.book.items["RF-P4"].reason("with_emergency", told)
                yield Raised("RF-P4", level, reason, lifts=True)


def _is_told(rule: str, standing: Standing | None) -> bool:
    return standing is not None and any(reason.rule == rule for reason in standing.reasons)


def _is_old(flag_id: str, signs: Signs) -> bool:
    return signs.has_old_weakness() and flag_id in OLD_WEAKNESS


def _had_before(on: date, case: FlagCase) -> bool:
    """A pain-free time on record means that this is not the first such pain."""
    return any(span.start < on for span in case.chart.problem.pain_free)


def _leg_hurts(visit: Visit, case: FlagCase) -> bool:
    limb_is_leg = case.chart.problem.region != "cervical"
    return (limb_is_leg and bool(visit.pain_limb)) or has_leg_symptoms(visit, case.book)


def _no_better(first: Input | None, sitting: Sitting, limits: FlagLimits) -> tuple[Input, ...]:
    """Return the pain scores that show no improvement; none when nobody knows."""
    now = _pain(sitting)
    if now is None or first is None or first.on == sitting.on:
        unhappy = any(visit.state_acceptable == "no" for visit in sitting.visits)
        return (Input("state_acceptable", "no", sitting.on),) if unhappy else ()
    before = int(first.value)
    fall = before - now
    if before and fall * PERCENT >= limits.better_percent * before:
        return ()
    if before >= limits.better_from_points and fall >= limits.better_points:
        return ()
    return (first, Input("pain_now", str(now), sitting.on))


def _pain(sitting: Sitting) -> int | None:
    """The worst pain of the day."""
    scores = [p for v in sitting.visits for p in (v.pain_spine, v.pain_limb) if p is not None]
    return max(scores, default=None)


def _rest_is_normal(sitting: Sitting) -> bool:
    """A record that states that everything else was normal states it of a first-ever pain too."""
    return all(visit.red_flags_unlisted == "no" for visit in sitting.visits)
