"""The answers that the registration form offers, and the codes they stand for."""

from desktop import show
from desktop.widgets.choice import Choice
from desktop.words import tr
from pathway.facts import AllergyState, Region, Sex, Side


def sexes() -> tuple[Choice, ...]:
    """Return the answers to the question of sex; none is chosen before."""
    codes: tuple[Sex, ...] = ("female", "male", "other", "unknown")
    return tuple(Choice(code, show.sex(code)) for code in codes)


def sex(code: str) -> Sex:
    """Return the chosen sex."""
    found: dict[str, Sex] = {"female": "female", "male": "male", "other": "other"}
    return found.get(code, "unknown")


def regions() -> tuple[Choice, ...]:
    """Return where a problem can be."""
    codes: tuple[Region, ...] = ("cervical", "thoracic", "lumbar", "unsure")
    return tuple(Choice(code, show.region(code)) for code in codes)


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
        Choice("left", tr("Left")),
        Choice("right", tr("Right")),
        Choice("both", tr("Both sides")),
        Choice("midline", tr("Midline")),
        Choice("unknown", tr("Not known")),
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
