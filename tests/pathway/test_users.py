"""Who works at the clinic, and what became of the codes on paper."""

from datetime import UTC, datetime
from typing import get_args

from pathway.users import ROLES, PaperCode, Role, User

NOW = datetime(2026, 3, 30, 9, tzinfo=UTC)
LATER = datetime(2026, 3, 31, 9, tzinfo=UTC)


def test_whoever_left_is_not_active_any_more() -> None:
    assert User("Ada", "clinician", NOW).is_active
    assert not User("Ada", "clinician", NOW, left_at=LATER).is_active


def test_every_role_is_offered() -> None:
    assert get_args(Role) == ROLES


def test_an_envelope_is_opened_by_its_use_and_unseen_until_a_clinician_takes_note() -> None:
    whole = PaperCode("envelope", NOW, NOW)
    used = PaperCode("envelope", NOW, NOW, LATER, "Ben", "flood")
    seen = PaperCode("envelope", NOW, NOW, LATER, "Ben", "flood", "Ada")
    assert [it.is_opened for it in (whole, used, seen)] == [False, True, True]
    assert [it.is_unseen for it in (whole, used, seen)] == [False, True, False]
