"""The answers that the registration form offers, and the codes they stand for."""

from desktop import show
from desktop.widgets.choice import Choice
from desktop.words import tr
from pathway.facts import AllergyState, Region, Sex, Side


def sexes() -> tuple[Choice, ...]:
    """Return the answers to the question of sex; none is chosen before."""
    codes: tuple[Sex, ...] = ("female", "male", "other", "unknown")
    keys: dict[Sex, str] = {"female": "f1", "male": "m2", "other": "o3", "unknown": "n4"}
    return tuple(Choice(code, show.sex(code), keys[code]) for code in codes)


def sex(code: str) -> Sex:
    """Return the chosen sex."""
    found: dict[str, Sex] = {"female": "female", "male": "male", "other": "other"}
    return found.get(code, "unknown")


def regions() -> tuple[Choice, ...]:
    """Return where a problem can be."""
    codes: tuple[Region, ...] = ("cervical", "thoracic", "lumbar", "unsure")
    keys: dict[Region, str] = {"cervical": "n1", "thoracic": "m2", "lumbar": "l3", "unsure": "u4"}
    return tuple(Choice(code, show.region(code), keys[code]) for code in codes)


def region(code: str) -> Region:
    """Return the chosen region."""
    found: dict[str, Region] = {
        "cervical": "cervical",
        "thoracic": "thoracic",
        "lumbar": "lumbar",
    }
    return found.get(code, "unsure")


def sides() -> tuple[Choice, ...]:
    """Return on which side a problem can be."""
    return (
        Choice("left", tr("Left"), "l1"),
        Choice("right", tr("Right"), "r2"),
        Choice("both", tr("Both sides"), "b3"),
        Choice("midline", tr("Midline"), "m4"),
        Choice("unknown", tr("Not known"), "n5"),
    )


def side(code: str) -> Side:
    """Return the chosen side."""
    found: dict[str, Side] = {
        "left": "left",
        "right": "right",
        "both": "both",
        "midline": "midline",
    }
    return found.get(code, "unknown")


def causes() -> tuple[Choice, ...]:
    """Return what a problem may come from; nothing chosen counts as not known."""
    return (
        Choice("disc", tr("Disc"), "d1", tr("A slipped or bulging disc")),
        Choice("stenosis", tr("Narrow canal"), "c2", tr("A narrowed canal: spinal stenosis")),
        Choice("other", tr("Other"), "o3", tr("Another cause")),
    )


def allergy_states() -> tuple[Choice, ...]:
    """Return what can be known of allergies."""
    return (
        Choice("known", tr("Known allergies")),
        Choice("none_known", tr("No known allergies")),
        Choice("unavailable", tr("Cannot be found out now")),
    )


def allergy_state(code: str) -> AllergyState:
    """Return the chosen state; no answer is "not recorded"."""
    found: dict[str, AllergyState] = {
        "known": "known",
        "none_known": "none_known",
        "unavailable": "unavailable",
    }
    return found.get(code, "not_recorded")


def yes_or_no() -> tuple[Choice, ...]:
    """Return yes and no; nothing chosen means that nobody has asked."""
    return Choice("yes", tr("Yes"), "y1"), Choice("no", tr("No"), "n2")


def languages() -> tuple[Choice, ...]:
    """Return languages by their own names."""
    names = (
        ("en", "English"),
        ("ar", "العربية"),
        ("es", "Español"),
        ("fr", "Français"),
        ("hi", "हिन्दी"),
        ("pt", "Português"),
        ("sw", "Kiswahili"),
    )
    return tuple(Choice(code, name) for code, name in names)
