"""Those who work at the clinic, at the desk: who may do what, their passphrases, codes on paper."""

import contextlib
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from db import codes, keychange, users
from db.codes import RecoveryCode
from db.trouble import StoreTrouble
from desktop.background import Taker
from desktop.desk.replies import read_or_tell
from desktop.trouble import Trouble
from pathway.audited import Event
from pathway.records import Changes
from pathway.users import NewUser, Paper, PaperCode, Role, User

if TYPE_CHECKING:
    from db.vault import SlotKind
    from desktop.desk.desk import Desk
    from desktop.desk.opened import Opened


class Users(QObject):
    """Asks and changes who can unlock the clinic; every change goes to the store lane."""

    def __init__(self, desk: "Desk", opened: "Opened") -> None:
        super().__init__(desk)
        self._desk = desk
        self._clinic = opened.clinic
        self._key = opened.key
        self.papers: dict[Paper, PaperCode] = {}
        """What is known of the codes on paper."""
        self._look()
        desk.changed.connect(self.on_changed)

    @property
    def role(self) -> Role:
        """What whoever unlocked the clinic may do."""
        return self._clinic.role

    @property
    def is_clinician(self) -> bool:
        """Whether whoever unlocked the clinic may decide about patients and users."""
        return self.role == "clinician"

    @property
    def opened_by(self) -> "SlotKind":
        """What the clinic was unlocked with: a passphrase or a code on paper."""
        return self._key.kind

    def everybody(self) -> tuple[User, ...]:
        """Return those who can unlock the clinic or could; nobody when that cannot be read."""
        return read_or_tell(self._desk, partial(keychange.everybody, self._clinic)) or ()

    def new_code(self) -> tuple[str, ...]:
        """Return the groups of a fresh code, which opens nothing yet."""
        return codes.new_code().groups

    def add(
        self, new: NewUser, passphrase: str, then: Taker[Changes], failed: Taker[Trouble]
    ) -> None:
        """Let somebody unlock the clinic."""
        stamp = self._desk.stamp()
        work = partial(keychange.add_user, self._clinic, self._key, (new, passphrase), stamp)
        self._desk.write(work, then, failed)

    def set_role(self, new: NewUser, then: Taker[Changes], failed: Taker[Trouble]) -> None:
        """Give somebody another role."""
        work = partial(keychange.set_role, self._clinic, new, self._desk.stamp())
        self._desk.write(work, then, failed)

    def reset(
        self, name: str, passphrase: str, then: Taker[Changes], failed: Taker[Trouble]
    ) -> None:
        """Give somebody else a new passphrase."""
        new, stamp = (name, passphrase), self._desk.stamp()
        work = partial(keychange.reset_passphrase, self._clinic, self._key, new, stamp)
        self._desk.write(work, then, failed)

    def change_own(self, old: str, new: str, then: Taker[Changes], failed: Taker[Trouble]) -> None:
        """Change one's own passphrase."""
        stamp = self._desk.stamp()
        work = partial(keychange.change_passphrase, self._clinic, (old, new), stamp)
        self._desk.write(work, then, failed)

    def remove(self, name: str, then: Taker[Changes], failed: Taker[Trouble]) -> None:
        """Take somebody's passphrase away."""
        work = partial(keychange.remove_user, self._clinic, name, self._desk.stamp())
        self._desk.write(work, then, failed)

    def set_code(
        self, kind: Paper, groups: tuple[str, ...], then: Taker[Changes], failed: Taker[Trouble]
    ) -> None:
        """Let a new code on paper open the clinic, in place of the one before."""
        made, stamp = (kind, RecoveryCode(groups)), self._desk.stamp()
        work = partial(keychange.set_code, self._clinic, self._key, made, stamp)
        self._desk.write(work, then, failed)

    def check_code(
        self, kind: Paper, code: str, then: Taker[Changes], failed: Taker[Trouble]
    ) -> None:
        """See whether a code on paper opens the clinic, and note when that was."""
        work = partial(keychange.check_code, self._clinic, (kind, code), self._desk.stamp())
        self._desk.write(work, then, failed)

    def note_seen(self, then: Taker[Changes], failed: Taker[Trouble] | None = None) -> None:
        """Note that a clinician knows that the envelope was opened."""
        stamp = self._desk.stamp()
        kind: Paper = "envelope"
        self._desk.write(partial(self._clinic.write, users.note_seen, kind, stamp), then, failed)

    def note_left(self) -> None:
        """Note that nobody sits here any more; the lanes must have ended, the records be open."""
        if self._clinic.view_only is None:
            with contextlib.suppress(StoreTrouble):  # a full disk keeps nothing open
                self._clinic.note(Event("lock", "E"), self._desk.stamp())

    @Slot(object)
    def on_changed(self, changes: Changes) -> None:
        """Look at the codes on paper again when something of the clinic itself was changed."""
        if "clinic" in changes.areas:
            self._look()

    def _look(self) -> None:
        found = read_or_tell(self._desk, partial(self._desk.reader.read, users.papers)) or ()
        self.papers = {code.kind: code for code in found}
