"""The clinic's door: what the unlock and first-run pages may ask for before anything is open."""

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from desktop.desk import Opened

GROUPS_IN_CODE = 6


class Greeting(NamedTuple):
    """What may be shown before the clinic is unlocked."""

    clinic: str = ""
    users: tuple[str, ...] = ()
    demo: bool = False
    wait_seconds: float = 0.0


class Founding(NamedTuple):
    """What a first run asks for; all but the first three may be left empty."""

    clinic: str
    user: str
    passphrase: str
    address: str = ""
    letterhead: str = ""
    phones: tuple[tuple[str, str], ...] = ()
    backup_folder: str = ""

    @property
    def has_paper(self) -> bool:
        """Whether anything was said of how the clinic appears on paper."""
        return bool(self.address.strip() or self.letterhead.strip() or self.phones)


class Arrival(NamedTuple):
    """A copy of a clinic that comes from another computer; ``folder`` is that of one backup."""

    folder: "Path"
    clinic: str
    users: tuple[str, ...]
    made_at: "datetime | None" = None


class Door(Protocol):
    """Opens or founds a clinic. A call may take a while, and raises ``Expected`` trouble."""

    def is_new(self) -> bool:
        """Say at once whether there is no clinic yet; nothing is opened for that."""

    def greet(self) -> Greeting:
        """Return whose clinic this is, and take the folder for ourselves."""

    def unlock(self, user: str, passphrase: str) -> "Opened":
        """Return the clinic that a user's passphrase opens."""

    def unlock_with_code(self, code: str, name: str = "", reason: str = "") -> "Opened":
        """Return what a code on paper opens; that of the envelope wants a name and a reason."""

    def wait_seconds(self) -> float:
        """Say at once how long the next try has to wait after those that failed."""

    def new_code(self) -> tuple[str, ...]:
        """Return the groups of a fresh recovery code."""

    def found(self, founding: Founding, code: tuple[str, ...]) -> "Opened":
        """Make a new clinic with this recovery code and open it."""

    def arriving(self, folder: "Path") -> Arrival:
        """Return the newest copy of a clinic in a folder, or which one the folder itself is."""

    def arrive(self, arrival: Arrival, user: str, secret: str) -> "Opened":
        """Put a copy in place here and open it; without a user, by its recovery code."""

    def leave(self) -> None:
        """Let others have the folder."""
