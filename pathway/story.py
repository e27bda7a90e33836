"""How a problem came about, as the patient tells it: what no rule reads, and people need.

What the rules read of a problem is ``facts.Problem``. Its onset is that of the first symptom in the
limb, or in the spine where no limb is concerned; spine pain that came before stands here.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from pathway.facts import Onset
from pathway.records import Correction

Told: TypeAlias = Literal["yes", "no", "unknown", "not_asked"]


@dataclass(frozen=True, slots=True)
class Story:
    """What was told of one problem beside its facts.

    ``onset_words`` are the patient's own. ``spine_onset`` tells when the spine hurt first, where
    that was before the limb. ``corrected`` tells of the latest change after a visit was signed.
    """

    onset_words: str = ""
    spine_earlier: Told = "not_asked"
    spine_onset: Onset | None = None
    earlier_episodes: Told = "not_asked"
    earlier_words: str = ""
    surgery: Told = "not_asked"
    surgery_words: str = ""
    corrected: Correction | None = None


NOT_TOLD = Story()
