"""How made-up patients are reached: villages that are nowhere, telephone numbers nobody has."""

from random import Random
from typing import Final

from pathway.particulars import Particulars

VILLAGES: Final = (
    "Kalwa Bridge",
    "Upper Sandcreek",
    "Three Wells",
    "Saint Orla Mission",
    "Old Ferry Landing",
)
ROADS: Final = ("School Road", "Mill Lane", "Market Street", "Well Path", "Orchard Way")
OFTEN_WITHOUT_PHONE: Final = 6
"""One in so many has no telephone, as in any village."""


def reach(seed: int, number: int) -> Particulars:
    """Return where one of the made-up people lives and is called, the same for the same seed.

    The numbers, 555-0100 to 555-0199, are given to nobody: they are kept free for stories.
    """
    chance = Random(f"{seed} reach {number}")
    address = f"{chance.randrange(1, 90)} {chance.choice(ROADS)}\n{chance.choice(VILLAGES)}"
    has_phone = chance.randrange(OFTEN_WITHOUT_PHONE) > 0
    phone = f"555-01{chance.randrange(100):02}" if has_phone else ""
    return Particulars(phone=phone, address=address)
