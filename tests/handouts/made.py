"""Made-up patients, assessments and materials for tests of prints."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Final

import resources
from handouts.build import Materials, PrintStamp
from handouts.clinic import ClinicDetails, placeholder, read_clinic
from handouts.fonts import Fonts
from handouts.styles import PageStyle, Paper, Size
from handouts.words import HandoutWords, read_words
from pathway.assessment import Assessment, PackUsed
from pathway.facts import (
    Care,
    Chart,
    FlagAnswer,
    MedicineTaken,
    OnsetDay,
    Patient,
    Problem,
    Region,
    Span,
    Spot,
    Visit,
)
from pathway.finding import (
    CareClock,
    Destination,
    Escalation,
    ForecastEntry,
    Imaging,
    Level,
    NextContact,
    OpenFlag,
    RedFlags,
    Scope,
    Stage,
    StageCode,
    SurgicalEvaluation,
)
from pathway.guidelines import read_guidelines

DAY: Final = date(2026, 3, 12)
ONSET: Final = date(2026, 2, 20)
STAMP: Final = PrintStamp(datetime(2026, 3, 12, 14, 5, tzinfo=UTC), "Dr Lee", False, False, "7.1")
STAGES: Final[tuple[StageCode, ...]] = ("acute", "subacute", "chronic")
REGIONS: Final[tuple[Region, ...]] = ("lumbar", "cervical", "thoracic", "unsure")
WORDS: Final[HandoutWords] = read_words(resources.handout_tables("en"))
GUIDELINES: Final = read_guidelines(resources.pack_tables())
FONTS: Final = Fonts(resources.font("NotoSans-Regular"), resources.font("NotoSans-Bold"))
CLINIC: Final[ClinicDetails] = read_clinic(
    {
        "name": "Hill Valley Clinic",
        "address": ["2 Mill Road", "Hill Valley"],
        "phones": {"clinic": "555 0100", "ambulance": "112", "spine_emergency": "555 0199"},
    }
)


class ListedMedicines:
    """A catalogue of two medicines."""

    def classes_of(self, name: str, /) -> frozenset[str]:
        """Return the classes of a listed medicine."""
        known = {"apixaban": "anticoagulant", "warfarin": "anticoagulant"}
        return frozenset({known[name.casefold()]} if name.casefold() in known else ())

    def called(self, name: str, language: str, /) -> str:
        """Return the name as every language calls it."""
        return name


def materials(paper: Paper = "a4", size: Size = "standard", blank: bool = False) -> Materials:
    """Return the materials of a print; ``blank`` is a clinic that told nothing of itself."""
    clinic = placeholder() if blank else CLINIC
    page = PageStyle(paper, size)
    return Materials(WORDS, FONTS, clinic, page, ListedMedicines(), GUIDELINES.choices)


def chart(region: Region = "lumbar") -> Chart:
    """Return a patient with an ordinary problem of this region."""
    arm = region == "cervical"
    visit = Visit(
        on=DAY,
        pain_spine=3,
        pain_limb=7,
        pain_map=frozenset({Spot("right", "thumb" if arm else "outer_shin")}),
        sensation={Spot("right", "thumb" if arm else "top_of_foot"): "reduced"},
        power={Spot("right", "wrist_extension" if arm else "great_toe_extension"): 5},
        goal_function="Carry the shopping home",
    )
    return Chart(
        patient=Patient(
            birth_date=date(1968, 3, 14),
            number="1000342",
            family_name="Okafor",
            given_name="Ruth",
            sex="female",
            allergies=("penicillin",),
            medicines=(MedicineTaken("lisinopril"),),
        ),
        problem=Problem(region=region, onset=OnsetDay(ONSET), side="right"),
        visits=(visit,),
        care=(
            Care("home_exercise", span=Span(ONSET, None)),
            Care("medicine", name="naproxen", span=Span(ONSET, None)),
        ),
    )


def assessment(
    stage: StageCode = "acute",
    flags: tuple[OpenFlag, ...] = (),
    missing: tuple[str, ...] = (),
) -> Assessment:
    """Return the conclusions of the day for a stage and its open flags."""
    level = max((flag.level for flag in flags), default=Level.NONE)
    calls = {flag.destination: flag.level for flag in flags if flag.destination}
    return Assessment(
        assessed_on=DAY,
        pack=PackUsed("foramen-2026", "1"),
        in_scope=Scope(True),
        stage=Stage(stage, (stage,), 20, 20, 20, DAY + timedelta(days=8)),
        care_clock=CareClock(ONSET),
        red_flags=RedFlags(
            level=level,
            escalation=tuple(Escalation(where, how, ()) for where, how in calls.items()),
            screen_complete=not missing,
            missing=missing,
            open=flags,
            history=(),
            screened_on=DAY,
            rescreen_by=DAY + timedelta(days=7),
        ),
        surgical_evaluation=SurgicalEvaluation("not_yet", date(2026, 4, 3), date(2026, 5, 15)),
        imaging=Imaging("not_routine"),
        next_contact=NextContact(date(2026, 3, 26)),
        gaps=(),
        forecast=(
            ForecastEntry(date(2026, 3, 20), "stage:subacute"),
            ForecastEntry(date(2026, 4, 3), "imaging_caution_ends"),
            ForecastEntry(date(2026, 4, 3), "surgical_window_opens"),
            ForecastEntry(date(2026, 5, 15), "surgical_decision_due"),
            ForecastEntry(date(2026, 5, 16), "stage:chronic"),
        ),
    )


def flag(
    item: str,
    level: Level = Level.EMERGENCY,
    destination: Destination | None = "spine_emergency",
) -> OpenFlag:
    """Return an open flag."""
    return OpenFlag(item, level, DAY, destination=destination)


def said_yes(whole: Chart, *items: str) -> Chart:
    """Return the chart with these items answered yes, since the day before and getting worse."""
    answer = FlagAnswer("yes", DAY - timedelta(days=1), "progressing")
    visit = replace(whole.visits[-1], red_flags=dict.fromkeys(items, answer))
    return replace(whole, visits=(visit,))


def named(whole: Chart, family: str, given: str) -> Chart:
    """Return the chart of a patient with another name."""
    patient = replace(whole.patient, family_name=family, given_name=given)
    return replace(whole, patient=patient)
