"""The tables of what is known of a person beside the facts that the rules read."""

from sqlalchemy import CheckConstraint, Text
from sqlmodel import Field

from db.columns import one_of
from db.tables import CODE_LENGTH, NAME_LENGTH, Row
from pathway import facts, medical

ADDRESS_LENGTH = 1_000
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


def record_tables() -> tuple[type[Row], ...]:
    """Return every table of the records: each holds the own rows or a part of some entity."""
    return tuple(Row.__subclasses__())
