"""Charts as a case file can hold them, made up by Hypothesis."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, Final, TypeVar, get_args

from hypothesis import strategies as st

from pathway import facts
from pathway.birth import whole
from pathway.catalogue import CatalogueItem
from pathway.coding import is_beside
from pathway.readable import is_blank
from tests.exchange.samples import ASKED, COMPUTED, KNOWN

Thing = TypeVar("Thing")

BIRTH: Final = date(1960, 2, 29)
ONSET: Final = date(2026, 1, 5)
FIRST_VISIT: Final = date(2026, 1, 10)
COUNTED: Final = ("RF-C9", "RF-M10")
PLACES: Final = KNOWN.catalogue.places

words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)
names = words.filter(lambda text: not is_blank(text))
old_days = st.dates(BIRTH, ONSET)
days = st.dates(ONSET, date(2026, 12, 31))
visit_days = st.dates(FIRST_VISIT, date(2026, 12, 31))
tenths = st.integers(0, 100).map(lambda number: number / 10)


def choice(literal: object) -> st.SearchStrategy[Any]:
    """Return a strategy for the codes of a Literal."""
    return st.sampled_from(get_args(literal))


def spots(group: str, values: st.SearchStrategy[Thing]) -> st.SearchStrategy[dict[Any, Thing]]:
    """Return a strategy for findings of one group."""
    where = st.builds(facts.Spot, choice(facts.BodySide), st.sampled_from(sorted(PLACES[group])))
    return st.dictionaries(where, values, max_size=4)


def flag_answers() -> st.SearchStrategy[dict[str, facts.FlagAnswer]]:
    """Return a strategy for the answers of an interview."""
    answer = st.builds(
        facts.FlagAnswer,
        st.sampled_from(["yes", "no", "unable", "declined"]),
        st.none() | old_days,
        st.none() | choice(facts.Course),
    )
    said = st.dictionaries(st.sampled_from(sorted(ASKED - set(COUNTED))), answer, max_size=5)
    count = st.integers(0, 100).map(lambda number: facts.FlagAnswer("yes", number=float(number)))
    unable = st.sampled_from([facts.FlagAnswer("unable"), facts.FlagAnswer("declined")])
    counted = st.dictionaries(st.sampled_from(COUNTED), count | unable)
    return st.builds(lambda a, b: {**a, **b}, said, counted)


def _beside_value(item: CatalogueItem) -> st.SearchStrategy[str]:
    if item.choices:
        return st.sampled_from(item.values)
    return st.integers(0, 10).map(str) if item.kind == "whole" else names


# A case holds the plan that stands, not what each visit said of it.
BESIDE: Final = {
    code: _beside_value(item)
    for code, item in KNOWN.catalogue.items.items()
    if is_beside(code) and not code.startswith("plan.")
}
besides = st.lists(st.sampled_from(sorted(BESIDE)), unique=True, max_size=5).flatmap(
    lambda codes: st.fixed_dictionaries({code: BESIDE[code] for code in codes})
)


visits = st.builds(
    facts.Visit,
    on=visit_days,
    recorded_at=st.none() | st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)),  # noqa: DTZ001
    pain_spine=st.none() | st.integers(0, 10),
    pain_limb=st.none() | st.integers(0, 10),
    psfs=st.none() | tenths,
    state_acceptable=choice(facts.Known),
    red_flags=flag_answers(),
    red_flags_unlisted=choice(facts.Answer),
    pain_map=st.frozensets(
        st.builds(facts.Spot, choice(facts.BodySide), st.sampled_from(sorted(PLACES["pain_map"]))),
        max_size=4,
    ),
    sensation=spots("sensation", choice(facts.Sensation)),
    power=spots("power", st.integers(0, 5)),
    reflexes=spots("reflex", choice(facts.Reflex)),
    tests=spots("test", choice(facts.TestResult)),
    rotation_degrees=st.none() | st.integers(0, 120).map(float),
    exam_unlisted=choice(facts.ExamUnlisted),
    temperature=st.none() | st.integers(300, 450).map(lambda number: number / 10),
    weakness=st.none()
    | st.builds(facts.Weakness, st.none() | old_days, st.none() | choice(facts.Course)),
    numbness_since=st.none() | old_days,
    radiation=st.none() | choice(facts.Radiation),
    goal_pain=st.none() | st.integers(0, 10),
    goal_function=words,
    intractable_pain=words,
    surgery_candidate=choice(facts.Known),
    note=words,
    beside=besides,
)

bare_patients = st.builds(
    facts.Patient,
    birth_date=st.just(BIRTH),
    number=words,
    family_name=words,
    given_name=words,
    sex=choice(facts.Sex),
    language=st.sampled_from(["", "en", "es"]),
    pregnancy=st.builds(facts.Pregnancy, choice(facts.PregnancyStatus), on=st.none() | days)
    | st.builds(facts.Pregnancy, st.just("yes"), st.integers(0, 45), st.none() | days),
    breastfeeding=choice(facts.Known),
    egfr=st.none() | st.builds(facts.Egfr, st.integers(0, 250).map(float), old_days),
    weight_kg=st.none() | st.integers(1, 500).map(float),
    conditions=st.frozensets(
        st.sampled_from([item.place for item in KNOWN.catalogue.conditions]), max_size=4
    ),
    medicines=st.lists(st.builds(facts.MedicineTaken, names, st.none() | days), max_size=3).map(
        tuple
    ),
    allergies=st.just(()),
    smoker=choice(facts.Known),
)


def told(
    patient: facts.Patient,
    birth: tuple[facts.BirthKnown, date],
    states: tuple[facts.ListState, facts.ListState, facts.AllergyState],
) -> facts.Patient:
    """Return a patient of whom it is told how well things are known, without contradictions."""
    known, told_on = birth
    conditions, medicines, allergies = states
    takes = any(it.stopped is None for it in patient.medicines)
    is_blank = medicines == "not_asked" or (takes and medicines == "none_known")
    return replace(
        patient,
        birth_date=whole(BIRTH, known),
        birth_known=known,
        birth_told_on=told_on if known == "age" else None,
        conditions_state="listed" if patient.conditions else conditions,
        medicines_state=("listed" if patient.medicines else "not_asked") if is_blank else medicines,
        allergy_state="known" if patient.allergies else allergies,
    )


patients = st.builds(
    told,
    bare_patients,
    st.tuples(choice(facts.BirthKnown), days),
    st.tuples(choice(facts.ListState), choice(facts.ListState), choice(facts.AllergyState)),
)


def spans(first: date) -> st.SearchStrategy[facts.Span]:
    """Return a strategy for spans that begin on or after a day, some of them still running."""
    return st.builds(
        lambda start, length: facts.Span(
            start, None if length is None else start + timedelta(days=length)
        ),
        st.dates(first, date(2026, 12, 31)),
        st.none() | st.integers(0, 300),
    )


onsets = st.one_of(
    st.just(facts.OnsetDay(ONSET)),
    st.just(facts.OnsetMonth(ONSET.replace(day=1))),
    st.builds(facts.OnsetAbout, st.integers(0, 400), days, words),
    st.builds(facts.OnsetUnknown, days),
)
problems = st.builds(
    facts.Problem,
    region=choice(facts.Region),
    onset=onsets,
    side=choice(facts.Side),
    cause=choice(facts.Cause),
    pain_free=st.lists(spans(BIRTH), max_size=2).map(tuple),
    closed=st.none() | st.builds(facts.Closed, days, words),
)
kinds = st.sampled_from([kind for kind in get_args(facts.CareKind) if kind != "medicine"])
cares = st.one_of(
    st.builds(
        facts.Care,
        kind=kinds,
        name=words,
        dates=st.lists(days, min_size=1, max_size=3).map(tuple),
        outcome=choice(facts.Outcome),
    ),
    st.builds(
        facts.Care,
        kind=st.just("medicine"),
        name=names,
        span=spans(ONSET),
        days_per_week=st.integers(1, 7),
        outcome=choice(facts.Outcome),
    ),
)
flag_records = st.builds(
    facts.FlagRecord,
    id=st.sampled_from(sorted(ASKED | COMPUTED)),
    raised_on=old_days,
    state=choice(facts.FlagState),
    on=days,
    by=words,
    basis=words,
    called=choice(facts.Known),
    arrived=choice(facts.Known),
)
overrides = st.one_of(
    st.builds(
        facts.Override,
        what=st.just("care_block"),
        on=days,
        by=names,
        reason=names,
        block=st.integers(0, 50),
        block_as=choice(facts.BlockKind),
    ),
    st.builds(
        facts.Override,
        what=st.just("surgical_window"),
        on=days,
        by=names,
        reason=names,
        value=st.just("open"),
    ),
)
charts = st.builds(
    facts.Chart,
    patient=patients,
    problem=problems,
    visits=st.lists(visits, max_size=3).map(tuple),
    care=st.lists(cares, max_size=3).map(tuple),
    plan=st.builds(
        facts.Plan,
        st.lists(names, max_size=2).map(tuple),
        st.lists(st.sampled_from(["heat", "traction", "manipulation"]), max_size=2).map(tuple),
    ),
    flags=st.lists(flag_records, max_size=2).map(tuple),
    overrides=st.lists(overrides, max_size=2).map(tuple),
    referrals=st.lists(
        st.builds(facts.Referral, choice(facts.ReferralKind), days, choice(facts.ReferralState)),
        max_size=2,
    ).map(tuple),
)
