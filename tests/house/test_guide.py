"""The guide is true where a test can tell: its keys, its commands, its pictures, its habits."""

import importlib.util
import re
from types import ModuleType

from desktop.actionrows import rows
from desktop.commandline import COMMANDS
from tests.house.source_files import ROOT

GUIDE = ROOT / "docs" / "guide"
CONVENTIONS = ROOT / "docs" / "conventions.md"
LABEL = re.compile(r"(?<!\*)\*([^*\n]+)\*(?!\*)")
OF_SYSTEMS = {
    *("More info", "Run anyway", "Applications", "System Settings", "Privacy & Security"),
    "Open anyway",
}
STRESSED = {"not asked", "no", "verified"}
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
KEY = re.compile(r"\b(?:(?:Ctrl|Alt|Shift)\+)+(?:F\d+|Left|\w\b|,)|\bF\d+\b")
COMMAND = re.compile(r"`foramen ([a-z-]+)(?: ([a-z-]+))?")


def loaded(name: str) -> ModuleType:
    """Return a script of packaging/ as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "packaging" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_of_keys_and_commands_is_as_the_program_has_them() -> None:
    written = (GUIDE / "keys.md").read_text("utf-8")
    assert written == loaded("guide_keys").page(), "run `python3 packaging/dev.py docs`"
    assert all(f"| {row.text} |" in written for row in rows())
    assert all(f"`foramen {name}`" in written for name in COMMANDS)


def test_each_key_that_the_guide_names_does_something() -> None:
    known = {key for row in rows() for key in row.keys}
    for page in GUIDE.glob("*.md"):
        named = set(KEY.findall(page.read_text("utf-8")))
        assert named <= known, (page.name, named - known)


def test_the_conventions_name_each_key_of_the_program_and_no_other() -> None:
    keys = CONVENTIONS.read_text("utf-8").partition("## Keys")[2].partition("In forms:")[0]
    named = {
        key
        for line in keys.splitlines()
        if line.startswith("|") and "---" not in line
        for key in re.split(r"(?:,|;| or) ", line.split("|")[1].strip())
    }
    known = {key for row in rows() for key in row.keys}
    assert named - {"Key", "again"} == known


def test_each_button_that_the_guide_names_is_on_the_screen() -> None:
    texts = loaded("words_catalogue").extracted()
    said = {
        plain(text)
        for one in texts
        for text in ((one.id,) if isinstance(one.id, str) else one.id)
        if text
    }
    for page in GUIDE.glob("*.md"):
        named = {plain(label) for label in LABEL.findall(page.read_text("utf-8"))}
        assert named - said <= {plain(one) for one in OF_SYSTEMS | STRESSED}, page.name


def plain(label: str) -> str:
    """Return a label without its underlined letter and what stands after it."""
    return label.replace("&", "").rstrip(" …")


def test_each_page_of_a_day_is_pictured_and_each_picture_is_there() -> None:
    for page in GUIDE.glob("*.md"):
        for told, path in PICTURE.findall(page.read_text("utf-8")):
            assert told, (page.name, path)
            assert (GUIDE / path).resolve().is_file(), (page.name, path)
    assert len(PICTURE.findall((GUIDE / "day.md").read_text("utf-8"))) >= 5


def test_each_command_that_the_guide_names_is_there() -> None:
    actions = {name for name, _ in loaded("guide_keys").store_actions()}
    for page in GUIDE.glob("*.md"):
        for command, action in COMMAND.findall(page.read_text("utf-8")):
            assert command in COMMANDS, (page.name, command)
            assert not (action and command == "store") or action in actions, (page.name, action)


def test_the_guide_leads_to_each_of_its_pages() -> None:
    index = (GUIDE / "README.md").read_text("utf-8")
    pages = {page.name for page in GUIDE.glob("*.md")} - {"README.md"}
    assert all(f"]({name})" in index for name in pages)


def test_the_pictures_of_the_documents_are_few_and_small() -> None:
    pictures = list((ROOT / "docs" / "screens").rglob("*.png"))
    assert sum(path.stat().st_size for path in pictures) < loaded("pictures").MOST_BYTES


def test_each_command_of_the_project_is_in_the_contributing_page() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    commands = loaded("dev").COMMANDS
    assert [name for name in commands if f"packaging/dev.py {name}`" not in page] == []
