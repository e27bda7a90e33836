"""The tables of what is known of a person and a problem beside the facts that the rules read.

They came after the first tables, so that each is a part of an entity that may have no row of it.
"""

from datetime import date
from typing import Literal

from pydantic import AwareDatetime
from sqlalchemy import CheckConstraint, Index, Text
from sqlmodel import Field

from db import (  # noqa: F401 - their tables are among those of the records
    addresseetables,
    flowtables,
    movetables,
    recalltables,
    responsetables,
    sheettables,
    usertables,
)
from db.columns import Day, Moment, one_of
from db.tables import CODE_LENGTH, NAME_LENGTH, Row
from pathway import facts, medical, story

ADDRESS_LENGTH = 1_000
WORDS_LENGTH = 2_000
_PART = {"sqlite_strict": True, "sqlite_with_rowid": False}


class OtherCondition(Row, table=True):
    """An illness in the words in which it was told: no code fits it, so no rule knows it."""

    __tablename__ = "patient_other_condition"
    __table_args__ = (_PART,)
    part_of = ("patient", "patient_id")

    patient_id: str = Field(primary_key=True, foreign_key="patient.id", sa_type=Text)
    position: int = Field(primary_key=True, ge=0)
    name: str = Field(min_length=1, max_length=NAME_LENGTH, sa_type=Text)


class Blank(Row, table=True):
    """Why a question has no answer though it was asked; without a row nobody has asked."""

    __tablename__ = "patient_blank"
    __table_args__ = (
        one_of("question", medical.Question),
        one_of("why", medical.WhyBlank),
        _PART,
    )
    part_of = ("patient", "patient_id")

    patient_id: str = Field(primary_key=True, foreign_key="patient.id", sa_type=Text)
    question: medical.Question = Field(primary_key=True, sa_type=Text)
    why: medical.WhyBlank = Field(sa_type=Text)


class Particulars(Row, table=True):
    """Who a person is and how to reach them; an empty text is not recorded."""

    __tablename__ = "patient_particulars"
    __table_args__ = (
        one_of("interpreter", facts.Known),
        CheckConstraint("length(nhs_number) IN (0, 10)", name="nhs_number"),
        _PART,
    )
    part_of = ("patient", "patient_id")

    patient_id: str = Field(primary_key=True, foreign_key="patient.id", sa_type=Text)
    preferred_name: str = Field(max_length=NAME_LENGTH, sa_type=Text)
    nhs_number: str = Field(max_length=10, sa_type=Text)
    phone: str = Field(max_length=NAME_LENGTH, sa_type=Text)
    address: str = Field(max_length=ADDRESS_LENGTH, sa_type=Text)
    spoken_language: str = Field(max_length=CODE_LENGTH, sa_type=Text)
    interpreter: facts.Known = Field(sa_type=Text)
    contact_name: str = Field(max_length=NAME_LENGTH, sa_type=Text)
    contact_relation: str = Field(max_length=NAME_LENGTH, sa_type=Text)
    contact_phone: str = Field(max_length=NAME_LENGTH, sa_type=Text)


class Birth(Row, table=True):
    """How well a birth date is known, where it is not known to the day."""

    __tablename__ = "patient_birth"
    __table_args__ = (
        CheckConstraint("known IN ('month', 'year', 'age')", name="known"),
        CheckConstraint("told_on IS NULL OR known = 'age'", name="told_on"),
        _PART,
    )
    part_of = ("patient", "patient_id")

    patient_id: str = Field(primary_key=True, foreign_key="patient.id", sa_type=Text)
    known: Literal["month", "year", "age"] = Field(sa_type=Text)
    told_on: date | None = Field(default=None, sa_type=Day)


class Merged(Row, table=True):
    """A record that turned out to be of somebody registered already: where its problems went."""

    __tablename__ = "patient_merged"
    __table_args__ = (
        CheckConstraint("into_id <> patient_id", name="another"),
        Index("ix_patient_merged_into_id", "into_id"),
        _PART,
    )
    part_of = ("patient", "patient_id")

    patient_id: str = Field(primary_key=True, foreign_key="patient.id", sa_type=Text)
    into_id: str = Field(foreign_key="patient.id", sa_type=Text)


class Story(Row, table=True):
    """How a problem came about, as it was told; no row where nothing was."""

    __tablename__ = "problem_story"
    __table_args__ = (
        one_of("spine_earlier", story.Told),
        CheckConstraint("spine_kind IN ('', 'day', 'month', 'about', 'unknown')", name="spine"),
        CheckConstraint("(spine_kind = '') = (spine_on IS NULL)", name="spine_both"),
        one_of("earlier_episodes", story.Told),
        one_of("surgery", story.Told),
        CheckConstraint("(corrected_at IS NULL) = (corrected_by = '')", name="corrected"),
        _PART,
    )
    part_of = ("problem", "problem_id")

    problem_id: str = Field(primary_key=True, foreign_key="problem.id", sa_type=Text)
    onset_words: str = Field(max_length=WORDS_LENGTH, sa_type=Text)
    spine_earlier: story.Told = Field(sa_type=Text)
    spine_kind: str = Field(default="", max_length=CODE_LENGTH, sa_type=Text)
    spine_on: date | None = Field(default=None, sa_type=Day)
    spine_days: int | None = Field(default=None, ge=0, le=40_000)
    spine_words: str = Field(default="", max_length=NAME_LENGTH, sa_type=Text)
    earlier_episodes: story.Told = Field(sa_type=Text)
    earlier_words: str = Field(max_length=WORDS_LENGTH, sa_type=Text)
    surgery: story.Told = Field(sa_type=Text)
    surgery_words: str = Field(max_length=WORDS_LENGTH, sa_type=Text)
    corrected_by: str = Field(default="", max_length=NAME_LENGTH, sa_type=Text)
    corrected_at: AwareDatetime | None = Field(default=None, sa_type=Moment)
    corrected_reason: str = Field(default="", max_length=WORDS_LENGTH, sa_type=Text)


def record_tables() -> tuple[type[Row], ...]:
    """Return every table of the records: each holds the own rows or a part of some entity."""
    return tuple(Row.__subclasses__())
