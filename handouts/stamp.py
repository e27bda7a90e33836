"""Who prints, and when. Imports nothing that sets pages, so that a window may ask."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class PrintStamp:
    """Who prints, at which moment of the clinic's own clock, and how far to trust the print.

    ``draft`` stays until a clinician has signed off; ``demo`` marks made-up patients.
    ``own_numbers`` are the thresholds that the clinic set for itself, in words.
    """

    printed_at: datetime
    by: str
    draft: bool
    demo: bool
    content_version: str
    own_numbers: tuple[str, ...] = ()
