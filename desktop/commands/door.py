"""The door to a clinic in a folder: key slots first, everything heavy only once they open."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from db import places
from desktop.door import Arrival, Founding, Greeting
from desktop.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from db.kdf import KdfCost
    from db.lock import Held
    from db.vault import Key
    from desktop.desk import Opened
    from desktop.today import Clock
    from pathway.users import GlassBroken


class ClinicDoor:
    """Opens the clinic in a folder, or founds one; ``cost`` None fits the machine."""

    def __init__(
        self,
        folder: Path,
        clock: "Clock | None" = None,
        cost: "KdfCost | None" = None,
        uptime: "Callable[[], float]" = time.monotonic,
    ) -> None:
        self._folder = folder
        self._clock = clock
        self._cost = cost
        self._uptime = uptime
        self._failed = 0
        self._hold: Held | None = None

    def is_new(self) -> bool:
        """Say at once whether there is no clinic yet."""
        return not places.has_clinic(self._folder)

    def greet(self) -> Greeting:
        """Return whose clinic this is, and take the folder for ourselves."""
        from db import vault

        with _expecting():
            self._take()
            known = vault.read_vault(self._folder)
            return Greeting(known.clinic, known.users, known.demo, self.wait_seconds())

    def wait_seconds(self) -> float:
        """Say at once how long the next try has to wait after those that failed."""
        from db import attempts

        return attempts.wait_seconds(self._folder, self._uptime)

    def unlock(self, user: str, passphrase: str) -> "Opened":
        """Return the clinic that a user's passphrase opens."""
        from db import keychange, vault

        with _expecting():
            key = self._tried(partial(vault.unlock, self._folder, user, passphrase))
            keychange.renew_old_slot(self._folder, key, passphrase)
            return self._entered(self._open(key))

    def unlock_with_code(self, code: str, name: str = "", reason: str = "") -> "Opened":
        """Return what a code on paper opens; that of the envelope wants a name and a reason."""
        from desktop.trouble import Expected, Trouble
        from pathway.readable import name_of, readable, words_of
        from pathway.users import GlassBroken

        with _expecting():
            key = self._tried(partial(_by_code, self._folder, code))
            if key.kind == "recovery":
                key.user = tr("Recovery code")
                return self._entered(self._open(key))
            broken = GlassBroken(name_of(name), words_of(readable(reason)))
            if not (broken.name and broken.reason):
                key.wipe()
                raise Expected(Trouble("glass_reason_wanted"))
            key.user = tr("{name} (emergency envelope)").format(name=broken.name)
            return self._entered(self._open(key), broken)

    def new_code(self) -> tuple[str, ...]:
        """Return the groups of a fresh recovery code."""
        from db.codes import new_code

        return new_code().groups

    def found(self, founding: Founding, code: tuple[str, ...], demo: bool = False) -> "Opened":
        """Make a new clinic with this recovery code and open it."""
        from db import vault
        from db.codes import RecoveryCode
        from db.create import NewClinic, PackName, create_clinic
        from desktop.packs import own_pack
        from pathway.records import Stamp

        moment = self._now()
        pack = own_pack()
        wanted = NewClinic(
            name=founding.clinic,
            user=founding.user,
            passphrase=founding.passphrase,
            demo=demo,
            kdf=self._cost,
            code=RecoveryCode(code),
            pack=PackName(pack.id, pack.version),
        )
        with _expecting():
            self._take()
            stamp = Stamp(founding.user, moment, moment.astimezone().date())
            create_clinic(self._folder, wanted, stamp)
            if founding.has_paper:
                _write_paper(self._folder, founding)
            return self._open(vault.unlock(self._folder, founding.user, founding.passphrase))

    def arriving(self, folder: Path) -> Arrival:
        """Return the newest copy of a clinic in a folder, or which one the folder itself is."""
        from db import backup, manifest, vault
        from db.trouble import StoreTrouble

        with _expecting():
            there = manifest.read(folder)
            if there is not None:
                users = vault.user_names(folder)
                return Arrival(folder, there.clinic, users, there.made_at)
            newest = next((one for one in backup.listed(folder) if one.manifest), None)
            if newest is None:
                raise StoreTrouble("backup_none", folder)
        return self.arriving(newest.path)

    def arrive(self, arrival: Arrival, user: str, secret: str) -> "Opened":
        """Put a copy in place here and open it; without a user, by its recovery code."""
        from db import restore, vault
        from db.restore import RestoreOrder
        from desktop.desk.calls import program_version
        from pathway.audited import Event
        from pathway.records import Stamp

        with _expecting():
            self._take()
            key = self._tried(partial(vault.unlock_by, arrival.folder, user, secret))
            at = self._now()
            restore.restore(RestoreOrder(arrival.folder, self._folder, at, program_version()), key)
            opened = self._open(key)
            event = Event("import", "C", what=arrival.folder.name)
            opened.clinic.note(event, Stamp(key.user, at, at.astimezone().date()))
            return self._entered(opened)

    def leave(self) -> None:
        """Let others have the folder."""
        if self._hold is not None:
            self._hold.release()
            self._hold = None

    def _tried(self, opening: "Callable[[], Key]") -> "Key":
        from db import attempts

        self._failed = attempts.failed_count(self._folder)
        return attempts.attempt(self._folder, opening, self._uptime)

    def _entered(self, opened: "Opened", broken: "GlassBroken | None" = None) -> "Opened":
        """Note who came in and how; records that can only be read take no note."""
        from db import keychange, rekey
        from pathway.audited import REFUSED, Event
        from pathway.records import Stamp

        clinic, moment = opened.clinic, self._now()
        if clinic.view_only:
            return opened
        stamp = Stamp(opened.user, moment, moment.astimezone().date())
        rekey.tidy(self._folder)
        if self._failed:
            clinic.note(Event("login_failed", "E", what=str(self._failed), outcome=REFUSED), stamp)
        if broken is not None:
            keychange.break_glass(clinic, broken, stamp)
        clinic.note(Event("login", "E", what=opened.key.kind), stamp)
        return opened

    def _now(self) -> "datetime":
        from desktop.today import now

        return (self._clock or now)()

    def _take(self) -> "Held":
        if self._hold is None:
            from db import lock

            self._hold = lock.hold(self._folder)
        return self._hold

    def _open(self, key: "Key") -> "Opened":
        from desktop.desk import open_records

        self._take().name_person(key.user)
        return open_records(self._folder, key, self._now().astimezone().date())


def _write_paper(folder: Path, founding: Founding) -> None:
    """Write how the clinic appears on paper."""
    from desktop.desk.letterhead import PaperFace, write_face

    told = (founding.clinic, founding.address, founding.letterhead)
    write_face(folder, PaperFace(*told, dict(founding.phones)))


def _by_code(folder: Path, code: str) -> "Key":
    """Return the key that a code on paper opens: the recovery code or the envelope's."""
    from db import vault
    from db.trouble import StoreTrouble

    try:
        return vault.unlock_with_code(folder, code)
    except StoreTrouble as trouble:
        if trouble.code != "wrong_code":
            raise
    return vault.unlock_with_envelope(folder, code)


@contextmanager
def _expecting() -> Iterator[None]:
    """Turn trouble of the store into trouble with words."""
    from db.trouble import StoreTrouble
    from desktop.packs import PackRefused
    from desktop.trouble import Expected, Trouble, store_trouble

    try:
        yield
    except PackRefused as refused:
        raise Expected(Trouble("pack_refused", {"said": str(refused)})) from None
    except StoreTrouble as trouble:
        raise Expected(store_trouble(trouble.code, trouble.path, trouble.owner)) from None
