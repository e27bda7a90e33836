"""Backups as the window shows them: what lies there, how old the newest is, what is in one."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final, Literal, NamedTuple, TypeAlias

from desktop import show
from desktop.words import ntr, tr

OVERDUE_DAYS: Final = 3
Warned: TypeAlias = Literal["", "warn"]


class BackupRow(NamedTuple):
    """One backup; a damaged one may not know when it was made."""

    path: Path
    made_at: datetime | None
    is_whole: bool
    entries: int = 0


class BackupStatus(NamedTuple):
    """What is known of a clinic's backups, newest first; ``folder`` None: nobody chose one."""

    folder: Path | None = None
    rows: tuple[BackupRow, ...] = ()
    is_reachable: bool = True

    @property
    def last(self) -> datetime | None:
        """Return when the newest backup that counts was checked."""
        whole = [row.made_at for row in self.rows if row.is_whole and row.made_at]
        return max(whole, default=None)

    @property
    def entries(self) -> int:
        """Return how many entries the newest backup that counts holds; -1 without one."""
        return next((row.entries for row in self.rows if row.is_whole), -1)


class CountRow(NamedTuple):
    """How much of one thing there is now and in a backup; None: cannot be counted."""

    table: str
    now: int | None
    backup: int


class SideBySide(NamedTuple):
    """A clinic now and in a backup, which may have another key. Newest visits: None before one."""

    rows: tuple[CountRow, ...]
    is_now_readable: bool = True
    newest_now: date | None = None
    newest_in_backup: date | None = None
    has_other_key: bool = False


class StickStatus(NamedTuple):
    """What is known of the stick for second copies; ``folder`` None: it is not plugged in."""

    is_chosen: bool = False
    folder: Path | None = None
    made_at: datetime | None = None
    doubts: tuple[str, ...] = ()


class RehearsalStatus(NamedTuple):
    """What the last rehearsal of a restore found; ``at`` None: there was none."""

    at: datetime | None = None
    rows: int = 0
    is_alike: bool = True


class Told(NamedTuple):
    """A few words, the tint that repeats them, and the fewest words that still say it."""

    text: str
    kind: Warned
    brief: str


def told(status: BackupStatus, today: date) -> Told:
    """Return how old the newest backup is, in words for the line of state."""
    if status.folder is not None and not status.is_reachable:
        brief = tr("Backup: folder not reachable")
        return Told(tr("Last verified backup: folder not reachable"), "warn", brief)
    last = status.last
    if last is None:
        return Told(tr("Last verified backup: never"), "warn", tr("Backup: never"))
    when = aged(last, today)
    if (today - last.astimezone().date()).days >= OVERDUE_DAYS:
        words = tr("Backup overdue · last verified {when}").format(when=when)
        return Told(words, "warn", tr("Backup overdue"))
    brief = tr("Backup: {when}").format(when=when)
    return Told(tr("Last verified backup: {when}").format(when=when), "", brief)


def stick_words(status: StickStatus) -> str:
    """Return where the stick for second copies is."""
    if not status.is_chosen:
        return tr("None chosen yet")
    return str(status.folder) if status.folder else tr("Not plugged in")


def stick_age(status: StickStatus, today: date) -> str:
    """Return how old the newest copy on the stick is."""
    if status.folder is None:
        return tr("Not known while the stick is elsewhere")
    return aged(status.made_at, today) if status.made_at else tr("never")


def doubt_words(doubts: tuple[str, ...]) -> str:
    """Return what speaks against a second copy there, empty when nothing does."""
    words = {
        "same_disk": tr(
            "This lies on the same disk as the records: one broken disk would take both."
        ),
        "not_honest": tr(
            "This stick says that something is written sooner than it can be. Eject it and wait "
            "for the sign before pulling it out; better take another one."
        ),
    }
    return " ".join(words[doubt] for doubt in doubts if doubt in words)


def rehearsal_words(status: RehearsalStatus, today: date) -> str:
    """Return what the last rehearsal of a restore found."""
    if status.at is None:
        return tr("Not yet; it takes place by itself once a week.")
    when = aged(status.at, today)
    if not status.is_alike:
        return tr("{when}: the restored copy was NOT like the records.").format(when=when)
    rows = ntr("{count} row", "{count} rows", status.rows)
    return tr("{when}: restored into a copy, {rows} compared, all alike.").format(
        when=when, rows=rows
    )


def aged(moment: datetime, today: date) -> str:
    """Return a moment with its age in words: ``27-Mar-2026 10:42, 3 days ago``."""
    days = (today - moment.astimezone().date()).days
    when = moment_words(moment, today)
    if days < 2:
        return when
    ago = ntr("{count} day ago", "{count} days ago", days)
    return tr("{when}, {ago}").format(when=when, ago=ago)


def moment_words(moment: datetime, today: date) -> str:
    """Return a moment as ``today 10:42``, ``yesterday 18:03`` or with its date."""
    here = moment.astimezone()
    if here.date() == today:
        return tr("today {time}").format(time=show.clock(here))
    if here.date() == today - timedelta(days=1):
        return tr("yesterday {time}").format(time=show.clock(here))
    return show.moment(here)


def row_words(row: BackupRow, today: date) -> str:
    """Return one backup as a line of the list."""
    when = moment_words(row.made_at, today) if row.made_at else row.path.name
    if not row.is_whole:
        return tr("{when} · damaged, does not count").format(when=when)
    entries = ntr("{count} change", "{count} changes", row.entries)
    return tr("{when} · verified · {entries}").format(when=when, entries=entries)


def counted() -> dict[str, str]:
    """Return the tables that people count, in words, what matters most first."""
    return {
        "patient": tr("Patients"),
        "problem": tr("Problems"),
        "visit": tr("Visits"),
        "finding": tr("Findings"),
        "care": tr("Care"),
        "flag_record": tr("Decisions on red flags"),
        "referral": tr("Referrals"),
        "print": tr("Prints"),
        "draft": tr("Unfinished forms"),
        "revision": tr("Changes in the log"),
    }


def stage_words(stage: str, percent: int) -> str:
    """Return how far a backup or a restore is."""
    words = {
        "copying": tr("Copying"),
        "checking": tr("Reading back and checking"),
        "keeping": tr("Keeping"),
        "replacing": tr("Putting in place"),
    }
    if stage not in words:
        return tr("Done")
    return tr("{doing} … {percent} %").format(doing=words[stage], percent=percent)
