"""The tables that only ever grow: what people changed, what was concluded, what was printed."""

from datetime import date

from pydantic import AwareDatetime
from sqlalchemy import CheckConstraint, Index, LargeBinary, Text
from sqlmodel import Field, SQLModel

from db.columns import Day, Moment, Packed, Truth, one_of
from db.tables import CODE_LENGTH, ID_LENGTH, NAME_LENGTH, RECORDS, Row
from pathway import audited


class Log(SQLModel):
    """What all logs share: rows are added, never changed or removed."""

    metadata = RECORDS


class Revision(Log, table=True):
    """One entity as it was after a change; ``chain`` seals it together with all rows before it.

    The rows of one write share ``op``; ``reverts`` names the write that they put back, if any.
    """

    __tablename__ = "revision"
    __table_args__ = (
        CheckConstraint("length(chain) = 64 AND length(who) > 0", name="sealed"),
        Index("ix_revision_entity", "entity", "entity_id"),
        {"sqlite_strict": True},
    )

    seq: int | None = Field(default=None, primary_key=True)
    at: AwareDatetime = Field(sa_type=Moment)
    who: str = Field(min_length=1, sa_type=Text)
    what: str = Field(min_length=1, sa_type=Text)
    op: str = Field(min_length=1, sa_type=Text)
    reverts: str = Field(default="", sa_type=Text)
    entity: str = Field(min_length=1, sa_type=Text)
    entity_id: str = Field(min_length=1, sa_type=Text)
    body: str = Field(sa_type=Text)
    chain: str = Field(min_length=64, max_length=64, sa_type=Text)


class AccessEntry(Log, table=True):
    """Something that somebody did without changing a record: looked, searched, unlocked, took out.

    ``patient_id`` is empty where nobody in particular was concerned; ``revision`` is the newest
    change there was then, so that both logs can be read in one order, whatever a clock said.
    """

    __tablename__ = "access_log"
    __table_args__ = (
        one_of("action", audited.Action),
        CheckConstraint("outcome IN (0, 4, 8)", name="outcome"),
        CheckConstraint("revision >= 0", name="revision"),
        CheckConstraint("length(chain) = 64 AND length(kind) > 0", name="sealed"),
        Index("ix_access_log_patient_id", "patient_id"),
        Index("ix_access_log_kind", "kind"),
        {"sqlite_strict": True},
    )

    seq: int | None = Field(default=None, primary_key=True)
    revision: int
    at: AwareDatetime = Field(sa_type=Moment)
    who: str = Field(sa_type=Text)
    kind: str = Field(min_length=1, sa_type=Text)
    action: str = Field(sa_type=Text)
    outcome: int
    patient_id: str = Field(sa_type=Text)
    what: str = Field(sa_type=Text)
    reason: str = Field(sa_type=Text)
    chain: str = Field(min_length=64, max_length=64, sa_type=Text)


class Snapshot(Log, table=True):
    """What was concluded for a problem after a change, or that nothing could be concluded."""

    __tablename__ = "snapshot"
    __table_args__ = (
        CheckConstraint("available = (body <> x'')", name="said"),
        Index("ix_snapshot_problem_id", "problem_id", "seq"),
        {"sqlite_strict": True},
    )

    seq: int | None = Field(default=None, primary_key=True)
    problem_id: str = Field(foreign_key="problem.id", sa_type=Text)
    made_at: AwareDatetime = Field(sa_type=Moment)
    day: date = Field(sa_type=Day)
    pack_id: str = Field(sa_type=Text)
    pack_version: str = Field(sa_type=Text)
    available: bool = Field(sa_type=Truth)
    stage: str = Field(default="", sa_type=Text)
    surgical_status: str = Field(default="", sa_type=Text)
    flag_level: str = Field(default="", sa_type=Text)
    body: str = Field(default="", sa_type=Packed)


class PrintPages(Log, table=True):
    """The bytes of pages that were printed, once however often they were."""

    __tablename__ = "print_pages"
    __table_args__ = (
        CheckConstraint("length(sha256) = 64 AND length(pages) > 0", name="there"),
        {"sqlite_strict": True},
    )

    sha256: str = Field(min_length=64, max_length=64, primary_key=True, sa_type=Text)
    pages: bytes = Field(min_length=1, sa_type=LargeBinary)


class Print(Row, table=True):
    """One time that pages went to a printer; ``sha256`` names the very bytes in ``print_pages``.

    ``revision`` is the newest change that the pages know of.
    """

    __tablename__ = "print"
    __table_args__ = (
        CheckConstraint("length(sha256) = 64 AND revision >= 0", name="known"),
        Index("ix_print_problem_id", "problem_id"),
        {"sqlite_strict": True},
    )
    part_of = ("print", "id")

    id: str = Field(min_length=ID_LENGTH, max_length=ID_LENGTH, primary_key=True, sa_type=Text)
    problem_id: str = Field(foreign_key="problem.id", sa_type=Text)
    kind: str = Field(min_length=1, max_length=CODE_LENGTH, sa_type=Text)
    paper: str = Field(min_length=1, max_length=CODE_LENGTH, sa_type=Text)
    letters: str = Field(min_length=1, max_length=CODE_LENGTH, sa_type=Text)
    draft: bool = Field(sa_type=Truth)
    content_version: str = Field(min_length=1, max_length=CODE_LENGTH, sa_type=Text)
    pack_id: str = Field(min_length=1, max_length=CODE_LENGTH, sa_type=Text)
    pack_version: str = Field(min_length=1, max_length=CODE_LENGTH, sa_type=Text)
    revision: int = Field(ge=0)
    day: date = Field(sa_type=Day)
    printed_at: AwareDatetime = Field(sa_type=Moment)
    printed_by: str = Field(min_length=1, max_length=NAME_LENGTH, sa_type=Text)
    sha256: str = Field(
        min_length=64, max_length=64, foreign_key="print_pages.sha256", sa_type=Text
    )
    reprint_of: str | None = Field(default=None, foreign_key="print.id", sa_type=Text)


class Acknowledgement(Row, table=True):
    """A warning that somebody saw and planned something all the same, with what it rested on.

    ``things`` and ``facts`` are JSON: names, and what the rule read as [code, value, day].
    """

    __tablename__ = "acknowledgement"
    __table_args__ = (
        CheckConstraint(
            "json_valid(things) AND json_valid(facts) AND length(trim(words)) > 0", name="said"
        ),
        Index("ix_acknowledgement_problem_id", "problem_id"),
        {"sqlite_strict": True},
    )
    part_of = ("acknowledgement", "id")

    id: str = Field(min_length=ID_LENGTH, max_length=ID_LENGTH, primary_key=True, sa_type=Text)
    problem_id: str = Field(foreign_key="problem.id", sa_type=Text)
    rule: str = Field(min_length=1, max_length=CODE_LENGTH, sa_type=Text)
    things: str = Field(min_length=2, sa_type=Text)
    facts: str = Field(min_length=2, sa_type=Text)
    reason: str = Field(min_length=1, max_length=CODE_LENGTH, sa_type=Text)
    words: str = Field(min_length=1, max_length=2_000, sa_type=Text)
    pack_id: str = Field(min_length=1, max_length=CODE_LENGTH, sa_type=Text)
    pack_version: str = Field(min_length=1, max_length=CODE_LENGTH, sa_type=Text)
    said_by: str = Field(min_length=1, max_length=NAME_LENGTH, sa_type=Text)
    said_at: AwareDatetime = Field(sa_type=Moment)
