"""The table of what was answered to suggestions, with what they rested on by then."""

from pydantic import AwareDatetime
from sqlalchemy import CheckConstraint, Index, Text
from sqlmodel import Field

from db.columns import Moment, one_of
from db.tables import CODE_LENGTH, ID_LENGTH, NAME_LENGTH, Retractable, Row
from pathway import responses

_ERROR_TOLD = "(error_at IS NULL) = (error_by = '') AND (error_at IS NULL) = (error_reason = '')"
SUBJECT_LENGTH = 1_000


class ResponseRow(Row, Retractable, table=True):
    """One answer to a suggestion; the newest that nobody took back counts.

    ``facts`` is JSON: what the suggestion rested on as [rule, code, value].
    """

    __tablename__ = "response"
    __table_args__ = (
        one_of("kind", responses.SuggestionKind),
        one_of("answer", responses.Answer),
        CheckConstraint("json_valid(facts)", name="facts"),
        CheckConstraint("answer = 'accepted' OR length(reason) > 0", name="reasoned"),
        CheckConstraint("kind <> 'warning' OR answer = 'accepted'", name="noted"),
        CheckConstraint(_ERROR_TOLD, name="error_told"),
        Index("ix_response_problem_id", "problem_id"),
        {"sqlite_strict": True},
    )
    part_of = ("response", "id")

    id: str = Field(min_length=ID_LENGTH, max_length=ID_LENGTH, primary_key=True, sa_type=Text)
    problem_id: str = Field(foreign_key="problem.id", sa_type=Text)
    kind: responses.SuggestionKind = Field(sa_type=Text)
    subject: str = Field(default="", max_length=SUBJECT_LENGTH, sa_type=Text)
    state: str = Field(min_length=1, max_length=CODE_LENGTH, sa_type=Text)
    facts: str = Field(min_length=2, sa_type=Text)
    answer: responses.Answer = Field(sa_type=Text)
    reason: str = Field(default="", max_length=CODE_LENGTH, sa_type=Text)
    words: str = Field(default="", max_length=responses.LONGEST_WORDS, sa_type=Text)
    pack_id: str = Field(min_length=1, max_length=CODE_LENGTH, sa_type=Text)
    pack_version: str = Field(min_length=1, max_length=CODE_LENGTH, sa_type=Text)
    said_by: str = Field(min_length=1, max_length=NAME_LENGTH, sa_type=Text)
    said_at: AwareDatetime = Field(sa_type=Moment)
