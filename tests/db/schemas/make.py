"""Makes the fixture of the newest schema, once: ``python -m tests.db.schemas.make``.

A fixture that is there is never made anew: it is a file as the program of its time left it.
"""

import lzma
import sys
from dataclasses import replace
from datetime import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import resources
from db import (
    acknowledgements,
    addressees,
    decisions,
    demo,
    drafts,
    engine,
    escalations,
    patients,
    persons,
    recalls,
    recallsheets,
    responses,
    search,
    stories,
    undoing,
)
from db import visits as seen
from db.clinic import Clinic
from db.vault import Key
from pathway.acknowledged import Acknowledged
from pathway.addressees import Addressee, AddresseeEntry
from pathway.audited import Event
from pathway.drafts import Draft
from pathway.escalation import EscalationStep, RaisedFlag
from pathway.facts import FlagRecord, MedicineTaken, Referral, Visit
from pathway.finding import Input
from pathway.guidelines import read_guidelines
from pathway.medical import Medical
from pathway.person import PersonEntry
from pathway.recalls import RecallEntry, RecallOutcome
from pathway.recallsheet import Caller, RecallSheet, SheetEntry, grouped
from pathway.records import (
    AcknowledgedEntry,
    EscalationBegun,
    ProblemId,
    ResponseEntry,
    VisitEntry,
)
from pathway.responses import Fact, Response
from pathway.story import ProblemEntry, Story, ToldProblem
from tests.db.given import STAMP, TODAY, make
from tests.db.schemas.stored import path_of, plain_image

SEED: Final = 7
PATIENTS: Final = 6
SAID: Final = Acknowledged("M20", ("zzyzx",), (Input("egfr", "38", TODAY),), "benefit", "Two days")
ANSWERED: Final = Response("option", "nsaid", "offered", (Fact("M03", "egfr", "38"),), "accepted")
COLLEAGUE: Final = Addressee("Dr Priya Nair", "Spine surgery", "County", "555 0142", "10 River St")
STORY: Final = Story(onset_words="since the harvest", earlier_episodes="yes", surgery="no")
MEDICAL: Final = Medical(
    conditions=frozenset({"diabetes"}),
    other_conditions=("gout",),
    medicines=(MedicineTaken("apixaban"), MedicineTaken("zzyzx", TODAY)),
    allergies=("penicillin",),
    allergy_state="known",
    blanks=frozenset({("smoker", "cannot_say")}),
)


def main() -> int:
    """Make the fixture of the newest schema unless it is there."""
    path = path_of(engine.SCHEMA)
    if path.exists():
        sys.stdout.write(f"{path.name} is there: a fixture is never made anew.\n")
        return 0
    with TemporaryDirectory() as folder:
        place = make(Path(folder) / "clinic", read_guidelines(resources.pack_tables()))
        clinic = place.open()
        fill(clinic)
        clinic.close()
        with place.key() as key:
            store(path, place.records, key)
    return 0


def store(path: Path, records: Path, key: Key) -> None:
    """Keep the records, laid open and compressed: what is encrypted cannot be made smaller."""
    path.write_bytes(lzma.compress(plain_image(records, key), preset=9))
    sys.stdout.write(f"{path.name}: {path.stat().st_size} bytes\n")


def fill(clinic: Clinic) -> None:
    """Write rows of every kind."""
    demo.fill(clinic, TODAY, SEED, PATIENTS, STAMP)
    problem = clinic.read(search.find, "", 1)[0].problem_id
    write_visits(clinic, problem)
    write_person(clinic, problem)
    write_story(clinic, problem)
    said = AcknowledgedEntry(problem, SAID, "foramen-2026", "1")
    clinic.write(acknowledgements.record, said, STAMP)
    answered = ResponseEntry(problem, ANSWERED, "foramen-2026", "1")
    clinic.write(responses.record, answered, STAMP)
    call = RecallEntry(problem, RecallOutcome("remind_on", TODAY, TODAY, "after the harvest"))
    clinic.write(recalls.record, call, STAMP)
    write_sheet(clinic, problem)
    clinic.write(addressees.keep, AddresseeEntry(COLLEAGUE), STAMP)
    write_decisions(clinic, problem)
    for event in (Event("login", "E"), Event("search", "E", what="okaf")):
        clinic.note(event, STAMP)


def write_visits(clinic: Clinic, problem: ProblemId) -> None:
    """Save a visit, change it, undo the change, and leave a draft."""
    entry = VisitEntry(problem, Visit(TODAY, pain_limb=7, note="Größe 1,80 m – früher 1,82"))
    saved = clinic.write(seen.save, entry, STAMP).visit
    changed = replace(entry, visit=replace(entry.visit, pain_limb=2), id=saved)
    clinic.write(seen.save, changed, STAMP)
    done = clinic.read(undoing.reversible, STAMP.who, 0).undo
    if done is None:
        raise RuntimeError("nothing to undo")
    clinic.write(undoing.undo, done.op, STAMP)
    clinic.keep(drafts.keep, Draft(problem, visit=saved, typed=(("note", "half"),)), STAMP)


def write_person(clinic: Clinic, problem: ProblemId) -> None:
    """Tell what bears on medicines."""
    patient = clinic.read(patients.chart_view, problem).patient_id
    was = clinic.read(persons.load, patient)
    entry = PersonEntry(patient, problem, replace(was, medical=MEDICAL), was, "patient")
    clinic.write(persons.save, entry, STAMP)


def write_sheet(clinic: Clinic, problem: ProblemId) -> None:
    """Print a recall sheet with one row."""
    view = clinic.read(patients.chart_view, problem)
    caller = Caller(view.patient_id, problem, view.chart.patient, "", "", ("overdue",), TODAY)
    sheet = RecallSheet(1, TODAY, TODAY, "village", grouped((caller,), "village"))
    clinic.write(recallsheets.record, SheetEntry(sheet, "a4", "standard", "1", b"%PDF-1.4"), STAMP)


def write_story(clinic: Clinic, problem: ProblemId) -> None:
    """Tell the problem as a story."""
    patient = clinic.read(patients.chart_view, problem).patient_id
    was = clinic.read(stories.load, problem)
    told = ToldProblem(was.problem, STORY)
    clinic.write(stories.save, ProblemEntry(patient, told, problem, was, "told later"), STAMP)


def write_decisions(clinic: Clinic, problem: ProblemId) -> None:
    """Escalate a red flag and clear it, refer, and leave what is typed of another call."""
    step = EscalationStep("called", TODAY, time(9, 40), "Dr Lee", "Dr Banda", "send at once")
    flag = RaisedFlag("RF-C1", TODAY)
    begun = EscalationBegun(problem, "spine_emergency", step, (flag,), "District hospital")
    clinic.write(escalations.begin, begun, STAMP)
    cleared = FlagRecord("RF-C1", TODAY, "cleared", TODAY, "Dr Lee", "imaging", words="MRI clear")
    answered = Referral("imaging", TODAY, "answered", "District hospital", "no compression")
    for made in (cleared, answered):
        clinic.write(decisions.record, decisions.Decision(problem, made), STAMP)
    clinic.keep(drafts.keep, Draft(problem, "escalation", typed=(("whom", "Dr"),)), STAMP)
    clinic.keep(drafts.keep, Draft(problem, "letter", typed=(("asks", "Which level?"),)), STAMP)


if __name__ == "__main__":
    sys.exit(main())
