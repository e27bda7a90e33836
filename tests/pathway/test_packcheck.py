"""A pack with one fault is refused whole, and file and key path of the fault are named."""

import copy
from pathlib import Path
from typing import Any

import pytest

import resources
from pathway.guidelines import Guidelines, read_guidelines
from pathway.packcheck import LONGEST_TEXT, MOST_ENTRIES, check_tables, cited, rules_of
from pathway.packtable import PackTrouble
from pathway.wholepack import check_agreement, read_pack
from pathway.wordcheck import CODES, PLACES, check_words
from tests.pathway.charts import guidelines

SMALL: dict[str, Any] = {
    "pack": {"id": "small", "provenance": [{"source": "A"}, {"source": "B"}]},
    "sources": {"A": {"title": "A paper. doi 10.1016/j.spinee.2013.08.003"}, "B": {}},
    "one": {
        "rules": {"R1": "A"},
        "rows": [{"id": "x"}, {"id": "y"}],
        "number": {"n": {"value": 3}},
    },
    "two": {"rules": {"R2": {"source": "B", "severity": "STOP"}}, "list": {"sources": ["A", "B"]}},
    "three": {"rule": [{"id": "M1", "source": "A"}, {"id": "M1", "variant": "past"}]},
    "medicines": {"medicine": [{"name": "co-codamol 30/500", "source": "WHO ATC; a list"}]},
}


def small(path: str = "", value: object = None) -> dict[str, Any]:
    """The small pack with another value at a path of keys and places."""
    tables = copy.deepcopy(SMALL)
    *way, last = [int(step) if step.isdigit() else step for step in path.split("/")]
    row: Any = tables
    for step in way:
        row = row[step]
    if last != "":
        row[last] = value
    return tables


def test_a_small_pack_in_order_passes() -> None:
    check_tables(small())
    assert rules_of(small()) == {"R1": "one", "R2": "two", "M1": "three", "M1.past": "three"}
    assert dict(cited(small())) == {
        "pack.provenance[0].source": "A",
        "pack.provenance[1].source": "B",
        "one.rules.R1": "A",
        "two.rules.R2.source": "B",
        "two.list.sources[0]": "A",
        "two.list.sources[1]": "B",
        "three.rule[0].source": "A",
    }


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("one/note", "x" * (LONGEST_TEXT + 1), "one.toml: note: expected a text of at most"),
        ("one/note", "a\x07b", "one.toml: note: expected a text without control characters"),
        ("one/note", "left\u202eright", "one.toml: note: expected a text without control"),
        ("one/note", "<b>now</b>", "one.toml: note: expected a text without markup"),
        ("one/note", "< img src=x>", "one.toml: note: expected a text without markup"),
        ("one/note", "&lt;b", "one.toml: note: expected a text without markup"),
        ("one/note", "JavaScript:alert(1)", "one.toml: note: expected a text without markup"),
        ("one/note", "/etc/passwd", "one.toml: note: expected a text without a path"),
        ("one/note", "see ~/notes", "one.toml: note: expected a text without a path"),
        ("one/note", "../pack.toml", "one.toml: note: expected a text without a path"),
        ("one/note", "C:\\Windows", "one.toml: note: expected a text without a path"),
        ("one/note", "at file://server", "one.toml: note: expected a text without a path"),
        ("one/note", "{day}", "one.toml: note: expected a text without braces"),
        ("one/note", "day}", "one.toml: note: expected a text without braces"),
        ("medicines/medicine/0/name", "<i>", "medicines.toml: medicine[0].name: expected a text"),
        ("one/a<b", 1, "one.toml: expected keys of letters"),
        ("one/rows", [{}] * (MOST_ENTRIES + 1), "one.toml: rows: expected at most 3000"),
        ("one/deep", {"a": {"b": {"c": {"d": {"e": {"f": {"g": {"h": 1}}}}}}}}, "one.toml: deep.a"),
        ("one/rules/R1", "C", "one.toml: rules.R1: expected the id of a source in sources.toml"),
        ("two/list/sources", ["A", "C"], "two.toml: list.sources[1]: expected the id of a source"),
        ("two/rules/R2/source", "C", "two.toml: rules.R2.source: expected the id of a source"),
        ("sources/C", {"title": "nobody"}, "sources.toml: C: expected a source that a table"),
        ("two/rules/R1", "A", "two.toml: rules.R1: expected an id that one has not"),
        ("three/rule/1", {"id": "M1"}, "three.toml: rule[1].id: expected an id that no"),
        ("three/rule/1", {"id": "R1"}, "three.toml: rule[1].id: expected an id that one has not"),
        ("one/rows", [{"id": "x"}, {"id": "x"}], "one.toml: rows[1].id: expected an id that no"),
    ],
)
def test_what_no_pack_may_have(path: str, value: object, said: str) -> None:
    with pytest.raises(PackTrouble) as refused:
        check_tables(small(path, value))
    assert refused.value.told.startswith(said)


def test_what_is_no_table_has_no_rules() -> None:
    assert rules_of({"odd": 3, "rules": {"rules": [], "rule": {}}}) == {}
    assert rules_of({"rules": {"rule": [{"note": "no rule"}, 3]}}) == {}


def test_a_source_that_another_list_names_is_used() -> None:
    check_tables(small("two/never_cited", {"neck": ["B"]}))


# ---------------------------------------------------------------- the pack that ships


def shipped() -> tuple[dict[str, Any], dict[str, Any]]:
    tables: Any = copy.deepcopy(resources.pack_tables())
    languages: Any = copy.deepcopy(resources.pack_languages())
    return tables, languages


def test_the_pack_that_ships_passes_every_check() -> None:
    tables, languages = shipped()
    assert read_pack(tables, languages).id == resources.DEFAULT_PACK


def test_founding_documents_say_where_they_come_from() -> None:
    told = {row.source: row for row in guidelines().provenance}
    assert set(told) == {"SEED-A", "SEED-B"}
    assert "commercial" in told["SEED-A"].interest
    assert "ceased operations" in told["SEED-A"].publisher
    assert told["SEED-B"].written_by == "a machine"
    assert told["SEED-B"].review.startswith("pending")
    assert (told["SEED-B"].references_cited, told["SEED-B"].references_found) == (5, 3)


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("source", "NOBODY", "pack.provenance[0].source: expected the id"),
        ("publisher", " ", "pack.provenance[0].publisher: expected a text that is not empty"),
        ("references_found", 9, "pack.provenance[0].references_found: expected at most"),
        ("references_cited", -1, "pack.provenance[0].references_cited: expected a whole number"),
        ("signed", True, "pack.provenance[0].signed: expected one of"),
    ],
)
def test_provenance_is_checked(key: str, value: object, said: str) -> None:
    tables, _ = shipped()
    tables["pack"]["provenance"][0][key] = value
    with pytest.raises(PackTrouble) as refused:
        read_guidelines(tables)
    assert str(refused.value).startswith(said)


def test_provenance_is_a_list() -> None:
    tables, _ = shipped()
    tables["pack"]["provenance"] = 3
    with pytest.raises(PackTrouble, match=r"^pack\.provenance: expected a list of tables"):
        read_guidelines(tables)


@pytest.mark.parametrize(
    ("part", "name", "value"),
    [("rescreen", "acute_last_day", 26), ("limits", "adult_age_years", 16)],
)
def test_red_flags_and_clocks_agree(part: str, name: str, value: int) -> None:
    tables, _ = shipped()
    tables["red_flags"][part][name] = value
    with pytest.raises(PackTrouble, match=rf"^red_flags\.{part}\.{name}: expected"):
        check_agreement(read_guidelines(tables))


@pytest.mark.parametrize(
    ("name", "value"), [("fever_celsius", 98.6), ("new_weakness_grade", 6), ("recheck_hours", 0)]
)
def test_numbers_of_the_red_flags_have_a_range(name: str, value: float) -> None:
    tables, _ = shipped()
    tables["red_flags"]["limits"][name] = value
    with pytest.raises(PackTrouble, match=rf"^red_flags\.limits\.{name}: expected a number from"):
        read_guidelines(tables)


def test_a_caveat_rests_on_a_source() -> None:
    tables, _ = shipped()
    tables["red_flags"]["caveats"]["screen"] = []
    with pytest.raises(PackTrouble, match=r"^red_flags\.caveats\.screen: expected at least"):
        read_guidelines(tables)
    tables["red_flags"]["caveats"]["screen"] = ["NOBODY"]
    with pytest.raises(PackTrouble, match=r"^red_flags\.caveats\.screen: expected ids"):
        read_guidelines(tables)


def test_further_sources_are_listed() -> None:
    tables, _ = shipped()
    tables["thresholds"]["number"]["pain_free_days"]["further_sources"] = ["NOBODY"]
    with pytest.raises(PackTrouble, match=r"^thresholds\.number\.pain_free_days\.further_sources"):
        read_guidelines(tables)


# ---------------------------------------------------------------- words


def words_with(
    name: str, table: str, key: str, value: str | None, language: str = "en"
) -> tuple[Guidelines, dict[str, Any], dict[str, Any]]:
    tables, spoken = shipped()
    languages = {one: copy.deepcopy(spoken["en"]) for one in ("en", language)}
    row = languages[language][name].setdefault(table, {})
    if value is None:
        del row[key]
    else:
        row[key] = value
    return guidelines(), tables, languages


@pytest.mark.parametrize(
    ("name", "table", "key", "value", "said"),
    [
        ("timing", "says", "S45", None, "says.S45: expected words"),
        ("red_flags", "says", "RF-C1.unassessed", None, "says.RF-C1.unassessed: expected words"),
        ("red_flags", "questions", "RF-C1", None, "questions.RF-C1: expected words"),
        ("red_flags", "caveat", "screen", None, "caveat.screen: expected words"),
        ("timing", "surgical_evaluation", "window_open", None, "window_open: expected words"),
        ("red_flags", "levels", "same_day", None, "levels.same_day: expected words"),
        ("timing", "says", "S45", " ", "timing.en.toml: says.S45: expected a text that is not"),
        ("timing", "says", "S45", "<script>", "timing.en.toml: says.S45: expected a text without"),
        ("timing", "says", "S45", "Day {care_dya}", "says.S45: expected no place {care_dya}"),
        ("timing", "says", "S45", "Day {day.__class__}", "expected no place {day.__class__}"),
        ("timing", "says", "S45", "Day {0}", "says.S45: expected braces in pairs"),
        ("timing", "says", "S45", "Day {day", "says.S45: expected braces in pairs"),
        ("timing", "says", "RF-C1", "Twice.", "says.RF-C1: expected each sentence once"),
    ],
)
def test_words_that_are_wrong(name: str, table: str, key: str, value: str, said: str) -> None:
    with pytest.raises(PackTrouble) as refused:
        check_words(*words_with(name, table, key, value))
    assert said in refused.value.told
    assert ".en.toml: " in refused.value.told


def test_places_that_rules_fill_are_known() -> None:
    check_words(
        *words_with("timing", "says", "S45", "Day {care_day}, {window_care_days}, {since_on}")
    )
    assert "care_day" in PLACES


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("S45", None, "timing.zu.toml: says.S45: expected words"),
        ("S45-EXTRA", "Okunye.", "timing.zu.toml: says.S45-EXTRA: expected no words that en"),
        ("S45", "Usuku {onset}", "timing.zu.toml: says.S45: expected no place that en has not"),
    ],
)
def test_another_language_says_the_same(key: str, value: str | None, said: str) -> None:
    with pytest.raises(PackTrouble) as refused:
        check_words(*words_with("timing", "says", key, value, "zu"))
    assert refused.value.told.startswith(said)


def test_a_text_that_only_the_reference_has_is_missed() -> None:
    pack, tables, languages = words_with("timing", "note", "new", "Only here.")
    languages["zu"] = copy.deepcopy(languages["en"])
    del languages["zu"]["timing"]["note"]["new"]
    with pytest.raises(PackTrouble) as refused:
        check_words(pack, tables, languages)
    assert refused.value.told == "timing.zu.toml: note.new: expected words, as there are in en"


@pytest.mark.parametrize(
    ("table", "key", "value", "said"),
    [
        ("source_note", "PEUL07", "Usuku", ""),
        ("pack", "title", "Iphakethe", ""),
        ("source_note", "NOBODY", "Usuku", "source_note.NOBODY: expected no words that en has not"),
        ("source_note", "PEUL07", "Usuku {onset}", "expected no place that en has not"),
    ],
)
def test_a_language_may_say_what_the_pack_says_of_its_sources(
    table: str, key: str, value: str, said: str
) -> None:
    tables, spoken = shipped()
    languages = {"en": spoken["en"], "zu": {**spoken["en"], "sources": {table: {key: value}}}}
    if not said:
        check_words(guidelines(), tables, languages)
        return
    with pytest.raises(PackTrouble) as refused:
        check_words(guidelines(), tables, languages)
    assert said in refused.value.told


def test_a_pack_without_english_is_refused() -> None:
    tables, languages = shipped()
    with pytest.raises(PackTrouble, match="words in the language en"):
        check_words(guidelines(), tables, {"zu": languages["en"]})


def test_the_closed_sets_are_those_of_the_program() -> None:
    assert "window_open" in CODES["surgical_evaluation"]
    assert CODES["levels"] == ("none", "routine", "urgent", "same_day", "emergency")


# ---------------------------------------------------------------- files


def written(folder: Path, name: str, content: bytes) -> Path:
    (folder / "pack.toml").write_bytes(b'id = "x"')
    (folder / name).write_bytes(content)
    return folder


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("thresholds.toml", b"a = [", "thresholds.toml: expected TOML in UTF-8"),
        ("thresholds.toml", b"a = 1\na = 2", "thresholds.toml: expected TOML in UTF-8"),
        ("timing.en.toml", b"\xff", "timing.en.toml: expected TOML in UTF-8"),
        ("timing.en.toml", b"#" * 1_000_001, "timing.en.toml: expected a file of at most"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(
    name: str, content: bytes, said: str, tmp_path: Path
) -> None:
    with pytest.raises(resources.BadResource) as refused:
        resources.folder_tables(written(tmp_path, name, content))
    assert str(refused.value).startswith(said)


def test_a_folder_that_is_no_pack_is_refused(tmp_path: Path) -> None:
    with pytest.raises(resources.BadResource, match=r"expected a folder with pack\.toml"):
        resources.folder_tables(tmp_path)
    written(tmp_path, "a.toml", b"")
    for number in range(resources.MOST_FILES):
        (tmp_path / f"{number}.txt").touch()
    with pytest.raises(resources.BadResource, match="at most 100 files"):
        resources.folder_tables(tmp_path)


def test_a_pack_in_a_folder_is_read_like_the_one_that_ships() -> None:
    folder = Path(resources.__file__).parent / "packs" / resources.DEFAULT_PACK
    assert resources.folder_tables(folder) == (
        resources.pack_tables(),
        resources.pack_languages(),
    )
