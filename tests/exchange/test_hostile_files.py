"""Files made to break the reader, or to smuggle something past it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.casefile import CaseTrouble, decode, read_case
from exchange.jsontext import LONGEST_FILE
from tests.exchange.samples import KNOWN, whole_case, with_value

WHOLE = json.dumps(whole_case())


def trouble_with(text: str) -> CaseTrouble:
    with pytest.raises(CaseTrouble) as caught:
        read_case(text, KNOWN)
    return caught.value


def replaced(old: str, new: str) -> str:
    assert old in WHOLE
    return WHOLE.replace(old, new, 1)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "-1e999"])
def test_a_number_that_is_none(number: str) -> None:
    assert trouble_with(replaced('"limb": 7', f'"limb": {number}')).path == "visits[0].pain.limb"


def test_a_number_of_5000_digits() -> None:
    trouble = trouble_with(replaced('"limb": 7', f'"limb": {"7" * 5000}'))
    assert trouble.path == "visits[0].pain.limb"
    assert "15 digits" in trouble.expected


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ('"limb": 7', '"limb": 7, "limb": 8', "visits[0].pain"),
        ('"smoker"', '"sex": "male", "smoker"', "patient"),
        ('"RF-C1": "no"', '"RF-C1": "yes", "RF-C1": "no"', "visits[0].red_flags"),
    ],
)
def test_a_key_given_twice(old: str, new: str, path: str) -> None:
    trouble = trouble_with(replaced(old, new))
    assert trouble.path == path
    assert "twice" in trouble.expected


@pytest.mark.parametrize("opening", ["[", '{"a":', '[{"a":'])
@pytest.mark.parametrize("depth", [100, 990, 100_000])
def test_deep_nesting(opening: str, depth: int) -> None:
    closing = {"[": "]", '{"a":': "}", '[{"a":': "}]"}[opening]
    trouble = trouble_with(opening * depth + "0" + closing * depth)
    assert "\n" not in str(trouble)


def test_deep_nesting_inside_a_known_key() -> None:
    trouble = trouble_with(replaced('"note": ""', f'"note": {"[" * 500}{"]" * 500}'))
    assert trouble.path == "visits[0].note"


@pytest.mark.parametrize(
    "text", ["", " ", "{", "nul", "'a'", '{"format": }', WHOLE + "x", WHOLE[:-1], "[1,]", "{1: 2}"]
)
def test_no_json(text: str) -> None:
    trouble = trouble_with(text)
    assert trouble.path == ""
    assert "JSON" in trouble.expected


@pytest.mark.parametrize("text", ["null", "true", "3", '"text"', "[]", f"[{WHOLE}]"])
def test_no_object(text: str) -> None:
    assert trouble_with(text).expected == "an object"


def test_a_byte_order_mark() -> None:
    assert "byte order mark" in trouble_with("\ufeff" + WHOLE).expected
    assert "byte order mark" in trouble_with(decode(b"\xef\xbb\xbf" + WHOLE.encode())).expected


@pytest.mark.parametrize("content", [WHOLE.encode("utf-16"), b"\xff\xfe{}", b'{"a": "\xe9"}'])
def test_another_encoding(content: bytes) -> None:
    with pytest.raises(CaseTrouble, match="UTF-8"):
        decode(content)


def test_a_file_too_large_to_be_a_case() -> None:
    with pytest.raises(CaseTrouble, match="at most 8 MB"):
        decode(b" " * (LONGEST_FILE + 1))
    assert "at most 8 MB" in trouble_with(" " * (LONGEST_FILE + 1)).expected


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb", "a\x00b", "\x1b[2J", "\x07"])
def test_text_that_cannot_be_shown(text: str) -> None:
    trouble = trouble_with(with_value("patient.family_name", text))
    assert trouble.path == "patient.family_name"
    assert "readable" in trouble.expected


@pytest.mark.parametrize(
    "name", ["'; DROP TABLE patients;--", "O’Brien-Ngũgĩ", "张", "عبد الله", "🙂", "Li", "=1+1"]
)
def test_unusual_names_are_names(name: str) -> None:
    chart = read_case(with_value("patient.family_name", name), KNOWN)
    assert chart.patient.family_name == name


@pytest.mark.parametrize("key", ["a\nb", "x" * 5000, "", "\x1b[31m", "family name", "ü"])
def test_a_strange_key_stays_on_one_short_line(key: str) -> None:
    case = whole_case()
    case["patient"][key] = 1
    said = str(trouble_with(json.dumps(case)))
    assert "\n" not in said
    assert "\x1b" not in said
    assert len(said) < 400


def test_a_key_that_looks_like_a_mark_of_the_validator() -> None:
    for key in ("<date>", "[key]", "__proto__", "__class__"):
        case = whole_case()
        case["visits"][0]["power"]["right"] = {key: 3}
        assert trouble_with(json.dumps(case)).path.startswith("visits[0].power.right")


Json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(
            st.sampled_from(["date", "answer", "from", "kind", "x"]), inside, max_size=3
        )
    ),
    max_leaves=5,
)
PATHS = [
    "format", "patient", "patient.birth_date", "patient.pregnancy", "patient.medicines",
    "patient.egfr", "problem", "problem.onset", "problem.pain_free", "problem.closed", "visits",
    "visits.0", "visits.0.date", "visits.0.pain", "visits.0.red_flags",
    "visits.0.red_flags.RF-C3", "visits.0.red_flags.RF-C9", "visits.0.pain_map", "visits.0.tests",
    "visits.0.power.right", "visits.0.weakness", "care", "care.0", "care.1.dates", "plan",
    "flags.0", "overrides.0", "overrides.0.value", "referrals", "referrals.0.kind",
]  # fmt: skip


@given(st.sampled_from(PATHS), Json)
def test_whatever_stands_anywhere_is_taken_or_refused_in_one_line(path: str, value: object) -> None:
    text = with_value(path, value)
    said = ""
    try:
        read_case(text, KNOWN)
    except CaseTrouble as trouble:
        said = str(trouble)
    assert "\n" not in said


@given(st.text(max_size=200))
def test_any_text_is_refused_in_one_line(text: str) -> None:
    assert "\n" not in str(trouble_with(text))
