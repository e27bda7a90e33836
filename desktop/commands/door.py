"""The door to a clinic in a folder: key slots first, everything heavy only once they open."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from db import places
from desktop.door import Founding, Greeting

if TYPE_CHECKING:
    from datetime import datetime

    from db.kdf import KdfCost
    from db.lock import Held
    from db.vault import Key
    from desktop.desk import Opened
    from desktop.today import Clock


class ClinicDoor:
    """Opens the clinic in a folder, or founds one; ``cost`` None fits the machine."""

    def __init__(
        self, folder: Path, clock: "Clock | None" = None, cost: "KdfCost | None" = None
    ) -> None:
        self._folder = folder
        self._clock = clock
        self._cost = cost
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
            return Greeting(known.clinic, known.users, known.demo)

    def unlock(self, user: str, passphrase: str) -> "Opened":
        """Return the clinic that a user's passphrase opens."""
        from db import vault

        with _expecting():
            return self._open(vault.unlock(self._folder, user, passphrase))

    def unlock_with_code(self, code: str) -> "Opened":
        """Return the clinic that the recovery code on paper opens."""
        from db import vault

        with _expecting():
            return self._open(vault.unlock_with_code(self._folder, code))

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
            return self._open(vault.unlock(self._folder, founding.user, founding.passphrase))

    def leave(self) -> None:
        """Let others have the folder."""
        if self._hold is not None:
            self._hold.release()
            self._hold = None

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
        return open_records(self._folder, key)


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
