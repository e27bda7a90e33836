"""What waits for a locum: read from the worklist's indexes, and brought together by patient."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlmodel import Session, col

from db import escalations, tables, worklist
from db.figuresteps import chunks
from db.persontables import Birth, Particulars
from pathway.facts import Patient
from pathway.locum import HandedOver, Handover, Waiting, WaitKind, in_order
from pathway.records import PatientId, ProblemId

MOST_OF_A_KIND: Final = 200
"""So many of each kind without danger are read: a page holds far fewer, and the rest is counted."""
ALL: Final = 1_000_000
_KINDS: Final = ("red_flag", "no_advice", "decision_due", "window_closing", "unsigned", "referral")


def handover(session: Session, on: date) -> Handover:
    """Return everybody for whom something waits on a day; of danger nobody is left out."""
    waiting: dict[ProblemId, list[Waiting]] = {}
    counts: list[tuple[WaitKind, int]] = []
    unread = 0
    sent = escalations.awaited(session, on)
    for one in sent:
        escalation = one.recorded.escalation
        thing = Waiting("escalated", escalation.begun_on, what=(escalation.place,))
        waiting.setdefault(one.problem, []).append(thing)
    counts.append(("escalated", len(sent)))
    for kind in _KINDS:
        most = ALL if kind == "red_flag" else MOST_OF_A_KIND
        lines = worklist.lines(session, kind, on, most)
        for line in lines:
            codes = tuple(line.what.split()) if kind in {"red_flag", "referral"} else ()
            thing = Waiting(kind, line.day, line.level, codes)
            waiting.setdefault(line.problem, []).append(thing)
        counts.append((kind, worklist.count(session, kind, on)))
        unread += max(counts[-1][1] - len(lines), 0)
    return Handover(on, in_order(_people(session, waiting)), tuple(counts), unread)


def named(
    session: Session, problems: Sequence[ProblemId]
) -> dict[ProblemId, tuple[PatientId, Patient, str, str]]:
    """Return whose problems these are: the patient, what names them, telephone and address."""
    found: dict[ProblemId, tuple[PatientId, Patient, str, str]] = {}
    for piece in chunks(problems):
        found.update(_named(session, piece))
    return found


def _named(
    session: Session, problems: Sequence[ProblemId]
) -> Iterator[tuple[ProblemId, tuple[PatientId, Patient, str, str]]]:
    wanted = (
        select(col(tables.Problem.id), tables.Patient, Birth, Particulars)
        .join(tables.Patient, col(tables.Patient.id) == col(tables.Problem.patient_id))
        .outerjoin(Birth, col(Birth.patient_id) == col(tables.Patient.id))
        .outerjoin(Particulars, col(Particulars.patient_id) == col(tables.Patient.id))
        .where(col(tables.Problem.id).in_(problems))
    )
    for problem, row, birth, told in session.execute(wanted):
        who = Patient(
            birth_date=row.birth_date,
            number=row.number,
            family_name=row.family_name,
            given_name=row.given_name,
            sex=row.sex,
            birth_known=birth.known if birth else "day",
            birth_told_on=birth.told_on if birth else None,
        )
        phone, address = (told.phone, told.address) if told else ("", "")
        yield ProblemId(problem), (PatientId(row.id), who, phone, address)


def _people(session: Session, waiting: dict[ProblemId, list[Waiting]]) -> Iterable[HandedOver]:
    """Return what waits patient by patient: two problems of one person are one line."""
    known = named(session, tuple(waiting))
    people: dict[PatientId, HandedOver] = {}
    for problem, things in waiting.items():
        if problem not in known:
            continue
        patient, who, phone, _ = known[problem]
        before = people[patient].things if patient in people else ()
        people[patient] = HandedOver(patient, who, phone, (*before, *things))
    return people.values()
