"""Those who work at the clinic: what each may do, and the codes on paper that open it for them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, TypeAlias

Role: TypeAlias = Literal["clinician", "staff"]
"""Staff register, interview and print; what decides about a patient is for clinicians."""
Paper: TypeAlias = Literal["recovery", "envelope"]
"""The code for a forgotten passphrase, and the sealed one for an emergency."""
LONGEST_NAME: Final = 200
"""So many letters the name of somebody, or of a clinic, has at most."""
ROLES: Final[tuple[Role, ...]] = ("clinician", "staff")


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who can unlock the clinic, or could until ``left_at``.

    ``has_slot`` is False where a passphrase was never set or was taken away. ``is_key_due`` is True
    of somebody who left and knew a key that the records still have.
    """

    name: str
    role: Role
    added_at: datetime
    left_at: datetime | None = None
    has_slot: bool = True
    is_key_due: bool = False

    @property
    def is_active(self) -> bool:
        """Return whether they still work here."""
        return self.left_at is None


@dataclass(frozen=True, slots=True)
class NewUser:
    """Somebody who is given a passphrase, or another role."""

    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class PaperCode:
    """What is known of a code on paper, never the code itself.

    ``checked_at`` is when somebody last saw that the paper is there and opens. An envelope that was
    opened has ``used_at``, by whom and why, and ``seen_by`` the clinician who took note of it.
    """

    kind: Paper
    made_at: datetime
    checked_at: datetime
    used_at: datetime | None = None
    used_by: str = ""
    used_reason: str = ""
    seen_by: str = ""

    @property
    def is_opened(self) -> bool:
        """Return whether the seal is broken: the code was used since it was made."""
        return self.used_at is not None

    @property
    def is_unseen(self) -> bool:
        """Return whether no clinician has taken note yet that it was used."""
        return self.is_opened and not self.seen_by


@dataclass(frozen=True, slots=True)
class GlassBroken:
    """Who opened the envelope for an emergency, and why."""

    name: str
    reason: str
