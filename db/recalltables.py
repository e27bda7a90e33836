"""The tables of what came of calling people in."""

from datetime import date

from pydantic import AwareDatetime
from sqlalchemy import CheckConstraint, Index, Text
from sqlmodel import Field, SQLModel

from db.columns import Day, Moment, one_of
from db.tables import ID_LENGTH, NAME_LENGTH, RECORDS, Retractable, Row
from pathway import recalls

_ERROR_TOLD = "(error_at IS NULL) = (error_by = '') AND (error_at IS NULL) = (error_reason = '')"
_DAY = (
    "CASE WHEN kind IN ('will_come', 'remind_on') THEN day IS NOT NULL AND day >= told_on"
    " WHEN kind = 'died' THEN day IS NULL OR day <= told_on ELSE day IS NULL END"
)


class RecallRow(Row, Retractable, table=True):
    """What came of one call: ``told_on`` is when, ``day`` the day that was named."""

    __tablename__ = "recall"
    __table_args__ = (
        one_of("kind", recalls.RecallKind),
        CheckConstraint(_DAY, name="day"),
        CheckConstraint(_ERROR_TOLD, name="error_told"),
        Index("ix_recall_problem_id", "problem_id"),
        {"sqlite_strict": True},
    )
    part_of = ("recall", "id")

    id: str = Field(min_length=ID_LENGTH, max_length=ID_LENGTH, primary_key=True, sa_type=Text)
    problem_id: str = Field(foreign_key="problem.id", sa_type=Text)
    kind: recalls.RecallKind = Field(sa_type=Text)
    told_on: date = Field(sa_type=Day)
    day: date | None = Field(default=None, sa_type=Day)
    note: str = Field(default="", max_length=recalls.LONGEST_NOTE, sa_type=Text)
    said_by: str = Field(min_length=1, max_length=NAME_LENGTH, sa_type=Text)
    said_at: AwareDatetime = Field(sa_type=Moment)


class RecallStands(SQLModel, table=True):
    """The one outcome of a patient that still holds: worked out by triggers, no record.

    It is the newest that nobody took back, unless a visit of the patient followed it.
    """

    metadata = RECORDS
    __tablename__ = "recall_stands"
    __table_args__ = (
        Index("ix_recall_stands_day", "kind", "day"),
        {"sqlite_strict": True, "sqlite_with_rowid": False},
    )

    problem_id: str = Field(primary_key=True, foreign_key="problem.id", sa_type=Text)
    recall_id: str = Field(foreign_key="recall.id", sa_type=Text)
    kind: str = Field(sa_type=Text)
    day: date | None = Field(default=None, sa_type=Day)
