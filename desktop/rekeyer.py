"""Gives the records a new key, while the clinic is closed."""

from functools import partial
from typing import TYPE_CHECKING

from desktop.closedwork import Errand
from desktop.desk.rekeying import rekey_and_open
from desktop.words import tr

if TYPE_CHECKING:
    from desktop.desk import Desk, Opened
    from desktop.desk.restoring import Reopened


def new_key(desk: "Desk", opened: "Opened") -> Errand:
    """Have the records copied under a new key."""
    return Errand(
        tr("A new key for the records"),
        tr("A checked backup is made first; it is removed when the new key is in use."),
        partial(rekey_and_open, opened.folder, opened.key.copy(), desk.stamp()),
        _said,
    )


def _said(_done: "Reopened") -> str:
    return tr(
        "The records have a new key. Backups from before still open for those who knew the "
        "old one: make a new backup, and destroy old ones that others can get at."
    )
