"""The code on paper is read however people copy it, and a slip is noticed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.codes import ALPHABET, RecoveryCode, is_same_group, new_code, read_code


def test_a_code_is_six_groups_of_six_unmistakable_characters() -> None:
    code = new_code()
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{6}-){5}[0-9A-HJKMNP-TV-Z]{6}", code.text)
    assert code.text != new_code().text


@given(st.data())
def test_a_code_is_read_however_it_is_copied(data: st.DataObject) -> None:
    code = new_code()
    typed = code.text.replace("-", data.draw(st.sampled_from(["", " ", "-", " - ", "\n", "–"])))
    typed = data.draw(st.sampled_from([typed, typed.lower(), typed.title()]))
    typed = typed.replace("0", data.draw(st.sampled_from("0Oo")))
    typed = typed.replace("1", data.draw(st.sampled_from("1IiLl")))
    assert read_code(typed) == code


@given(place=st.integers(0, 35), other=st.sampled_from(ALPHABET))
def test_a_mistyped_character_is_noticed(place: int, other: str) -> None:
    plain = "".join(CODE.groups)
    typed = plain[:place] + other + plain[place + 1 :]
    assert (read_code(typed) is None) == (typed != plain)


@pytest.mark.parametrize("typed", ["", "ABC", "U" * 36, "0" * 35 + "!", "0" * 37, "é" * 36])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert read_code(typed) is None


def test_a_code_shows_itself_to_nobody_by_accident() -> None:
    assert CODE.groups[0] not in repr(CODE)


def test_a_group_is_compared_as_tolerantly_as_the_code() -> None:
    assert is_same_group("A01BCD", " aoIbcd")
    assert not is_same_group("A01BCD", "A01BCE")


CODE: RecoveryCode = new_code()
