"""The tables of escalations and of what was said with decisions: who was called, what came of it.

``flag_record_words`` and ``referral_words`` came after the tables that they belong to, so that a
decision may have no row of them.
"""

from datetime import date

from pydantic import AwareDatetime
from sqlalchemy import CheckConstraint, Index, Text
from sqlmodel import Field

from db.columns import Day, Moment, one_of
from db.tables import CODE_LENGTH, ID_LENGTH, NAME_LENGTH, Retractable, Row
from pathway import escalation

WORDS_LENGTH = 20_000
_STRICT = {"sqlite_strict": True}
_PART = {"sqlite_strict": True, "sqlite_with_rowid": False}
_ERROR_TOLD = "(error_at IS NULL) = (error_by = '') AND (error_at IS NULL) = (error_reason = '')"


class EscalationRow(Row, Retractable, table=True):
    """An escalation to one place; its steps are rows of their own."""

    __tablename__ = "escalation"
    __table_args__ = (
        one_of("destination", escalation.CalledPlace),
        CheckConstraint(_ERROR_TOLD, name="error_told"),
        Index("ix_escalation_problem_id", "problem_id"),
        _STRICT,
    )
    part_of = ("escalation", "id")

    id: str = Field(min_length=ID_LENGTH, max_length=ID_LENGTH, primary_key=True, sa_type=Text)
    problem_id: str = Field(foreign_key="problem.id", sa_type=Text)
    position: int = Field(ge=0)
    destination: escalation.CalledPlace = Field(sa_type=Text)
    destination_words: str = Field(default="", max_length=NAME_LENGTH, sa_type=Text)


class EscalationFlag(Row, table=True):
    """A red flag that an escalation is about."""

    __tablename__ = "escalation_flag"
    __table_args__ = (_PART,)
    part_of = ("escalation", "escalation_id")

    escalation_id: str = Field(primary_key=True, foreign_key="escalation.id", sa_type=Text)
    flag: str = Field(min_length=1, max_length=CODE_LENGTH, primary_key=True, sa_type=Text)
    raised_on: date = Field(sa_type=Day)


class StepRow(Row, Retractable, table=True):
    """A step of an escalation; ``clock`` and ``due`` are times of the clinic's own clock."""

    __tablename__ = "escalation_step"
    __table_args__ = (
        one_of("kind", escalation.StepKind),
        one_of("transport", escalation.Transport),
        one_of("outcome", escalation.EscalationOutcome),
        CheckConstraint("clock GLOB '[0-2][0-9]:[0-5][0-9]'", name="clock"),
        CheckConstraint("due GLOB '[0-2][0-9]:[0-5][0-9]'", name="due"),
        CheckConstraint("(kind = 'outcome') = (outcome IS NOT NULL)", name="outcome_told"),
        CheckConstraint(_ERROR_TOLD, name="error_told"),
        Index("ix_escalation_step_escalation_id", "escalation_id", "kind"),
        Index("ix_escalation_step_problem_id", "problem_id"),
        _STRICT,
    )
    part_of = ("escalation_step", "id")

    id: str = Field(min_length=ID_LENGTH, max_length=ID_LENGTH, primary_key=True, sa_type=Text)
    escalation_id: str = Field(foreign_key="escalation.id", sa_type=Text)
    problem_id: str = Field(foreign_key="problem.id", sa_type=Text)
    position: int = Field(ge=0)
    kind: escalation.StepKind = Field(sa_type=Text)
    day: date = Field(sa_type=Day)
    clock: str = Field(min_length=5, max_length=5, sa_type=Text)
    done_by: str = Field(min_length=1, max_length=NAME_LENGTH, sa_type=Text)
    whom: str = Field(default="", max_length=NAME_LENGTH, sa_type=Text)
    words: str = Field(default="", max_length=WORDS_LENGTH, sa_type=Text)
    due: str | None = Field(default=None, min_length=5, max_length=5, sa_type=Text)
    transport: escalation.Transport | None = Field(default=None, sa_type=Text)
    outcome: escalation.EscalationOutcome | None = Field(default=None, sa_type=Text)
    recorded_at: AwareDatetime = Field(sa_type=Moment)


class FlagWords(Row, table=True):
    """What was said when a red flag was cleared or confirmed."""

    __tablename__ = "flag_record_words"
    __table_args__ = (_PART,)
    part_of = ("flag_record", "flag_record_id")

    flag_record_id: str = Field(primary_key=True, foreign_key="flag_record.id", sa_type=Text)
    words: str = Field(min_length=1, max_length=WORDS_LENGTH, sa_type=Text)


class ReferralWords(Row, table=True):
    """To whom a referral went, and what was asked or answered."""

    __tablename__ = "referral_words"
    __table_args__ = (_PART,)
    part_of = ("referral", "referral_id")

    referral_id: str = Field(primary_key=True, foreign_key="referral.id", sa_type=Text)
    sent_to: str = Field(default="", max_length=NAME_LENGTH, sa_type=Text)
    words: str = Field(default="", max_length=WORDS_LENGTH, sa_type=Text)
