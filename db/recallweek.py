"""Who is to be called or visited in a week, as the recall sheet has them."""

from datetime import date, timedelta

from sqlmodel import Session

from db import workrows
from pathway.facts import Patient
from pathway.recallsheet import WEEK_DAYS, Caller
from pathway.worklist import WorkRow


def callers(session: Session, on: date) -> tuple[Caller, ...]:
    """Return who is to be called in the week that begins on a day, in the order of the worklist."""
    last = on + timedelta(WEEK_DAYS - 1)
    return tuple(_caller(row) for row in workrows.week(session, on, last))


def _caller(row: WorkRow) -> Caller:
    days = (reason.day for reason in row.reasons if reason.day is not None)
    return Caller(
        patient=row.patient,
        problem=row.problem,
        who=Patient(
            birth_date=row.birth_date,
            number=row.number,
            family_name=row.family_name,
            given_name=row.given_name,
            birth_known=row.birth_known,
        ),
        phone=row.phone,
        address=row.address,
        kinds=tuple(dict.fromkeys(reason.kind for reason in row.reasons)),
        day=row.reasons[0].day or next(days, None),
        level=max(reason.level for reason in row.reasons),
    )
