"""The tables of the records: what is kept, with the constraints that hold when all else fails.

``part_of`` names the entity that a row belongs to and the column with its id: revisions are written
for whole entities. ``derived`` columns are worked out from others and are no part of the record.
Nothing is deleted: what turned out wrong is ``Retractable`` and stays, with who said so and why.
"""

from datetime import date
from typing import Any, ClassVar

from pydantic import AwareDatetime, ConfigDict
from sqlalchemy import REAL, CheckConstraint, Column, Index, Integer, Text, UniqueConstraint, text
from sqlmodel import Field, MetaData, SQLModel

from db.columns import Day, Moment, Truth, one_of, within
from pathway import facts

RECORDS = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)
_STRICT = {"sqlite_strict": True}
_PART = {"sqlite_strict": True, "sqlite_with_rowid": False}
ID_LENGTH = 36
NAME_LENGTH = 200
CODE_LENGTH = 60
_TEXT = 20_000


def _version() -> Column[int]:
    return Column("version", Integer, nullable=False)


class Row(SQLModel):
    """What all tables share."""

    metadata = RECORDS
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)  # type: ignore[assignment]
    part_of: ClassVar[tuple[str, str]]
    derived: ClassVar[frozenset[str]] = frozenset()


class Retractable(SQLModel):
    """What can be entered in error: by whom that was said, when and why."""

    error_by: str = Field(default="", max_length=NAME_LENGTH, sa_type=Text)
    error_at: AwareDatetime | None = Field(default=None, sa_type=Moment)
    error_reason: str = Field(default="", max_length=_TEXT, sa_type=Text)


def _told(name: str) -> CheckConstraint:
    """Return the constraint that who, when and why are told together or not at all."""
    blank = f"({name}_at IS NULL)"
    said = f"{blank} = ({name}_by = '') AND {blank} = ({name}_reason = '')"
    return CheckConstraint(said, name=f"{name}_told")


_clinic_version = _version()


class Clinic(Row, table=True):
    """The clinic itself: one row. ``adopted`` tells who decided which guideline pack it uses."""

    __tablename__ = "clinic"
    __table_args__ = (
        CheckConstraint("id = 'clinic'", name="only_one"),
        CheckConstraint(
            "(adopted_at IS NULL) = (adopted_by = '') AND (adopted_at IS NULL) = (pack_id = '') "
            "AND (adopted_at IS NULL) = (pack_version = '')",
            name="adopted_told",
        ),
        _STRICT,
    )
    __mapper_args__: ClassVar[dict[str, Any]] = {"version_id_col": _clinic_version}
    part_of = ("clinic", "id")

    id: str = Field(default="clinic", primary_key=True, sa_type=Text)
    name: str = Field(min_length=1, max_length=NAME_LENGTH, sa_type=Text)
    demo: bool = Field(sa_type=Truth)
    vault_id: str = Field(min_length=1, max_length=CODE_LENGTH, sa_type=Text)
    created_at: AwareDatetime = Field(sa_type=Moment)
    pack_id: str = Field(default="", max_length=CODE_LENGTH, sa_type=Text)
    pack_version: str = Field(default="", max_length=CODE_LENGTH, sa_type=Text)
    adopted_at: AwareDatetime | None = Field(default=None, sa_type=Moment)
    adopted_by: str = Field(default="", max_length=NAME_LENGTH, sa_type=Text)
    version: int | None = Field(default=None, sa_column=_clinic_version)


_patient_version = _version()


class Patient(Row, table=True):
    """A patient. ``sequence`` counts patients and is never used again."""

    __tablename__ = "patient"
    __table_args__ = (
        one_of("sex", facts.Sex),
        one_of("pregnancy_status", facts.PregnancyStatus),
        one_of("breastfeeding", facts.Known),
        one_of("smoker", facts.Known),
        one_of("allergy_state", facts.AllergyState),
        within("pregnancy_weeks", 0, 45),
        within("egfr_value", 0, 300),
        within("weight_kg", 0, 700),
        CheckConstraint("(egfr_value IS NULL) = (egfr_on IS NULL)", name="egfr_both"),
        UniqueConstraint("number"),
        UniqueConstraint("sequence"),
        Index("ix_patient_sort_norm", "sort_norm", "sequence", "id"),
        Index("ix_patient_sequence", "sequence", "sort_norm", "id"),
        _STRICT,
    )
    __mapper_args__: ClassVar[dict[str, Any]] = {"version_id_col": _patient_version}
    part_of = ("patient", "id")
    derived = frozenset({"sort_norm", "search_norm"})

    id: str = Field(min_length=ID_LENGTH, max_length=ID_LENGTH, primary_key=True, sa_type=Text)
    sequence: int = Field(ge=1)
    number: str = Field(min_length=1, max_length=CODE_LENGTH, sa_type=Text)
    family_name: str = Field(max_length=NAME_LENGTH, sa_type=Text)
    given_name: str = Field(max_length=NAME_LENGTH, sa_type=Text)
    birth_date: date = Field(sa_type=Day)
    sex: facts.Sex = Field(sa_type=Text)
    language: str = Field(max_length=CODE_LENGTH, sa_type=Text)
    pregnancy_status: facts.PregnancyStatus = Field(sa_type=Text)
    pregnancy_weeks: int | None = Field(default=None, ge=0, le=45)
    pregnancy_on: date | None = Field(default=None, sa_type=Day)
    breastfeeding: facts.Known = Field(sa_type=Text)
    egfr_value: float | None = Field(default=None, ge=0, le=300, sa_type=REAL)
    egfr_on: date | None = Field(default=None, sa_type=Day)
    weight_kg: float | None = Field(default=None, gt=0, le=700, sa_type=REAL)
    allergy_state: facts.AllergyState = Field(sa_type=Text)
    smoker: facts.Known = Field(sa_type=Text)
    sort_norm: str = Field(sa_type=Text)
    search_norm: str = Field(sa_type=Text)
    version: int | None = Field(default=None, sa_column=_patient_version)


class Medicine(Row, table=True):
    """A medicine that a patient takes or took, by name as told."""

    __tablename__ = "patient_medicine"
    __table_args__ = (_PART,)
    part_of = ("patient", "patient_id")

    patient_id: str = Field(primary_key=True, foreign_key="patient.id", sa_type=Text)
    position: int = Field(primary_key=True, ge=0)
    name: str = Field(min_length=1, max_length=NAME_LENGTH, sa_type=Text)
    stopped: date | None = Field(default=None, sa_type=Day)


class Condition(Row, table=True):
    """A condition that a patient has, by its code in the catalogue."""

    __tablename__ = "patient_condition"
    __table_args__ = (_PART,)
    part_of = ("patient", "patient_id")

    patient_id: str = Field(primary_key=True, foreign_key="patient.id", sa_type=Text)
    code: str = Field(min_length=1, max_length=CODE_LENGTH, primary_key=True, sa_type=Text)


class Allergy(Row, table=True):
    """A substance that a patient does not tolerate."""

    __tablename__ = "patient_allergy"
    __table_args__ = (_PART,)
    part_of = ("patient", "patient_id")

    patient_id: str = Field(primary_key=True, foreign_key="patient.id", sa_type=Text)
    position: int = Field(primary_key=True, ge=0)
    name: str = Field(min_length=1, max_length=NAME_LENGTH, sa_type=Text)


_problem_version = _version()
_ONSET = (
    "CASE onset_kind WHEN 'about' THEN onset_days >= 0 ELSE onset_days IS NULL END"
    " AND (onset_kind <> 'month' OR onset_on LIKE '____-__-01')"
)


class Problem(Row, table=True):
    """A pinched-nerve problem. ``next_change_on`` is the day of the first forecast entry."""

    __tablename__ = "problem"
    __table_args__ = (
        one_of("region", facts.Region),
        one_of("side", facts.Side),
        one_of("cause", facts.Cause),
        CheckConstraint("onset_kind IN ('day', 'month', 'about', 'unknown')", name="onset_kind"),
        CheckConstraint(_ONSET, name="onset"),
        CheckConstraint("(closed_on IS NULL) = (closed_reason IS NULL)", name="closed_both"),
        Index("ix_problem_patient_id", "patient_id", "id"),
        Index("ix_problem_next_change_on", "next_change_on"),
        _STRICT,
    )
    __mapper_args__: ClassVar[dict[str, Any]] = {"version_id_col": _problem_version}
    part_of = ("problem", "id")
    derived = frozenset({"next_change_on"})

    id: str = Field(min_length=ID_LENGTH, max_length=ID_LENGTH, primary_key=True, sa_type=Text)
    patient_id: str = Field(foreign_key="patient.id", sa_type=Text)
    region: facts.Region = Field(sa_type=Text)
    side: facts.Side = Field(sa_type=Text)
    cause: facts.Cause = Field(sa_type=Text)
    onset_kind: str = Field(sa_type=Text)
    onset_on: date = Field(sa_type=Day)
    onset_days: int | None = Field(default=None, ge=0, le=40_000)
    onset_words: str = Field(default="", max_length=NAME_LENGTH, sa_type=Text)
    closed_on: date | None = Field(default=None, sa_type=Day)
    closed_reason: str | None = Field(default=None, max_length=_TEXT, sa_type=Text)
    next_change_on: date | None = Field(default=None, sa_type=Day)
    version: int | None = Field(default=None, sa_column=_problem_version)


class PainFree(Row, table=True):
    """Days without pain inside a problem."""

    __tablename__ = "pain_free"
    __table_args__ = (CheckConstraint("ended_on >= started_on", name="order"), _PART)
    part_of = ("problem", "problem_id")

    problem_id: str = Field(primary_key=True, foreign_key="problem.id", sa_type=Text)
    started_on: date = Field(primary_key=True, sa_type=Day)
    ended_on: date | None = Field(default=None, sa_type=Day)


_visit_version = _version()
_UNSIGNED = "signed_at IS NULL AND error_at IS NULL"


class Visit(Row, Retractable, table=True):
    """One contact. It is open to change until it is signed; then each change is an amendment."""

    __tablename__ = "visit"
    __table_args__ = (
        CheckConstraint("(signed_at IS NULL) = (signed_by = '')", name="signed_both"),
        CheckConstraint("(amended_at IS NULL) = (amendments = 0)", name="amended"),
        _told("amended"),
        _told("error"),
        Index("ix_visit_problem_id", "problem_id", "day", "error_at"),
        Index("ix_visit_unsigned", "day", sqlite_where=text(_UNSIGNED)),
        _STRICT,
    )
    __mapper_args__: ClassVar[dict[str, Any]] = {"version_id_col": _visit_version}
    part_of = ("visit", "id")

    id: str = Field(min_length=ID_LENGTH, max_length=ID_LENGTH, primary_key=True, sa_type=Text)
    problem_id: str = Field(foreign_key="problem.id", sa_type=Text)
    day: date = Field(sa_type=Day)
    recorded_at: AwareDatetime = Field(sa_type=Moment)
    signed_by: str = Field(default="", max_length=NAME_LENGTH, sa_type=Text)
    signed_at: AwareDatetime | None = Field(default=None, sa_type=Moment)
    amendments: int = Field(default=0, ge=0)
    amended_by: str = Field(default="", max_length=NAME_LENGTH, sa_type=Text)
    amended_at: AwareDatetime | None = Field(default=None, sa_type=Moment)
    amended_reason: str = Field(default="", max_length=_TEXT, sa_type=Text)
    version: int | None = Field(default=None, sa_column=_visit_version)


class Finding(Row, table=True):
    """One coded finding of a visit; ``side`` is empty where sides make no sense."""

    __tablename__ = "finding"
    __table_args__ = (
        CheckConstraint("side IN ('', 'left', 'right')", name="side"),
        CheckConstraint("course IN ('progressing', 'stable', 'longstanding')", name="course"),
        CheckConstraint("length(item) > 0 AND length(value) > 0", name="said"),
        _PART,
    )
    part_of = ("visit", "visit_id")

    visit_id: str = Field(primary_key=True, foreign_key="visit.id", sa_type=Text)
    item: str = Field(min_length=1, max_length=CODE_LENGTH, primary_key=True, sa_type=Text)
    side: str = Field(default="", max_length=5, primary_key=True, sa_type=Text)
    value: str = Field(min_length=1, max_length=_TEXT, sa_type=Text)
    since: date | None = Field(default=None, sa_type=Day)
    course: facts.Course | None = Field(default=None, sa_type=Text)


_care_version = _version()


class Care(Row, Retractable, table=True):
    """Conservative care given: days of a span, or single dates in ``care_date``."""

    __tablename__ = "care"
    __table_args__ = (
        one_of("kind", facts.CareKind),
        one_of("outcome", facts.Outcome),
        within("days_per_week", 1, 7),
        CheckConstraint("ended_on >= started_on", name="order"),
        _told("error"),
        Index("ix_care_problem_id", "problem_id"),
        _STRICT,
    )
    __mapper_args__: ClassVar[dict[str, Any]] = {"version_id_col": _care_version}
    part_of = ("care", "id")

    id: str = Field(min_length=ID_LENGTH, max_length=ID_LENGTH, primary_key=True, sa_type=Text)
    problem_id: str = Field(foreign_key="problem.id", sa_type=Text)
    position: int = Field(ge=0)
    kind: facts.CareKind = Field(sa_type=Text)
    name: str = Field(default="", max_length=NAME_LENGTH, sa_type=Text)
    started_on: date | None = Field(default=None, sa_type=Day)
    ended_on: date | None = Field(default=None, sa_type=Day)
    days_per_week: int = Field(default=7, ge=1, le=7)
    outcome: facts.Outcome = Field(sa_type=Text)
    version: int | None = Field(default=None, sa_column=_care_version)


class CareDate(Row, table=True):
    """A single day on which care was given."""

    __tablename__ = "care_date"
    __table_args__ = (_PART,)
    part_of = ("care", "care_id")

    care_id: str = Field(primary_key=True, foreign_key="care.id", sa_type=Text)
    day: date = Field(primary_key=True, sa_type=Day)


class FlagRecord(Row, Retractable, table=True):
    """What people did about a red flag: each state is a row of its own."""

    __tablename__ = "flag_record"
    __table_args__ = (
        one_of("state", facts.FlagState),
        one_of("called", facts.Known),
        one_of("arrived", facts.Known),
        _told("error"),
        Index("ix_flag_record_problem_id", "problem_id"),
        _STRICT,
    )
    part_of = ("flag_record", "id")

    id: str = Field(min_length=ID_LENGTH, max_length=ID_LENGTH, primary_key=True, sa_type=Text)
    problem_id: str = Field(foreign_key="problem.id", sa_type=Text)
    position: int = Field(ge=0)
    flag: str = Field(min_length=1, max_length=CODE_LENGTH, sa_type=Text)
    raised_on: date = Field(sa_type=Day)
    state: facts.FlagState = Field(sa_type=Text)
    decided_on: date | None = Field(default=None, sa_type=Day)
    decided_by: str = Field(default="", max_length=NAME_LENGTH, sa_type=Text)
    basis: str = Field(default="", max_length=_TEXT, sa_type=Text)
    called: facts.Known = Field(sa_type=Text)
    arrived: facts.Known = Field(sa_type=Text)


class Referral(Row, Retractable, table=True):
    """A referral and how far it got."""

    __tablename__ = "referral"
    __table_args__ = (
        one_of("kind", facts.ReferralKind),
        one_of("state", facts.ReferralState),
        _told("error"),
        Index("ix_referral_problem_id", "problem_id"),
        Index("ix_referral_state", "state", "day"),
        _STRICT,
    )
    part_of = ("referral", "id")

    id: str = Field(min_length=ID_LENGTH, max_length=ID_LENGTH, primary_key=True, sa_type=Text)
    problem_id: str = Field(foreign_key="problem.id", sa_type=Text)
    position: int = Field(ge=0)
    kind: facts.ReferralKind = Field(sa_type=Text)
    day: date = Field(sa_type=Day)
    state: facts.ReferralState = Field(sa_type=Text)


class Override(Row, Retractable, table=True):
    """A clinician's decision that stands above a rule, with its reason."""

    __tablename__ = "override"
    __table_args__ = (
        one_of("what", facts.OverrideWhat),
        one_of("block_as", facts.BlockKind),
        CheckConstraint("length(decided_by) > 0 AND length(reason) > 0", name="reasoned"),
        _told("error"),
        Index("ix_override_problem_id", "problem_id"),
        _STRICT,
    )
    part_of = ("override", "id")

    id: str = Field(min_length=ID_LENGTH, max_length=ID_LENGTH, primary_key=True, sa_type=Text)
    problem_id: str = Field(foreign_key="problem.id", sa_type=Text)
    position: int = Field(ge=0)
    what: facts.OverrideWhat = Field(sa_type=Text)
    day: date = Field(sa_type=Day)
    decided_by: str = Field(min_length=1, max_length=NAME_LENGTH, sa_type=Text)
    reason: str = Field(min_length=1, max_length=_TEXT, sa_type=Text)
    value: str = Field(default="", max_length=NAME_LENGTH, sa_type=Text)
    block: int | None = Field(default=None, ge=0)
    block_as: facts.BlockKind | None = Field(default=None, sa_type=Text)
