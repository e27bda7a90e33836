"""The tables of those who work at the clinic, and of the codes on paper that open it."""

from pydantic import AwareDatetime
from sqlalchemy import CheckConstraint, Text
from sqlmodel import Field

from db.columns import Moment, Truth, one_of
from db.tables import NAME_LENGTH, Row
from pathway import users

REASON_LENGTH = 2_000
_ROWS = {"sqlite_strict": True, "sqlite_with_rowid": False}


class ClinicUser(Row, table=True):
    """Somebody who can unlock the clinic. ``key_due``: the records still have a key they knew."""

    __tablename__ = "clinic_user"
    __table_args__ = (
        one_of("role", users.Role),
        CheckConstraint("(left_at IS NULL) = (left_by = '')", name="left_told"),
        CheckConstraint("key_due = 0 OR left_at IS NOT NULL", name="key_due"),
        _ROWS,
    )
    part_of = ("clinic_user", "name")

    name: str = Field(primary_key=True, min_length=1, max_length=NAME_LENGTH, sa_type=Text)
    role: users.Role = Field(sa_type=Text)
    added_at: AwareDatetime = Field(sa_type=Moment)
    added_by: str = Field(min_length=1, max_length=NAME_LENGTH, sa_type=Text)
    left_at: AwareDatetime | None = Field(default=None, sa_type=Moment)
    left_by: str = Field(default="", max_length=NAME_LENGTH, sa_type=Text)
    key_due: bool = Field(default=False, sa_type=Truth)


class PaperCode(Row, table=True):
    """When a code on paper was made, checked and used; the code itself stands nowhere."""

    __tablename__ = "paper_code"
    __table_args__ = (
        one_of("kind", users.Paper),
        CheckConstraint(
            "(used_at IS NULL) = (used_by = '') AND (used_at IS NULL) = (used_reason = '')",
            name="used_told",
        ),
        CheckConstraint("seen_by = '' OR used_at IS NOT NULL", name="seen"),
        _ROWS,
    )
    part_of = ("paper_code", "kind")

    kind: users.Paper = Field(primary_key=True, sa_type=Text)
    made_at: AwareDatetime = Field(sa_type=Moment)
    made_by: str = Field(min_length=1, max_length=NAME_LENGTH, sa_type=Text)
    checked_at: AwareDatetime = Field(sa_type=Moment)
    used_at: AwareDatetime | None = Field(default=None, sa_type=Moment)
    used_by: str = Field(default="", max_length=NAME_LENGTH, sa_type=Text)
    used_reason: str = Field(default="", max_length=REASON_LENGTH, sa_type=Text)
    seen_by: str = Field(default="", max_length=NAME_LENGTH, sa_type=Text)
