"""``foramen self-test``: everything a clinic lives on is done once, in a folder that goes again."""

import argparse
import shutil
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop.commands import DONE, FAILED, NotSound

if TYPE_CHECKING:
    from datetime import date

    from db.vault import Key
    from desktop.commands import Subparsers
    from handouts.materials import Materials
    from pathway.assessment import Assessment
    from pathway.facts import Visit
    from pathway.guidelines import Guidelines
    from pathway.records import ChartView, ProblemId, Registration, Stamp

USER: Final = "Self test"
PASSPHRASE: Final = "a lantern on the quiet hill"
PLAIN: Final = b"SQLite format 3\0"
"""How a file begins that anybody can read."""


def add(subparsers: "Subparsers") -> None:
    """Declare the command."""
    subparsers.add_parser(
        "self-test",
        description="In a temporary folder: founds an encrypted clinic, records a visit, works "
        "out an assessment, prints a handout, backs up and restores. Nothing of it stays.",
    )


def run(args: argparse.Namespace) -> int:
    """Carry the steps out, tell of each, and return whether all of them held."""
    del args
    folder = Path(tempfile.mkdtemp(prefix="foramen-self-test-"))
    try:
        return _carried_out(Trial(folder))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(slots=True)
class Trial:
    """A clinic of the test: where it lies and what has been made of it so far."""

    folder: Path
    problem: "ProblemId | None" = None
    found: "Assessment | None" = None
    backup: Path | None = None
    opened: "Key | None" = None
    until_done: ExitStack = field(default_factory=ExitStack)

    @property
    def clinic(self) -> Path:
        """Return the folder of the clinic."""
        return self.folder / "clinic"

    def key(self) -> "Key":
        """Return the clinic's key, as its passphrase gives it."""
        from db.vault import unlock

        if self.opened is None:
            self.opened = self.until_done.enter_context(unlock(self.clinic, USER, PASSPHRASE))
        return self.opened


def _carried_out(trial: Trial) -> int:
    with trial.until_done:
        for name, step in STEPS.items():
            begun = time.monotonic()
            try:
                step(trial)
            except Exception as error:  # noqa: BLE001 - whatever goes wrong is told, by its kind
                said = str(error) if isinstance(error, Unmet) else _place_of(error)
                print(f"{name}: FAILED, {said}")
                return FAILED
            print(f"{name}: held ({time.monotonic() - begun:.1f} s)")
    print("All held.")
    return DONE


class Unmet(NotSound):
    """A step did not do what it must; the text says what was expected."""


def _expect(is_so: bool, what: str) -> None:
    if not is_so:
        raise Unmet(f"expected {what}")


def _place_of(error: Exception) -> str:
    """Return the kind of an error and where it came up, without any value."""
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    if last is None:
        return type(error).__name__
    code = last.tb_frame.f_code
    return f"{type(error).__name__} in {Path(code.co_filename).name}, {code.co_name}"


def _content(trial: Trial) -> None:
    from desktop.selfcheck import SelfCheck

    del trial
    verdict = SelfCheck().verdict()
    wrong = ", ".join((*verdict.changed, *verdict.failed))
    _expect(verdict.is_sound, f"content as it was sealed and rules that answer right ({wrong})")


def _found(trial: Trial) -> None:
    from db import places
    from db.create import NewClinic, create_clinic

    create_clinic(trial.clinic, NewClinic("Self test", USER, PASSPHRASE, reserve=0), _stamp())
    begins = places.records(trial.clinic).read_bytes()[: len(PLAIN)]
    _expect(begins != PLAIN, "records that nobody can read without the key")


def _visit(trial: Trial) -> None:
    from db import patients, visits
    from db.clinic import Clinic
    from pathway.records import VisitEntry

    stamp = _stamp()
    clinic = Clinic.open(trial.clinic, trial.key(), _guidelines())
    try:
        trial.problem = clinic.write(patients.register, _somebody(stamp.today), stamp).problem
        assert trial.problem is not None
        clinic.write(visits.save, VisitEntry(trial.problem, _seen(stamp.today)), stamp)
    finally:
        clinic.close()
    _expect(len(_chart(trial, trial.clinic).visits) == 1, "the visit that was saved")


def _assessment(trial: Trial) -> None:
    from pathway.evaluate import evaluate

    trial.found = evaluate(_chart(trial, trial.clinic).chart, _stamp().today, _guidelines())
    _expect(trial.found.stage.code == "acute", "an acute stage three weeks after the onset")
    _expect(not trial.found.red_flags.open, "no red flag where nothing points to one")


def _handout(trial: Trial) -> None:
    import pypdfium2

    from handouts.build import PrintStamp, build

    assert trial.found is not None
    stamp, chart = _stamp(), _chart(trial, trial.clinic).chart
    told = PrintStamp(stamp.at.astimezone(), USER, False, False, _guidelines().version)
    printed = build("care_plan", chart, trial.found, _materials(), told)
    document = pypdfium2.PdfDocument(printed)
    try:
        text = "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
    _expect(USER in text, "a handout that can be read")


def _backup(trial: Trial) -> None:
    from db.backup import BackupOrder, make
    from db.lock import hold
    from desktop.commands.terminal import app_version

    there = trial.folder / "backups"
    there.mkdir()
    with hold(trial.clinic):
        made = make(BackupOrder(trial.clinic, there, _stamp().at, app_version()), trial.key())
    _expect(made.state == "verified", "a backup that was read back")
    trial.backup = made.path


def _restore(trial: Trial) -> None:
    from db.lock import hold
    from db.restore import RestoreOrder, restore
    from desktop.commands.terminal import app_version

    assert trial.backup is not None
    again = trial.folder / "again"
    again.mkdir()
    order = RestoreOrder(trial.backup, again, _stamp().at, app_version())
    with hold(again):
        done = restore(order, trial.key())
    _expect(done.is_alike, "as many rows as before")
    same = _chart(trial, again).chart == _chart(trial, trial.clinic).chart
    _expect(same, "the same chart as before")


STEPS: Final[dict[str, Callable[[Trial], None]]] = {
    "content and rules": _content,
    "encrypted clinic": _found,
    "visit": _visit,
    "assessment": _assessment,
    "handout": _handout,
    "backup": _backup,
    "restore": _restore,
}


def _stamp() -> "Stamp":
    from desktop.commands.terminal import stamp_of

    return stamp_of(USER)


def _guidelines() -> "Guidelines":
    from desktop.packs import own_pack

    return own_pack()


def _chart(trial: Trial, folder: Path) -> "ChartView":
    from db import patients
    from db.clinic import Clinic

    assert trial.problem is not None
    clinic = Clinic.open(folder, trial.key(), _guidelines())
    try:
        return clinic.read(patients.chart_view, trial.problem)
    finally:
        clinic.close()


def _somebody(today: "date") -> "Registration":
    from datetime import timedelta

    from pathway.facts import OnsetDay, Patient, Problem
    from pathway.records import Registration

    born = today.replace(year=today.year - 50, day=1)
    patient = Patient(born, family_name=USER, given_name="Nobody")
    return Registration(patient, Problem("lumbar", OnsetDay(today - timedelta(21)), side="left"))


def _seen(today: "date") -> "Visit":
    from pathway.facts import Visit

    return Visit(today, pain_spine=3, pain_limb=6)


def _materials() -> "Materials":
    import resources
    from handouts.clinic import placeholder
    from handouts.fonts import Fonts
    from handouts.materials import Materials
    from handouts.styles import PageStyle
    from handouts.words import read_words

    fonts = Fonts(resources.font("NotoSans-Regular"), resources.font("NotoSans-Bold"))
    words = read_words(resources.handout_tables("en"))
    page = PageStyle("a4", "standard")
    pack = _guidelines()
    return Materials(words, fonts, placeholder(), page, pack.medicines, pack.choices)
