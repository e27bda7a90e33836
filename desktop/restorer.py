"""Puts a backup in the place of the records, while the clinic is closed."""

from functools import partial
from typing import TYPE_CHECKING

from desktop.closedwork import Errand
from desktop.desk.restoring import Keys, Reopened, Wanted, Wish, restore_and_open
from desktop.words import tr

if TYPE_CHECKING:
    from desktop.desk import Desk, Opened


def restoring(wanted: Wanted, desk: "Desk", opened: "Opened") -> Errand:
    """Have a backup put in place, by its own key where that is another one."""
    wish = Wish(wanted.backup, opened.folder, desk.now())
    keys = Keys(opened.key.copy(), wanted.key.copy() if wanted.key else None)
    return Errand(
        tr("Restoring a backup"),
        tr("The clinic as it is now is kept first."),
        partial(restore_and_open, wish, keys),
        partial(_said, has_other_key=wanted.key is not None),
    )


def _said(done: Reopened, *, has_other_key: bool) -> str:
    said = tr("The backup was restored, and the clinic is open again.")
    if has_other_key:
        said += " " + tr(
            "It opens with the passphrases and the recovery code of the time of the backup."
        )
    if done.safety is not None:
        said += " " + tr("As it was before, it is kept in {path}.").format(path=done.safety)
    return said
