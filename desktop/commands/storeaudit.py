"""``foramen store audit``: who did what in a clinic, as text or as FHIR AuditEvents."""

import argparse
import contextlib
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

from desktop.commands import BadInput
from desktop.commands.cases import read_day
from desktop.commands.terminal import (
    add_place,
    app_version,
    clinic_guidelines,
    named_trouble,
    only_user,
    read_passphrase,
    stamp_of,
    unlocked,
)

if TYPE_CHECKING:
    from db.clinic import Clinic
    from pathway.audited import Trace, Wanted
    from pathway.records import PatientId

DONE: Final = 0
ACTIONS: Final = frozenset({"audit"})


def add(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the action and its options."""
    audit = actions.add_parser("audit", help="tell who looked at, recorded and took out what")
    add_place(audit)
    audit.add_argument("--user", help="whose passphrase it is, if several can unlock it")
    audit.add_argument("--patient", metavar="NUMBER", help="of one patient only")
    audit.add_argument("--since", type=read_day, metavar="DATE", help="from this day on")
    audit.add_argument("--until", type=read_day, metavar="DATE", help="up to this day")
    audit.add_argument(
        "--fhir", action="store_true", help="as FHIR AuditEvents, one a line (NDJSON)"
    )
    audit.add_argument("-o", type=Path, dest="out", metavar="FILE", help="into a file")


def run(args: argparse.Namespace) -> int:
    """Tell the lines that are asked for, the newest first; that they were told is noted."""
    from db.clinic import Clinic
    from db.lock import hold
    from db.vault import user_names

    with named_trouble():
        user = args.user or only_user(user_names(args.data_dir))
        passphrase = read_passphrase(args.passphrase_file)
        with hold(args.data_dir), unlocked(args.data_dir, user, passphrase) as key:
            clinic = Clinic.open(args.data_dir, key, clinic_guidelines(args.data_dir, key))
            try:
                _tell(clinic, args, user)
            finally:
                clinic.close()
    return DONE


def _tell(clinic: "Clinic", args: argparse.Namespace, user: str) -> None:
    from db import auditview
    from pathway.audited import Event

    if clinic.role != "clinician":
        raise BadInput("--user: the access log is for clinicians")
    wanted = _wanted(clinic, args)
    clinic.note(Event("export", "R", wanted.patient, "access log"), stamp_of(user))
    with _opened(args.out) as file:
        clinic.read(auditview.tell, wanted, _telling(clinic, file, is_fhir=args.fhir))


def _telling(clinic: "Clinic", file: TextIO, *, is_fhir: bool) -> "Callable[[Trace], None]":
    from db.clinic import clinic_card
    from desktop.models.logwords import spoken
    from exchange.auditevents import Source, event_line

    source = Source(clinic.read(clinic_card).name, app_version())

    def tell(trace: "Trace") -> None:
        file.write(event_line(trace, source) if is_fhir else f"{spoken(trace)}\n")

    return tell


def _wanted(clinic: "Clinic", args: argparse.Namespace) -> "Wanted":
    from pathway.audited import Wanted

    return Wanted(
        patient=_patient(clinic, args.patient) if args.patient else None,
        since=_begin(args.since) if args.since else None,
        until=_begin(args.until + timedelta(days=1)) if args.until else None,
    )


def _patient(clinic: "Clinic", number: str) -> "PatientId":
    from db import auditpeople

    found = clinic.read(auditpeople.numbered, number)
    if found is None:
        raise BadInput(f"--patient: nobody has the number {number}")
    return found


def _begin(day: date) -> datetime:
    return datetime.combine(day, time.min).astimezone()


@contextlib.contextmanager
def _opened(path: Path | None) -> Iterator[TextIO]:
    if path is None:
        yield sys.stdout
        return
    from desktop.models.tablefile import whole_file

    try:
        with whole_file(path) as file:
            yield file
    except OSError as error:
        raise BadInput(f"{path}: cannot be written: {error.strerror}") from None
