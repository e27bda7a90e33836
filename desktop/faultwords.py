"""What people must be told about the records while they work, and what they can do about it."""

from datetime import date, datetime
from typing import Final, Literal, NamedTuple, TypeAlias

from desktop import show
from desktop.words import ntr, tr

FaultKind: TypeAlias = Literal["danger", "warn"]
FaultAnswer: TypeAlias = Literal["", "try_again", "put_away", "backups", "people"]


MOST_NAMES: Final = 4


class Fault(NamedTuple):
    """Something that is wrong for as long as it stands above the pages."""

    code: str
    kind: FaultKind
    sentence: str
    answer: FaultAnswer = ""


def answer_words(answer: FaultAnswer) -> str:
    """Return what stands on the button of a fault."""
    words: dict[FaultAnswer, str] = {
        "": "",
        "try_again": tr("Try again"),
        "put_away": tr("I have read this"),
        "backups": tr("Backups"),
        "people": tr("People"),
    }
    return words[answer]


def paper_code(sentence: str, *, is_urgent: bool) -> Fault:
    """Say what has to be done about a code on paper."""
    return Fault("paper_code", "danger" if is_urgent else "warn", sentence, "people")


def view_only(cause: str) -> Fault:
    """Say that nothing can be saved, and why."""
    causes = {
        "damaged": tr("The records file is damaged, so it is open for reading only."),
        "disk_full": tr("The disk is full to the last byte, so the records are open to read only."),
        "read_only": tr("The records file may not be written to, so it is open for reading only."),
    }
    why = causes.get(cause, tr("The records are open for reading only."))
    next_steps = {
        "damaged": tr("Keep the file as it is and restore a backup."),
        "disk_full": tr("Free some space, lock, and unlock again."),
        "read_only": tr("Ask for the right to write there, lock, and unlock again."),
    }
    can = tr("Charts can be read and printed; nothing can be saved.")
    answer: FaultAnswer = "backups" if cause == "damaged" else ""
    return Fault("view_only", "danger", " ".join((why, can, next_steps.get(cause, ""))), answer)


def reserve_used() -> Fault:
    """Say that the disk is full and that the space held back is gone."""
    return Fault(
        "reserve_used",
        "danger",
        tr(
            "The disk is full. What was saved is safe, but it took the space that is held back, so "
            "the next save may fail. Free some space, then try again."
        ),
        "try_again",
    )


def entries_missing(count: int, at: datetime | None) -> Fault:
    """Say that entries that were saved are gone."""
    said = ntr(
        "{count} entry that was saved is not in the records any more.",
        "{count} entries that were saved are not in the records any more.",
        count,
    )
    return Fault(
        "entries_missing",
        "danger",
        f"{said} "
        + tr(
            "The newest was of {at}. A cleaning or sync program may have removed a file beside "
            "the records. Compare the last charts with paper, and enter again what is missing."
        ).format(at=_moment(at)),
        "put_away",
    )


def entries_unseen(count: int, at: datetime | None) -> Fault:
    """Say that a read-only view does not show the newest entries."""
    said = ntr(
        "The newest entry does not show here.",
        "The newest {count} entries do not show here.",
        count,
    )
    return Fault(
        "entries_unseen",
        "warn",
        f"{said} "
        + tr(
            "The latest was of {at}. They are not lost: they lie in a file that cannot be read "
            "while the records are open for reading only."
        ).format(at=_moment(at)),
        "put_away",
    )


def records_swapped(at: datetime | None) -> Fault:
    """Say that the records are another copy."""
    return Fault(
        "records_swapped",
        "danger",
        tr(
            "These are not the records that were open here on {at}: another copy was put in their "
            "place. Make sure that it is the right one before you go on."
        ).format(at=_moment(at)),
        "put_away",
    )


def access_missing(count: int, at: datetime | None) -> Fault:
    """Say that the log of access lost entries."""
    said = ntr(
        "{count} entry of the access log is gone.",
        "{count} entries of the access log are gone.",
        count,
    )
    return Fault(
        "access_missing",
        "danger",
        f"{said} "
        + tr(
            "The newest was of {at}. It tells who looked at which record; no record is missing "
            "because of it. Tell whoever is responsible for privacy at the clinic."
        ).format(at=_moment(at)),
        "put_away",
    )


def access_swapped(at: datetime | None) -> Fault:
    """Say that the log of access is another than the one that was written."""
    return Fault(
        "access_swapped",
        "danger",
        tr(
            "The access log is not the one that was written here on {at}: it was altered or "
            "another was put in its place. Check the records before you rely on it."
        ).format(at=_moment(at)),
        "put_away",
    )


def override_refused(said: str) -> Fault:
    """Say that the clinic's own thresholds are not used, and why."""
    return Fault(
        "override_refused",
        "danger",
        tr(
            "The clinic's own thresholds are not used, because its file is wrong: {said}. Advice "
            "rests on the guideline pack's own numbers until the file is put right."
        ).format(said=said),
    )


def self_check_failed(names: tuple[str, ...]) -> Fault:
    """Say that no advice is shown, because the program is not what it was when it was made."""
    return Fault(
        "self_check_failed",
        "danger",
        tr(
            "The program's check of itself failed ({names}), so no advice is shown: use your own "
            "judgement. Visits can be entered and the emergency letter works. Install Foramen "
            "again; the records are safe."
        ).format(names=", ".join(names[:MOST_NAMES])),
    )


def pack_changed(was: str, now: str) -> Fault:
    """Say that advice rests on another guideline pack than the clinic decided for."""
    return Fault(
        "pack_changed",
        "warn",
        tr(
            "Advice now rests on the guideline pack {now}; your clinic adopted {was}. The command "
            "foramen store diff-pack lists whom that changes, foramen store adopt-pack records "
            "the change."
        ).format(now=now, was=was),
        "put_away",
    )


def review_past(day: date) -> Fault:
    """Say that the guideline pack is older than its makers wanted it to be used unreviewed."""
    return Fault(
        "review_past",
        "warn",
        tr(
            "The guideline pack was to be reviewed by {day}. Newer evidence may say otherwise: "
            "ask for a newer pack, and compare with a current guideline."
        ).format(day=show.day(day)),
        "put_away",
    )


def wrong_clock(now: datetime, newest: datetime) -> Fault:
    """Say that the computer's clock and the records contradict each other."""
    return Fault(
        "wrong_clock",
        "warn",
        tr(
            "This computer's clock says {now}, but the newest entry in the records is of {newest}. "
            "Stages and dates may be wrong until the clock is put right; you can go on working."
        ).format(now=_moment(now), newest=_moment(newest)),
    )


def _moment(at: datetime | None) -> str:
    return show.moment(at.astimezone()) if at else tr("an unknown time")
