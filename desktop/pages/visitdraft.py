"""The draft of a visit: everything that stands on the form, and the form as it was typed."""

from desktop.pages.halftyped import half_typed, put_half_typed
from desktop.pages.visit import VisitForm
from pathway.drafts import Draft, KeptDraft
from pathway.intake import Answers


def draft_of(form: VisitForm) -> Draft:
    """Return what stands on a form."""
    return Draft(
        problem=form.view.problem_id,
        form=form.draft_form,
        visit=form.visit_id,
        on=form.on,
        answers=tuple(form.answers.values()),
        care=form.parts.care_part.entries(),
        typed=half_typed(form.parts),
    )


def put_draft(form: VisitForm, kept: KeptDraft) -> None:
    """Put back on a form what was typed before."""
    draft = kept.draft
    form.answers = Answers(draft.answers)
    form.on = draft.on or form.on
    form.ask_again()
    form.parts.fill(form.answers, form.on, form.view.care)
    if draft.care:
        form.parts.care.tell_again(draft.care)
    put_half_typed(form.parts, dict(draft.typed))
    form.on_changed()
    form.bar.show_draft(kept.kept_at)
