"""Words on a timeline are cut to the room that they have."""

from pathway.courseplaces import fitted


def widths(text: str) -> float:
    """Return a width of ten for each letter."""
    return 10.0 * len(text)


def test_words_that_fit_are_not_cut() -> None:
    assert fitted("Yoga", widths("Yoga"), widths) == "Yoga"
    assert fitted("Yoga", widths("Yoga") - 1, widths) == ""
    assert fitted("Yoga", 0, widths) == ""
