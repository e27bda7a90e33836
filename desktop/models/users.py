"""How those who work at the clinic and its codes on paper read on screen."""

from datetime import date
from typing import Final, NamedTuple

from desktop import show
from desktop.words import tr
from pathway.users import Paper, PaperCode, Role, User

CHECK_AFTER_DAYS: Final = 365
"""A code on paper that nobody looked for in a year may be lost."""


class Asked(NamedTuple):
    """What has to be done about a code on paper, in a sentence; empty for nothing."""

    sentence: str = ""
    is_urgent: bool = False


def role_words(role: Role) -> str:
    """Return a role in words."""
    words: dict[Role, str] = {"clinician": tr("Clinician"), "staff": tr("Staff")}
    return words[role]


def user_words(user: User, own_name: str) -> str:
    """Return one user as a line of the list."""
    parts = [user.name, role_words(user.role)]
    if user.name == own_name:
        parts.append(tr("you"))
    if user.left_at is not None:
        parts.append(tr("left {day}").format(day=show.day(user.left_at.astimezone().date())))
    elif not user.has_slot:
        parts.append(tr("no passphrase yet"))
    if user.is_key_due:
        parts.append(tr("new key due"))
    return " · ".join(parts)


def paper_name(kind: Paper) -> str:
    """Return what a code on paper is called."""
    words: dict[Paper, str] = {
        "recovery": tr("Recovery code"),
        "envelope": tr("Emergency envelope"),
    }
    return words[kind]


def paper_words(code: PaperCode | None) -> str:
    """Return what is known of a code on paper."""
    if code is None:
        return tr("None yet")
    made, checked = (show.day(at.astimezone().date()) for at in (code.made_at, code.checked_at))
    said = tr("Made {made}, last checked {checked}").format(made=made, checked=checked)
    if code.used_at is None:
        return said
    used = tr("Opened {day} by {name}: {reason}")
    day = show.day(code.used_at.astimezone().date())
    return "\n".join((said, used.format(day=day, name=code.used_by, reason=code.used_reason)))


def to_do(codes: dict[Paper, PaperCode], today: date) -> Asked:
    """Return what has to be done about the codes on paper, the most urgent first."""
    envelope, recovery = codes.get("envelope"), codes.get("recovery")
    if envelope is not None and envelope.is_unseen and envelope.used_at is not None:
        said = tr(
            "The emergency envelope was opened on {day} by {name}: {reason}. A clinician has to "
            "take note of it under People and put a new code into a new envelope."
        )
        day = show.day(envelope.used_at.astimezone().date())
        told = said.format(day=day, name=envelope.used_by, reason=envelope.used_reason)
        return Asked(told, is_urgent=True)
    if envelope is not None and envelope.is_opened:
        return Asked(tr("The emergency envelope was opened. Put a new code into a new one."))
    if recovery is not None and _is_old(recovery, today):
        said = tr("Nobody has checked the recovery code in a year. See under People if it opens.")
        return Asked(said)
    return Asked()


def _is_old(code: PaperCode, today: date) -> bool:
    return (today - code.checked_at.astimezone().date()).days > CHECK_AFTER_DAYS
