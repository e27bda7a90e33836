"""The draft of a registration: every field as it was typed."""

from collections.abc import Callable
from typing import NamedTuple

from desktop.pages.halftyped import day_text
from desktop.pages.registrationform import RegistrationForm
from desktop.widgets.choice import ChoiceButtons, PickBox
from pathway.drafts import Draft, KeptDraft


class Place(NamedTuple):
    """A field by its name: what stands there, and how to put it."""

    name: str
    text: str
    put: Callable[[str], None]


def draft_of(form: RegistrationForm) -> Draft:
    """Return what stands on a registration."""
    typed = tuple((place.name, place.text) for place in _places(form) if place.text)
    return Draft(problem=None, form="registration", typed=typed)


def put_draft(form: RegistrationForm, kept: KeptDraft) -> None:
    """Put back what was typed before."""
    typed = dict(kept.draft.typed)
    for place in _places(form):
        if place.name in typed:
            place.put(typed[place.name])


def _places(form: RegistrationForm) -> tuple[Place, ...]:
    onset = form.onset
    dates = {"birth": form.birth, "onset.day": onset.day, "onset.month": onset.month}
    picks: dict[str, ChoiceButtons | PickBox] = {
        "sex": form.sex,
        "language": form.language,
        "region": form.region,
        "side": form.side,
        "onset.kind": onset.kind,
        "allergy_state": form.allergy_state,
    }
    lines = {"family": form.family, "given": form.given, "onset.about": onset.about}
    lists = {"medicines": form.medicines, "allergies": form.allergies}
    return (
        *(Place(name, day_text(field), field.set_text) for name, field in dates.items()),
        *(Place(name, field.value(), field.set_value) for name, field in picks.items()),
        *(Place(name, field.text(), field.setText) for name, field in lines.items()),
        *(Place(name, field.toPlainText(), field.setPlainText) for name, field in lists.items()),
    )
