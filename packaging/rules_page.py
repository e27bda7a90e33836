"""Writes docs/rules.md from code and pack: each rule with its sentence, numbers, source and place.

python packaging/rules_page.py      writes the page; `packaging/dev.py docs` calls it
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from rules_places import Places  # noqa: E402
from rules_words import AFTER_HEAD, HEAD, LOOKING_FOR, SUBJECTS, Subject, anchor  # noqa: E402

import resources  # noqa: E402
from pathway.flagbook import FlagBook  # noqa: E402
from pathway.guidelines import Guidelines, read_guidelines  # noqa: E402
from pathway.packcheck import rules_of  # noqa: E402

PAGE = ROOT / "docs" / "rules.md"
GRADES = ("state", "strength", "quality", "effect", "population")
VERIFIED = {"V": "read", "K": "not re-read", "D": "own choice"}


@dataclass(frozen=True)
class Row:
    """One rule as the page tells it."""

    rule: str
    sentence: str
    numbers: str
    source: str
    grade: str
    module: str
    place: str


def page() -> str:
    """Return the page as it should be now."""
    guidelines = read_guidelines(resources.pack_tables())
    rows = tuple(_rows(guidelines))
    parts = [HEAD, _finder(), AFTER_HEAD]
    parts += [_section(subject, rows) for subject in SUBJECTS]
    parts += [_options(), _provenance(guidelines), _numbers(), _sources(guidelines)]
    return "\n".join(parts)


def _finder() -> str:
    lines = ["| Looking for | Section |", "|---|---|"]
    for words, title in LOOKING_FOR:
        lines.append(f"| {words} | [{title}](#{anchor(title)}) |")
    return "\n".join(lines) + "\n"


def _section(subject: Subject, rows: tuple[Row, ...]) -> str:
    lines = [f"## {subject.title}", "", subject.words, ""]
    own = sorted((row for row in rows if _subject_of(row) is subject), key=_order)
    lines += ["| Id | In plain words | Numbers | Source | Grade | Decided by |"]
    lines += ["|---|---|---|---|---|---|"]
    for row in own:
        cells = (f"`{row.rule}`", row.sentence, row.numbers, row.source, row.grade, row.place)
        lines.append(f"| {' | '.join(_cell(cell) for cell in cells)} |")
    return "\n".join(lines) + "\n"


def _subject_of(row: Row) -> Subject:
    fitting = [s for s in SUBJECTS if row.module in s.modules and row.rule.startswith(s.start)]
    assert fitting, f"packaging/rules_words.py: no section for rules of pathway/{row.module}.py"
    return max(fitting, key=lambda subject: len(subject.start))


def _order(row: Row) -> tuple[str, int, str]:
    """Sort M2 before M10."""
    letters = row.rule.rstrip("0123456789")
    digits = row.rule[len(letters) :]
    return (letters, int(digits or 0), row.rule)


def _rows(guidelines: Guidelines) -> Iterator[Row]:
    tables = resources.pack_tables()
    says = _says()
    places = Places(ROOT / "pathway")
    values = _values(tables)
    for rule, name in rules_of(tables).items():
        told = _told(tables[name], rule)
        module, place = places.of(rule, name, told.get("special", ""))
        yield Row(
            rule=rule,
            sentence=_with_severity(says.get(rule, ""), told.get("severity", "")),
            numbers=_valued(places.numbers(rule, module, says.get(rule, ""), tables[name]), values),
            source=told["source"],
            grade=told.get("grade", "") or guidelines.sources[told["source"]].verified,
            module=module,
            place=place,
        )
    yield from _flag_rows(guidelines, says, places)


def _valued(names: Iterable[str], values: Mapping[str, object]) -> str:
    return ", ".join(f"`{name}` {values[name]}" for name in names)


def _values(tables: Mapping[str, Mapping[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for table in tables.values():
        numbers = table.get("number", {})
        rows = numbers.items() if isinstance(numbers, dict) else ()
        found |= {name: row["value"] for name, row in rows}
    return found


def _flag_rows(guidelines: Guidelines, says: Mapping[str, str], places: Places) -> Iterator[Row]:
    for rule, level, sources in _variants(guidelines.flags):
        if rule in guidelines.rules:
            continue
        module, place = places.of_flag(rule)
        yield Row(
            rule=rule,
            sentence=_with_severity(says.get(rule, ""), level),
            numbers=_valued(places.flag_numbers(rule), asdict(guidelines.flags.limits)),
            source=", ".join(sources),
            grade=", ".join(guidelines.sources[source].verified for source in sources),
            module=module,
            place=place,
        )


def _variants(flags: FlagBook) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for item in flags.items.values():
        for variant, level in item.levels.items():
            rule = item.id if variant == "yes" else f"{item.id}.{variant}"
            yield rule, level.code.replace("_", " "), item.sources


def _with_severity(sentence: str, severity: str) -> str:
    return f"{severity}: {sentence}" if severity else sentence


def _told(table: Mapping[str, object], rule: str) -> dict[str, str]:
    """Return the texts of a rule's row: its source, severity, grade and special function."""
    keyed = table.get("rules", {})
    row: object = keyed.get(rule) if isinstance(keyed, dict) else None
    rows = table.get("rule", [])
    for other in rows if isinstance(rows, list) else ():
        name = ".".join(other[key] for key in ("id", "variant") if key in other)
        row = other if name == rule else row
    if isinstance(row, str):
        return {"source": row}
    assert isinstance(row, dict), rule
    return {key: value for key, value in row.items() if isinstance(value, str)}


def _says() -> dict[str, str]:
    said: dict[str, str] = {}
    for table in resources.words_tables("en").values():
        says = table.get("says", {})
        said |= says if isinstance(says, dict) else {}
    return said


def _options() -> str:
    """Return each option by region and stage, with the grade of its evidence as published."""
    names = ("Option", "Region", "Stage", "State", "Strength", "Quality", "Effect", "Found in")
    lines = ["## Options by region and stage", "", f"| {' | '.join((*names, 'Sources'))} |"]
    lines += ["|---" * (len(names) + 1) + "|"]
    for option, row in _option_rows():
        told = [str(row.get(key, "")).replace("_", " ") for key in GRADES]
        places = (", ".join(row["regions"]), ", ".join(row["stages"]))
        cells = (f"`{option}`", *places, *told, ", ".join(row.get("sources", [])))
        lines.append(f"| {' | '.join(_cell(cell) for cell in cells)} |")
    return "\n".join(lines) + "\n"


def _option_rows() -> Iterator[tuple[str, dict[str, Any]]]:
    options = resources.pack_tables()["options"]["options"]
    assert isinstance(options, list)
    for option in options:
        yield from ((option["id"], row) for row in option["rows"])


def _provenance(guidelines: Guidelines) -> str:
    lines = ["## The two founding documents", ""]
    lines += ["What the program began with, and how far it can be trusted (`pack.toml`).", ""]
    for row in guidelines.provenance:
        source = guidelines.sources[row.source]
        words = (
            f"**{row.source}** {source.title}. Publisher: {row.publisher}. Written by: "
            f"{row.written_by}. Review: {row.review}. Interest: {row.interest}. References: "
            f"{row.references_cited} cited, {row.references_found} to be traced. Never shown: "
            f"{row.never_shown}."
        )
        lines += [words, ""]
    return "\n".join(lines)


def _numbers() -> str:
    lines = ["## All numbers", "", "| Table | Number | Value | Source | What it is |"]
    lines += ["|---|---|---|---|---|"]
    for name, table in resources.pack_tables().items():
        numbers = table.get("number", {})
        for number, row in numbers.items() if isinstance(numbers, dict) else ():
            cells = (f"`{name}.toml`", f"`{number}`", str(row["value"]), row["source"], row["note"])
            lines.append(f"| {' | '.join(_cell(cell) for cell in cells)} |")
    limits = resources.pack_tables()["red_flags"]["limits"]
    assert isinstance(limits, dict)
    for number, value in limits.items():
        lines.append(f"| `red_flags.toml` | `{number}` | {value} | of each flag | |")
    return "\n".join(lines) + "\n"


def _sources(guidelines: Guidelines) -> str:
    lines = ["## All sources", "", "| Id | Source | Grade | Note |", "|---|---|---|---|"]
    for source in guidelines.sources.values():
        note = " ".join(part for part in (source.note, source.review) if part)
        grade = f"{source.verified} ({VERIFIED[source.verified]})"
        cells = (f"`{source.id}`", source.title, grade, note)
        lines.append(f"| {' | '.join(_cell(cell) for cell in cells)} |")
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").strip()


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
