"""The documents are true where a test can tell: what they name is there."""

import re

from tests.house.source_files import ROOMS, ROOT, name_of, text_files

FOLDERS = "|".join((*ROOMS, "docs", "packaging", "tests", "typings"))
NAMED = re.compile(rf"(?<![\w/.-])(?:{FOLDERS})/[\w./-]+\.(?:md|py|toml|txt|json)\b")
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
PARTS = ("Status", "Context", "Decision", "Consequences")


def test_each_file_that_is_named_is_there() -> None:
    gone = {
        f"{name_of(path)} names {named}"
        for path in text_files()
        for named in NAMED.findall(path.read_text("utf-8"))
        if not (ROOT / named).exists()
    }
    assert not gone


def test_each_link_leads_somewhere() -> None:
    pages = [path for path in text_files() if path.suffix == ".md"]
    gone = {
        f"{name_of(page)} links {link}"
        for page in pages
        for link in LINK.findall(page.read_text("utf-8"))
        if not (page.parent / link).exists()
    }
    assert not gone


def test_decisions_are_numbered_and_have_their_form() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    texts = {page.name: page.read_text("utf-8") for page in pages}
    assert not [
        name for name, text in texts.items() if not all(f"**{part}**" in text for part in PARTS)
    ]
