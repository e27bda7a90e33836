"""The guide is true where a test can tell: its keys, its commands, its pictures, its habits."""

import importlib.util
import re
from types import ModuleType

from desktop.actionrows import rows
from desktop.commandline import COMMANDS
from desktop.commands import storeaudit, storefacts, storemoves, storepacks, storeusers
from tests.house.source_files import ROOMS, ROOT, imports_of, name_of, python_files

GUIDE = ROOT / "docs" / "guide"
CONVENTIONS = ROOT / "docs" / "conventions.md"
LABEL = re.compile(r"(?<!\*)\*([^*\n]+)\*(?!\*)")
OF_SYSTEMS = {
    *("More info", "Run anyway", "Applications", "System Settings", "Privacy & Security"),
    "Open anyway",
}
FIRST_SCREEN_LINES = 24
DEFINED = re.compile(r"^def (test_\w+)\(", re.MULTILINE)
TRIED = re.compile(r"(?<![/\w])test_\w+(?!\w|\.py)")
UNTRIED = ("guide/first-day", "bundles", "release")
CONNECTING = {
    *("socket", "ssl", "http", "urllib", "ftplib", "smtplib", "imaplib", "poplib", "telnetlib"),
    *("asyncio", "socketserver", "xmlrpc", "webbrowser"),
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


def test_no_action_of_a_clinic_without_the_window_is_left_out() -> None:
    named = {name for name, _ in loaded("guide_keys").store_actions()}
    parts = (storeaudit, storefacts, storemoves, storepacks, storeusers)
    assert {name for part in parts for name in part.ACTIONS} < named


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


def test_the_readme_begins_with_whom_it_is_for_the_two_commands_and_a_picture() -> None:
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()
    first = "\n".join(lines[: lines.index("## What it does for you")])
    assert len(first.splitlines()) <= FIRST_SCREEN_LINES
    assert {"run", "test"} <= set(loaded("dev").COMMANDS)
    assert "python3 packaging/dev.py run\npython3 packaging/dev.py test\n" in first
    assert len(PICTURE.findall(first)) == 1
    assert "clinicians" in first.splitlines()[2]


def test_what_was_not_tried_is_told_wherever_it_is_promised() -> None:
    """Windows and macOS: until somebody ran it there, each page that names them says so."""
    for name in ("README.md", *(f"docs/{one}.md" for one in UNTRIED)):
        text = (ROOT / name).read_text("utf-8").lower()
        assert "macos" in text, name
        assert "not yet tried" in text or "tried on linux alone" in text, name


def test_each_test_that_tries_a_sentence_of_the_guide_is_there() -> None:
    page = (ROOT / "docs" / "guide-tried.md").read_text("utf-8")
    there = {
        name for path in python_files("tests") for name in DEFINED.findall(path.read_text("utf-8"))
    }
    rows = [row for row in page.splitlines() if row.startswith("| ") and not row.endswith("| |")]
    assert sorted(set(TRIED.findall(page)) - there) == []
    assert [row for row in rows[2:] if not (TRIED.search(row) or "`packaging/" in row)] == []


def test_no_room_opens_a_connection() -> None:
    """The guide says that the program opens none at all."""
    found = {
        (name_of(path), name)
        for room in ROOMS
        for path in python_files(room)
        for name in imports_of(path)
        if name in CONNECTING
    }
    assert found == {("db/owner.py", "socket")}, "which asks for the computer's own name"
    assert "import socket" in (ROOT / "db" / "owner.py").read_text("utf-8")
    assert re.findall(r"socket\.\w+", (ROOT / "db" / "owner.py").read_text("utf-8")) == [
        "socket.gethostname"
    ]


def test_the_pictures_of_the_documents_are_few_and_small() -> None:
    pictures = list((ROOT / "docs" / "screens").rglob("*.png"))
    assert sum(path.stat().st_size for path in pictures) < loaded("pictures").MOST_BYTES


def test_each_command_of_the_project_is_in_the_contributing_page() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    commands = loaded("dev").COMMANDS
    assert [name for name in commands if f"packaging/dev.py {name}`" not in page] == []
