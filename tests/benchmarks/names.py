"""Who unlocks the made-up clinics of the benchmarks: apart from how they are made."""

from typing import Final

USER: Final = "Demo"
PASSPHRASE: Final = "green window seven"
