"""A made-up clinic to look at and to practise on: the same for the same seed and day."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Final

from sqlmodel import Session

from db import decisions, demo_names, particulars, patients, persons, recalls, visits
from db.clinic import Clinic
from db.demo_people import PEOPLE, Person
from db.demo_reach import reach
from db.demo_stories import STORIES, Followed, Root, Seen, Story, Told
from db.demo_variation import varied
from pathway.facts import (
    BodySide,
    Care,
    Closed,
    Egfr,
    FlagAnswer,
    FlagRecord,
    MedicineTaken,
    Onset,
    OnsetAbout,
    OnsetDay,
    OnsetMonth,
    OnsetUnknown,
    Override,
    Patient,
    Pregnancy,
    Problem,
    Referral,
    Region,
    Side,
    Span,
    Spot,
    Visit,
    Weakness,
)
from pathway.particulars import Particulars
from pathway.recalls import RecallEntry, RecallOutcome
from pathway.records import CareEntry, Changes, Registration, Stamp, VisitEntry

DOCTORS: Final = ("Dr Amina Yusuf", "Dr Peter Lindqvist")


@dataclass(frozen=True, slots=True)
class Signs:
    """What a root's patients show."""

    zones: tuple[str, ...]
    numb: str
    muscle: str
    reflex: str
    test: str


SIGNS: Final[dict[Root, Signs]] = {
    "L4": Signs(
        ("front_thigh", "inner_shin"), "inner_shin", "knee_extension", "knee", "femoral_stretch"
    ),
    "L5": Signs(
        ("buttock", "outer_shin", "top_of_foot"),
        "top_of_foot",
        "great_toe_extension",
        "medial_hamstring",
        "slr",
    ),
    "S1": Signs(
        ("buttock", "calf", "outer_foot"), "outer_foot", "ankle_plantarflexion", "ankle", "slr"
    ),
    "C6": Signs(
        ("neck", "lateral_forearm", "thumb"), "thumb", "elbow_flexion", "biceps", "spurling_a"
    ),
    "C7": Signs(
        ("neck", "posterior_forearm", "middle_finger"),
        "middle_finger",
        "elbow_extension",
        "triceps",
        "spurling_a",
    ),
}
ASKED_EVERYBODY: Final = (
    "RF-N3", "RF-M2", "RF-M4", "RF-M5", "RF-T1", "RF-T2", "RF-T3", "RF-I1", "RF-I2", "RF-I3",
    "RF-I4", "RF-I5", "RF-F1", "RF-F2", "RF-F3", "RF-P1",
)  # fmt: skip
ASKED_LUMBAR: Final = (
    "RF-C1", "RF-C2", "RF-C3", "RF-C4", "RF-C5", "RF-C6", "RF-C7", "RF-V1", "RF-V2",
)  # fmt: skip
ASKED_CERVICAL: Final = ("RF-M1", "RF-M3", "RF-V2", "RF-V3", "RF-V4", "RF-T6")
THINNERS: Final = frozenset({"apixaban", "warfarin", "rivaroxaban"})


@dataclass(frozen=True, slots=True)
class DemoChart:
    """One made-up patient with everything that was recorded; the last visit may be unsigned."""

    registration: Registration
    visits: tuple[Visit, ...]
    care: tuple[Care, ...]
    decided: tuple[FlagRecord | Override | Referral, ...]
    reached: Particulars | None = None
    called: RecallOutcome | None = None


def demo_charts(today: date, seed: int, count: int, first: int = 0) -> tuple[DemoChart, ...]:
    """Return ``count`` made-up patients from number ``first`` on.

    The first thirty of all show everything there is. Who comes after the named people is put
    together from lists, each from a chance of their own, so that batches can be made anywhere.
    """
    told = tuple(_told(today, seed, min(first + count, len(PEOPLE))))[first:]
    others = range(max(first, len(PEOPLE)), first + count)
    return told + tuple(_put_together(today, seed, number) for number in others)


def with_contacts(chart: DemoChart, count: int) -> DemoChart:
    """Return a course with so many visits or more: short ones come between the first and last."""
    first, missing = chart.visits[0], count - len(chart.visits)
    taken = {visit.on for visit in chart.visits}
    days = (chart.visits[-1].on - first.on).days
    free = [day for day in (first.on + timedelta(n) for n in range(1, days)) if day not in taken]
    step = max(1, len(free) // max(1, missing))
    seen = [visit for visit in chart.visits if visit.recorded_at]
    short = tuple(
        Visit(
            day,
            recorded_at=datetime.combine(day, time(12), UTC),
            pain_limb=seen[number % len(seen)].pain_limb,
            pain_spine=seen[number % len(seen)].pain_spine,
            signed=True,
        )
        for number, day in enumerate(free[::step][: max(0, missing)])
    )
    return replace(chart, visits=tuple(sorted((*chart.visits, *short), key=lambda each: each.on)))


def fill(clinic: Clinic, today: date, seed: int, count: int, stamp: Stamp) -> Changes:
    """Store the made-up patients in a clinic; for many of them there is ``demo_bulk.fill``."""
    return clinic.write(store, demo_charts(today, seed, count), stamp)


def store(session: Session, charts: tuple[DemoChart, ...], stamp: Stamp) -> Changes:
    """Store made-up charts in one go."""
    stored = [_store_one(session, chart, stamp) for chart in charts]
    everyone = frozenset(patient for changes in stored for patient in changes.patients)
    return Changes(frozenset({"patients", "visits", "care"}), everyone)


def _store_one(session: Session, chart: DemoChart, stamp: Stamp) -> Changes:
    registered = patients.register(session, chart.registration, stamp)
    problem = registered.problem
    if problem is None:
        raise RuntimeError("a registration without a problem")
    told = tuple(CareEntry(care) for care in chart.care)
    for number, visit in enumerate(chart.visits):
        entry = VisitEntry(problem, visit, told if number == 0 else ())
        saved = visits.save(session, entry, stamp)
        if visit.signed and saved.visit and visit.recorded_at:
            doctor = Stamp(DOCTORS[number % len(DOCTORS)], visit.recorded_at, visit.on)
            visits.sign(session, saved.visit, doctor)
    for made in chart.decided:
        decisions.record(session, decisions.Decision(problem, made), stamp)
    _put_reached(session, chart, registered, stamp)
    return registered


def _put_reached(session: Session, chart: DemoChart, registered: Changes, stamp: Stamp) -> None:
    if chart.reached is not None:
        for patient in registered.patients:
            particulars.put(session, patient, chart.reached)
            persons.index(session, patient)
    if chart.called is not None and registered.problem is not None:
        recalls.record(session, RecallEntry(registered.problem, chart.called), stamp)


def _told(today: date, seed: int, count: int) -> Iterator[DemoChart]:
    chance = Random(seed)
    for number, (person, story) in enumerate(_cast(chance, count)):
        made = _chart(today, chance, person, story)
        yield replace(made, reached=reach(seed, number), called=_called(today, story))


def _put_together(today: date, seed: int, number: int) -> DemoChart:
    chance = Random(f"{seed} {number}")
    story = varied(chance)
    return _chart(today, chance, demo_names.person(chance, story.sex), story)


def _cast(chance: Random, count: int) -> Iterator[tuple[Person, Story]]:
    """Give each story somebody whom it fits; names are used up before any comes twice."""
    waiting: list[Person] = []
    for number in range(count):
        story = STORIES[number % len(STORIES)]
        if len(waiting) < 2:
            waiting += chance.sample(PEOPLE, len(PEOPLE))
        fits = (person for person in waiting if story.sex in {None, person.sex})
        person = next(fits, waiting[0])
        waiting.remove(person)
        yield person, story


def _chart(today: date, chance: Random, person: Person, story: Story) -> DemoChart:
    drawn: Side = chance.choice(("left", "right"))
    problem = Problem(
        region=_region(story),
        onset=_onset(today, story),
        side=story.side or drawn,
        cause="stenosis" if story.stenosis else chance.choice(("disc", "unknown")),
        pain_free=_pain_free(today, story),
        closed=Closed(_ago(today, story.closed[0]), story.closed[1]) if story.closed else None,
    )
    side: BodySide = "right" if drawn == "right" else "left"
    return DemoChart(
        Registration(_patient(today, chance, person, story), problem),
        tuple(_visit(today, chance, story, (seen, side)) for seen in story.seen),
        tuple(_care(today, told) for told in story.care),
        _decided(today, story),
    )


def _patient(today: date, chance: Random, person: Person, story: Story) -> Patient:
    birth = _ago(today, 365 * story.age + story.age // 4 + chance.randrange(20, 340))
    pregnant = story.pregnant_weeks
    weeks = Pregnancy("yes", pregnant, today) if pregnant else Pregnancy("not_applicable")
    return Patient(
        birth_date=birth,
        family_name=person.family,
        given_name=person.given,
        sex=person.sex,
        language=person.language,
        pregnancy=Pregnancy("no") if person.sex == "female" and not pregnant else weeks,
        breastfeeding="no",
        egfr=Egfr(story.egfr[0], _ago(today, story.egfr[1])) if story.egfr else None,
        weight_kg=story.weight_kg,
        conditions=frozenset(story.conditions),
        medicines=tuple(MedicineTaken(name) for name in story.medicines),
        allergies=story.allergies,
        allergy_state="known" if story.allergies else "none_known",
        smoker=chance.choice(("no", "no", "yes", "unknown")),
    )


def _called(today: date, story: Story) -> RecallOutcome | None:
    if story.called is None:
        return None
    kind, days = story.called
    return RecallOutcome(kind, today, None if days is None else _ago(today, -days))


def _visit(today: date, chance: Random, story: Story, seen_on: tuple[Seen, BodySide]) -> Visit:
    seen, side = seen_on
    on = _ago(today, seen.days)
    signs = SIGNS[story.root]
    is_ill = (seen.limb if seen.limb is not None else 5) > 1
    is_whole = seen.grade == 5 and not is_ill
    return Visit(
        on=on,
        recorded_at=_moment(on, chance),
        pain_limb=seen.limb,
        pain_spine=seen.spine,
        psfs=seen.psfs,
        state_acceptable=seen.fine,
        red_flags=_answers(story, seen, on),
        pain_map=frozenset(Spot(side, zone) for zone in signs.zones) if is_ill else frozenset(),
        sensation={Spot(side, signs.numb): "reduced" if is_ill else "normal"},
        power={} if seen.grade is None else {Spot(side, signs.muscle): seen.grade},
        reflexes={Spot(side, signs.reflex): "normal" if is_whole else "reduced"},
        tests={Spot(side, signs.test): "positive" if is_ill else "negative"},
        weakness=Weakness(_ago(today, seen.weak_since), "stable") if seen.weak_since else None,
        intractable_pain=seen.unbearable,
        note=seen.note,
        signed=not (story.unsigned and seen is story.seen[-1]),
    )


def _answers(story: Story, seen: Seen, on: date) -> dict[str, FlagAnswer]:
    """Return the answer to every question that is asked in the region, none of them by default."""
    region = ASKED_CERVICAL if _region(story) == "cervical" else ASKED_LUMBAR
    thinner = ("RF-V6",) if THINNERS & set(story.medicines) else ()
    asked = (*region, *ASKED_EVERYBODY, *thinner)
    found = {item: FlagAnswer("no") for item in asked if item not in seen.blank}
    for yes in seen.yes:
        since = None if yes.since is None else _ago(on, yes.since)
        found[yes.item] = FlagAnswer("yes", since, yes.course)
    return found


def _care(today: date, told: Told) -> Care:
    dates = tuple(sorted(_ago(today, days) for days in told.sessions))
    end = None if told.end is None else _ago(today, told.end)
    span = None if dates else Span(_ago(today, told.start), end)
    return Care(told.kind, told.name, dates, span, told.weekly, told.outcome)


def _decided(today: date, story: Story) -> tuple[FlagRecord | Override | Referral, ...]:
    found: list[FlagRecord | Override | Referral] = [
        _followed(today, item) for item in story.followed
    ]
    if story.referred is not None:
        found.append(Referral("surgical_evaluation", _ago(today, story.referred), "sent"))
    if story.opened is not None:
        on = _ago(today, story.opened)
        reason = "Surgeon asks for no further trial of care."
        found.append(Override("surgical_window", on, DOCTORS[0], reason, "open"))
    return tuple(found)


def _followed(today: date, item: Followed) -> FlagRecord:
    return FlagRecord(
        id=item.item,
        raised_on=_ago(today, item.raised),
        state=item.state,
        on=_ago(today, item.on),
        by=DOCTORS[0],
        basis=item.basis,
        called=item.called,
        arrived=item.arrived,
    )


def _onset(today: date, story: Story) -> Onset:
    day = _ago(today, story.onset)
    match story.onset_kind:
        case "day":
            return OnsetDay(day)
        case "month":
            return OnsetMonth(day.replace(day=1))
        case "about":
            said = story.seen[0].days
            return OnsetAbout(story.onset - said, _ago(today, said), "about a month")
        case "unknown":
            return OnsetUnknown(day)


def _pain_free(today: date, story: Story) -> tuple[Span, ...]:
    if story.pain_free is None:
        return ()
    first, last = story.pain_free
    return (Span(_ago(today, first), _ago(today, last)),)


def _region(story: Story) -> Region:
    return "cervical" if story.root.startswith("C") else "lumbar"


def _moment(on: date, chance: Random) -> datetime:
    return datetime.combine(on, time(chance.randrange(8, 17), chance.randrange(0, 60, 5)), UTC)


def _ago(day: date, days: int) -> date:
    return day - timedelta(days=days)
