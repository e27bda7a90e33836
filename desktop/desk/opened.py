"""An unlocked clinic with everything that it is read with."""

import contextlib
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from db import clock, drafts, prints, recalls, search, users, worklist, workrows
from db.clinic import Clinic, Reader, clinic_card
from db.packs import Adopted, adopted_in
from db.trouble import RecordRefused, StoreCode, StoreTrouble
from db.vault import Key
from db.workrows import Asked
from desktop.faultwords import Fault, override_refused, pack_changed, self_check_failed
from desktop.overridefile import OverrideTrouble, clinic_file, with_file
from desktop.packs import own_pack
from desktop.packwords import PackWords
from desktop.reasons import RuleWords
from desktop.selfcheck import SELF_CHECK, Verdict
from desktop.words import ENGLISH, language
from pathway.catalogue import Catalogue, read_catalogue
from pathway.guidelines import Guidelines
from pathway.scorebook import ScoreBook, read_scorebook
from pathway.worklist import WorkRow
from resources import (
    DEFAULT_PACK,
    NoSuchResource,
    Tables,
    catalogue_tables,
    packs,
    score_tables,
    words_tables,
)

LANGUAGE = "en"
"""Of what the program prints by itself; the screen has its own language."""
WINDOW_KIBIBYTES: Final = 2048
"""Charts take few pages, and whoever gathers everybody goes through more than any cache holds; the
search and the store have readers of their own with more."""
FIRST: Final = 32
"""So many lines of work are there before everybody was gathered: more than any window shows."""
STILL_READABLE: Final[frozenset[StoreCode]] = frozenset({"damaged", "disk_full", "read_only"})


class FirstLines(NamedTuple):
    """Who waits on a day: the first lines of the worklist, read while the clinic opened."""

    on: date
    rows: tuple[WorkRow, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """An unlocked clinic and the contents of ``resources`` that it is read with."""

    clinic: Clinic
    reader: Reader
    guidelines: Guidelines
    catalogue: Catalogue
    scores: ScoreBook
    words: RuleWords
    pack_words: PackWords
    user: str
    key: Key
    folder: Path
    faults: tuple[Fault, ...] = ()
    first: FirstLines | None = None

    def close(self) -> None:
        """Close the records and forget their key."""
        self.reader.close()
        self.clinic.close()
        self.key.wipe()


def open_records(folder: Path, key: Key, on: date | None = None) -> Opened:
    """Return the clinic that ``key`` opens; takes some time, so not on the window's thread.

    With a day, who waits on it first is read as well: that is the page that greets.
    What cannot be written any more is opened for reading only, as far as it can be read.
    """
    adopted = adopted_in(folder, key)
    is_known = adopted is not None and adopted.pack_id in packs()
    pack = own_pack(adopted.pack_id if adopted and is_known else DEFAULT_PACK)
    guidelines, faults = _own(pack, folder)
    verdict = SELF_CHECK.verdict()
    guidelines = replace(guidelines, is_trusted=verdict.is_sound)
    catalogue = read_catalogue(catalogue_tables(language()))
    tables = _said_by(pack.id)
    words = RuleWords(tables, guidelines)
    clinic = _open_clinic(folder, key, guidelines)
    reader = _practised(clinic, key.user)
    return Opened(
        clinic=clinic,
        reader=reader,
        guidelines=guidelines,
        catalogue=catalogue,
        scores=read_scorebook(score_tables(language()), catalogue),
        words=words,
        pack_words=PackWords(tables, words, catalogue, guidelines),
        user=key.user,
        key=key,
        folder=folder,
        faults=(*_of_check(verdict), *_of_pack(adopted, pack), *faults),
        first=_first_seen(reader, on) if on is not None else None,
    )


def first_lines(reader: Reader, on: date) -> tuple[WorkRow, ...]:
    """Return the first lines of the worklist of a day."""
    problems = reader.read(worklist.opening, on, FIRST)
    return reader.read(workrows.rows, Asked(problems, on))


def _said_by(pack_id: str) -> Tables:
    """Return a pack's words in the language of the screen, or in English where it has none."""
    with contextlib.suppress(NoSuchResource):
        return words_tables(language(), pack_id)
    return words_tables(ENGLISH, pack_id)


def _practised(clinic: Clinic, user: str) -> Reader:
    """Return the window's reader, which has put its first questions once already.

    The first time, a statement is compiled: that takes longer than asking it.
    """
    reader = clinic.reader(WINDOW_KIBIBYTES)
    with contextlib.suppress(StoreTrouble, RecordRefused):  # whoever asks in earnest is told
        reader.read(clinic_card)
        reader.read(drafts.unfinished)
        reader.read(users.papers)
        reader.read(clock.newest_moment)
        reader.read(search.has_patients)
        for found in reader.read(search.find, "", 1):
            reader.read(recalls.standing, found.patient_id)
            reader.read(drafts.of_problem, found.problem_id, user)
            reader.read(prints.of_problem, found.problem_id)
            reader.read(prints.what_is_known, found.problem_id)
    return reader


def _first_seen(reader: Reader, on: date) -> FirstLines | None:
    with contextlib.suppress(StoreTrouble, RecordRefused):  # the page asks again, and is told
        return FirstLines(on, first_lines(reader, on))
    return None


def _of_check(verdict: Verdict) -> tuple[Fault, ...]:
    return () if verdict.is_sound else (self_check_failed((*verdict.changed, *verdict.failed)),)


def _of_pack(adopted: Adopted | None, pack: Guidelines) -> tuple[Fault, ...]:
    """Say that the program brought another pack than the clinic has adopted."""
    if adopted is None or (adopted.pack_id, adopted.pack_version) == (pack.id, pack.version):
        return ()
    was = f"{adopted.pack_id} {adopted.pack_version}"
    return (pack_changed(was, f"{pack.id} {pack.version}"),)


def _own(pack: Guidelines, folder: Path) -> tuple[Guidelines, tuple[Fault, ...]]:
    """Return the pack with the clinic's own thresholds, or without them and why."""
    path = clinic_file(folder)
    if not path.exists():
        return pack, ()
    try:
        return with_file(pack, path), ()
    except OverrideTrouble as trouble:
        return pack, (override_refused(str(trouble)),)


def _open_clinic(folder: Path, key: Key, guidelines: Guidelines) -> Clinic:
    try:
        return Clinic.open(folder, key, guidelines)
    except StoreTrouble as trouble:
        if trouble.code not in STILL_READABLE:
            raise
        with contextlib.suppress(StoreTrouble):
            return Clinic.open_read_only(folder, key, guidelines, trouble.code)
        raise
