"""The tables of what moves by the calendar: how problems stand, what moved, who saw it."""

from datetime import date

from pydantic import AwareDatetime, ConfigDict
from sqlalchemy import CheckConstraint, Index, Text, text
from sqlmodel import Field, SQLModel

from db.columns import Day, Moment, within
from db.logs import Log
from db.tables import CODE_LENGTH, ID_LENGTH, NAME_LENGTH, RECORDS, Retractable, Row
from pathway.finding import Level

_LEVELS = (Level.NONE.value, max(Level).value)
_ERROR_TOLD = "(error_at IS NULL) = (error_by = '') AND (error_at IS NULL) = (error_reason = '')"


class StateRow(SQLModel, table=True):
    """How a problem stands from one day up to the day before another: worked out, no record.

    Stage and surgical status are empty where no advice could be worked out. The rows of a problem
    follow each other without a gap, the first from the earliest day there is up to the latest.
    """

    metadata = RECORDS
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)  # type: ignore[assignment]
    __tablename__ = "state"
    __table_args__ = (
        within("flag_level", *_LEVELS),
        CheckConstraint("from_on < until_on", name="order"),
        Index("ix_state_contact_by", "contact_by", "until_on", "from_on"),
        Index("ix_state_surgical", "surgical_status", "decision_due_on", "until_on", "from_on"),
        Index("ix_state_flag_level", text("flag_level DESC"), "contact_by", "until_on", "from_on"),
        {"sqlite_strict": True, "sqlite_with_rowid": False},
    )

    problem_id: str = Field(primary_key=True, foreign_key="problem.id", sa_type=Text)
    from_on: date = Field(primary_key=True, sa_type=Day)
    until_on: date = Field(sa_type=Day)
    stage: str = Field(sa_type=Text)
    surgical_status: str = Field(sa_type=Text)
    flag_level: int
    open_flags: str = Field(sa_type=Text)
    contact_by: date | None = Field(default=None, sa_type=Day)
    window_opens_on: date | None = Field(default=None, sa_type=Day)
    decision_due_on: date | None = Field(default=None, sa_type=Day)
    rescreen_by: date | None = Field(default=None, sa_type=Day)


class MoveRow(Log, table=True):
    """A problem that moved by the calendar alone; ``day`` is when, ``because`` the reasons as JSON.

    ``was`` and ``now`` are the states as JSON: their stage, surgical status, level and dates.
    """

    __tablename__ = "move"
    __table_args__ = (
        CheckConstraint("json_valid(was) AND json_valid(now) AND json_valid(because)", name="told"),
        Index("ix_move_problem_id", "problem_id"),
        {"sqlite_strict": True},
    )

    seq: int | None = Field(default=None, primary_key=True)
    problem_id: str = Field(foreign_key="problem.id", sa_type=Text)
    day: date = Field(sa_type=Day)
    made_at: AwareDatetime = Field(sa_type=Moment)
    was: str = Field(sa_type=Text)
    now: str = Field(sa_type=Text)
    because: str = Field(sa_type=Text)
    pack_id: str = Field(max_length=CODE_LENGTH, sa_type=Text)
    pack_version: str = Field(max_length=CODE_LENGTH, sa_type=Text)


class UnseenMove(SQLModel, table=True):
    """A move that nobody has acknowledged: worked out, so that no list walks through all moves."""

    metadata = RECORDS
    __tablename__ = "move_unseen"
    __table_args__ = ({"sqlite_strict": True},)

    move_seq: int | None = Field(default=None, primary_key=True, foreign_key="move.seq")


class MoveSeen(Row, Retractable, table=True):
    """Who acknowledged a move and when; taken back, it counts as not acknowledged."""

    __tablename__ = "move_seen"
    __table_args__ = (
        CheckConstraint(_ERROR_TOLD, name="error_told"),
        Index("ix_move_seen_move_seq", "move_seq"),
        {"sqlite_strict": True},
    )
    part_of = ("move_seen", "id")

    id: str = Field(min_length=ID_LENGTH, max_length=ID_LENGTH, primary_key=True, sa_type=Text)
    move_seq: int = Field(foreign_key="move.seq")
    problem_id: str = Field(foreign_key="problem.id", sa_type=Text)
    seen_by: str = Field(min_length=1, max_length=NAME_LENGTH, sa_type=Text)
    seen_at: AwareDatetime = Field(sa_type=Moment)
