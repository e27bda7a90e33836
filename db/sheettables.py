"""The tables of recall sheets: what was printed, and who stands in which row."""

from datetime import date

from pydantic import AwareDatetime
from sqlalchemy import CheckConstraint, Index, Text
from sqlmodel import Field

from db.columns import Day, Moment, one_of
from db.tables import CODE_LENGTH, ID_LENGTH, NAME_LENGTH, Row
from pathway import recallsheet


class RecallSheetRow(Row, table=True):
    """A recall sheet as it was printed; ``sha256`` names its very bytes in ``print_pages``."""

    __tablename__ = "recall_sheet"
    __table_args__ = (
        one_of("grouping", recallsheet.Grouping),
        CheckConstraint("number > 0 AND first_on <= last_on AND length(sha256) = 64", name="known"),
        Index("ix_recall_sheet_number", "number", unique=True),
        {"sqlite_strict": True},
    )
    part_of = ("recall_sheet", "id")

    id: str = Field(min_length=ID_LENGTH, max_length=ID_LENGTH, primary_key=True, sa_type=Text)
    number: int
    first_on: date = Field(sa_type=Day)
    last_on: date = Field(sa_type=Day)
    grouping: recallsheet.Grouping = Field(sa_type=Text)
    paper: str = Field(min_length=1, max_length=CODE_LENGTH, sa_type=Text)
    letters: str = Field(min_length=1, max_length=CODE_LENGTH, sa_type=Text)
    content_version: str = Field(min_length=1, max_length=CODE_LENGTH, sa_type=Text)
    day: date = Field(sa_type=Day)
    printed_at: AwareDatetime = Field(sa_type=Moment)
    printed_by: str = Field(min_length=1, max_length=NAME_LENGTH, sa_type=Text)
    sha256: str = Field(
        min_length=64, max_length=64, foreign_key="print_pages.sha256", sa_type=Text
    )


class RecallSheetLine(Row, table=True):
    """Who stands in a row of a sheet."""

    __tablename__ = "recall_sheet_line"
    __table_args__ = (
        CheckConstraint("line > 0", name="line"),
        Index("ix_recall_sheet_line_problem_id", "problem_id"),
        {"sqlite_strict": True, "sqlite_with_rowid": False},
    )
    part_of = ("recall_sheet", "sheet_id")

    sheet_id: str = Field(primary_key=True, foreign_key="recall_sheet.id", sa_type=Text)
    line: int = Field(primary_key=True)
    problem_id: str = Field(foreign_key="problem.id", sa_type=Text)
