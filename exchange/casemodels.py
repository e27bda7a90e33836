"""The case file's objects: which keys they have and which facts they stand for."""

from typing import Annotated, Final, Literal, TypeAlias

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from exchange.casecare import CareCase, FlagRecordCase, OverrideCase, PlanCase, ReferralCase
from exchange.casetypes import (
    Condition,
    Day,
    DaysAgo,
    Filtration,
    Kilograms,
    LongText,
    Month,
    Named,
    Part,
    Text,
    Weeks,
    expects,
)
from exchange.casevisits import VisitCase
from pathway.birth import whole
from pathway.facts import (
    AllergyState,
    BirthKnown,
    Cause,
    Chart,
    Closed,
    Egfr,
    Known,
    ListState,
    MedicineTaken,
    Onset,
    OnsetAbout,
    OnsetDay,
    OnsetMonth,
    OnsetUnknown,
    Patient,
    Pregnancy,
    PregnancyStatus,
    Problem,
    Region,
    Sex,
    Side,
    Span,
)

FORMAT: Final = "foramen-case/1"
WHY_EMPTY: Final = "What it means that the list is empty."


class PregnancyCase(Part):
    """Whether the patient is pregnant, and how far."""

    status: PregnancyStatus = "unknown"
    weeks: Weeks | None = None
    on: Day | None = None

    @model_validator(mode="after")
    def _weeks_of_a_pregnancy(self) -> "PregnancyCase":
        if self.weeks is not None and self.status in {"no", "not_applicable"}:
            raise expects("no weeks, or status yes")
        return self


class EgfrCase(Part):
    """Kidney function and the day it was measured."""

    value: Filtration
    date: Day


class MedicineCase(Part):
    """A medicine that is or was taken."""

    name: Named
    stopped: Day | None = None


def _medicine(given: object) -> object:
    return {"name": given} if isinstance(given, str) else given


TakenCase: TypeAlias = Annotated[MedicineCase, BeforeValidator(_medicine)]


class PatientCase(Part):
    """Who the patient is."""

    number: Text = ""
    family_name: Text = ""
    given_name: Text = ""
    birth_date: Day
    sex: Sex = "unknown"
    language: Text = ""
    pregnancy: PregnancyCase = PregnancyCase()
    breastfeeding: Known = "unknown"
    egfr: EgfrCase | None = None
    weight_kg: Kilograms | None = None
    conditions: list[Condition] = Field(default_factory=list)
    medicines: list[TakenCase] = Field(default_factory=list)
    allergies: list[Named] = Field(default_factory=list)
    smoker: Known = "unknown"
    birth_known: BirthKnown = Field("day", description="How much of birth_date is known.")
    birth_told_on: Day | None = Field(None, description="The day of which an age was told.")
    conditions_state: ListState = Field("not_asked", description=WHY_EMPTY)
    medicines_state: ListState = Field("not_asked", description=WHY_EMPTY)
    allergies_state: AllergyState = Field("not_recorded", description=WHY_EMPTY)

    @model_validator(mode="after")
    def _states_that_fit(self) -> "PatientCase":
        if self.birth_told_on is not None and self.birth_known != "age":
            raise expects("no birth_told_on, or birth_known age")
        if self.conditions and self.conditions_state == "none_known":
            raise expects("no conditions, or conditions_state listed")
        if self.allergies and self.allergies_state == "none_known":
            raise expects("no allergies, or allergies_state known")
        if self.medicines_state == "none_known" and any(not it.stopped for it in self.medicines):
            raise expects("medicines that were stopped only, or medicines_state listed")
        return self

    def fact(self) -> Patient:
        """Return the patient as facts."""
        return Patient(
            birth_date=whole(self.birth_date, self.birth_known),
            birth_known=self.birth_known,
            birth_told_on=self.birth_told_on,
            number=self.number,
            family_name=self.family_name,
            given_name=self.given_name,
            sex=self.sex,
            language=self.language,
            pregnancy=Pregnancy(self.pregnancy.status, self.pregnancy.weeks, self.pregnancy.on),
            breastfeeding=self.breastfeeding,
            egfr=Egfr(self.egfr.value, self.egfr.date) if self.egfr else None,
            weight_kg=self.weight_kg,
            conditions=frozenset(self.conditions),
            medicines=tuple(MedicineTaken(it.name, it.stopped) for it in self.medicines),
            allergies=tuple(self.allergies),
            allergy_state="known" if self.allergies else self.allergies_state,
            smoker=self.smoker,
            conditions_state="listed" if self.conditions else self.conditions_state,
            medicines_state=self._medicines_state(),
        )

    def _medicines_state(self) -> ListState:
        """Medicines that were all stopped are a list, unless it says that none are taken."""
        is_blank = self.medicines_state == "not_asked"
        return "listed" if self.medicines and is_blank else self.medicines_state


class OnsetOnDay(Part):
    """The day is known."""

    date: Day

    def fact(self) -> Onset:
        """Return the onset as a fact."""
        return OnsetDay(self.date)


class OnsetInMonth(Part):
    """Only the month is known."""

    month: Month

    def fact(self) -> Onset:
        """Return the onset as a fact."""
        return OnsetMonth(self.month)


class OnsetAboutAgo(Part):
    """About so many days before the day on which it was told."""

    about_days: DaysAgo
    said_on: Day
    words: Text = ""

    def fact(self) -> Onset:
        """Return the onset as a fact."""
        return OnsetAbout(self.about_days, self.said_on, self.words)


class OnsetNotKnown(Part):
    """Nobody knows."""

    unknown: Literal[True]
    first_documented: Day

    def fact(self) -> Onset:
        """Return the onset as a fact."""
        return OnsetUnknown(self.first_documented)


def _form_of_onset(given: object) -> str | None:
    forms = ("date", "month", "about_days", "unknown")
    found = [form for form in forms if isinstance(given, dict) and form in given]
    return f"<{found[0]}>" if len(found) == 1 else None


OnsetCase: TypeAlias = Annotated[
    Annotated[OnsetOnDay, Tag("<date>")]
    | Annotated[OnsetInMonth, Tag("<month>")]
    | Annotated[OnsetAboutAgo, Tag("<about_days>")]
    | Annotated[OnsetNotKnown, Tag("<unknown>")],
    Discriminator(
        _form_of_onset,
        custom_error_type="expected",
        custom_error_message="{what}",
        custom_error_context={"what": "exactly one of date, month, about_days, unknown"},
    ),
]


class SpanCase(Part):
    """Days without pain, both ends included; without an end they still run."""

    from_: Day = Field(alias="from")
    to: Day | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "SpanCase":
        if self.to is not None and self.to < self.from_:
            raise expects("to on or after from")
        return self


class ClosedCase(Part):
    """When and why a problem was closed."""

    on: Day
    reason: LongText = ""


class ProblemCase(Part):
    """The pinched-nerve problem."""

    region: Region
    side: Side = "unknown"
    onset: OnsetCase
    cause: Cause = "unknown"
    pain_free: list[SpanCase] = Field(default_factory=list)
    closed: ClosedCase | None = None

    def fact(self) -> Problem:
        """Return the problem as facts."""
        return Problem(
            region=self.region,
            onset=self.onset.fact(),
            side=self.side,
            cause=self.cause,
            pain_free=tuple(Span(it.from_, it.to) for it in self.pain_free),
            closed=Closed(self.closed.on, self.closed.reason) if self.closed else None,
        )


class CaseFile(Part):
    """One patient with one problem."""

    format: Literal["foramen-case/1"]
    patient: PatientCase
    problem: ProblemCase
    visits: list[VisitCase]
    care: list[CareCase] = Field(default_factory=list)
    plan: PlanCase = PlanCase()
    flags: list[FlagRecordCase] = Field(default_factory=list)
    overrides: list[OverrideCase] = Field(default_factory=list)
    referrals: list[ReferralCase] = Field(default_factory=list)

    def fact(self) -> Chart:
        """Return the whole file as facts."""
        return Chart(
            patient=self.patient.fact(),
            problem=self.problem.fact(),
            visits=tuple(visit.fact() for visit in self.visits),
            care=tuple(care.fact() for care in self.care),
            plan=self.plan.fact(),
            flags=tuple(flag.fact() for flag in self.flags),
            overrides=tuple(override.fact() for override in self.overrides),
            referrals=tuple(referral.fact() for referral in self.referrals),
        )
