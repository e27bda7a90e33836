"""Parts are joined as they are spoken: in Spanish "y" and "o" give way before their own sound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway.joining import joined_in

AND, OR = "{before} y {after}", "{first} o {second}"


@pytest.mark.parametrize(
    ("after", "said"),
    [
        ("ibuprofeno", "calor e ibuprofeno"),
        ("Inés", "calor e Inés"),
        ("hidrocortisona", "calor e hidrocortisona"),
        ("íleon", "calor e íleon"),
        ("«insulina»", "calor e «insulina»"),
        ("hielo", "calor y hielo"),
        ("hiato", "calor y hiato"),
        ("iones", "calor y iones"),
        ("yeso", "calor y yeso"),
        ("frío", "calor y frío"),
        ("", "calor y "),
    ],
)
def test_and_in_spanish(after: str, said: str) -> None:
    assert joined_in("es", AND, before="calor", after=after) == said


@pytest.mark.parametrize(
    ("second", "said"),
    [
        ("otro", "uno u otro"),
        ("hombro", "uno u hombro"),
        ("Óscar", "uno u Óscar"),
        ("8", "uno u 8"),
        ("80", "uno u 80"),
        ("11", "uno u 11"),
        ("110", "uno o 110"),
        ("hueso", "uno o hueso"),
        ("L5", "uno o L5"),
    ],
)
def test_or_in_spanish(second: str, said: str) -> None:
    assert joined_in("es-419", OR, first="uno", second=second) == said


def test_a_place_that_follows_no_such_word_is_left_alone() -> None:
    assert joined_in("es", "{before}, {after}", before="uno", after="ibuprofeno") == (
        "uno, ibuprofeno"
    )
    assert joined_in("es", "{before} hoy {after}", before="uno", after="ir") == "uno hoy ir"
    assert joined_in("es", "y {before}: {after}", before="ir", after="ir") == "e ir: ir"


@given(st.text(max_size=20), st.text(max_size=20))
def test_other_languages_are_joined_as_they_are_written(before: str, after: str) -> None:
    for language in ("en", "de", ""):
        assert joined_in(language, AND, before=before, after=after) == f"{before} y {after}"


@given(st.text(max_size=20), st.text(max_size=20))
def test_the_parts_themselves_are_never_changed(before: str, after: str) -> None:
    said = joined_in("es", AND, before=before, after=after)
    assert said in (f"{before} y {after}", f"{before} e {after}")
