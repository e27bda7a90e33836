"""A spread of every sample case × kind × language × paper × size; ``matrix`` makes the whole."""

from pathlib import Path

import pytest

from tests.handouts.everycase import LANGUAGES, samples
from tests.handouts.matrix import KINDS, PAPERS, SIZES, Wanted, every, look_at, refusal

ON_ONE_PAGE = frozenset({"emergency", "urgent", "work_note", "pocket_card", "danger_card"})
"""In large letters these are set again and again until they fit: seconds each."""


def _spread(kind: str) -> list[Wanted]:
    """Return two prints of a kind, one in each language, from cases, papers and sizes in turn."""
    turn = next(place for place, known in enumerate(KINDS) if known == kind)
    cases, sizes = samples(), SIZES[:1] if kind in ON_ONE_PAGE else SIZES
    return [
        Wanted(
            cases[(turn * 2 + place) * 29 % len(cases)],
            KINDS[turn],
            language,
            PAPERS[(turn + place) % 2],
            sizes[(turn + place) % len(sizes)],
        )
        for place, language in enumerate(LANGUAGES)
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_made_or_refused_as_it_must_be(kind: str, tmp_path: Path) -> None:
    counted, wrong = look_at(_spread(kind), tmp_path)
    assert wrong == []
    assert counted["asked for"] == len(LANGUAGES)


def test_the_spread_has_every_language_paper_and_size_and_many_cases() -> None:
    chosen = [wanted for kind in KINDS for wanted in _spread(kind)]
    assert {(one.language, one.paper) for one in chosen} >= {("en", "a4"), ("es", "letter")}
    assert {one.size for one in chosen} == set(SIZES)
    assert len({one.sample.name for one in chosen}) == len(chosen)


def test_cases_of_every_refusal_are_among_the_samples() -> None:
    why = {
        refusal(Wanted(sample, kind, language, "a4", "standard"))
        for sample in samples()
        for kind in ("care_plan", "danger_card", "emergency")
        for language in LANGUAGES
    }
    assert why == {"", "emergency_open", "out_of_scope", "not_reviewed"}
    whole = sum(1 for _ in every())
    assert whole == len(samples()) * len(KINDS) * len(LANGUAGES) * len(PAPERS) * len(SIZES)
