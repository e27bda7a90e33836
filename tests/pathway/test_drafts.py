"""A draft is found again by its problem and its form."""

from pathway.drafts import Draft, DraftKey
from pathway.records import ProblemId

ONE, OTHER = ProblemId("p1"), ProblemId("p2")


def test_a_draft_is_known_by_its_problem_and_its_form() -> None:
    assert Draft(ONE, "amendment").key == DraftKey(ONE, "amendment")
    assert Draft(ONE).key != Draft(ONE, "decision").key
    assert Draft(ONE).key != Draft(OTHER).key


def test_a_new_patient_has_no_problem_yet() -> None:
    assert Draft(None, "registration").key == DraftKey(None, "registration")


def test_what_was_typed_changes_no_key() -> None:
    assert Draft(ONE, typed=(("note", "sore"),)).key == Draft(ONE).key
