"""Somebody who opens the installed program for the first time, with nothing but a keyboard.

Run as ``newcomer.py PROGRAM FOLDER`` by a Python that has the module ``dbus``, on a screen and a
session bus of its own. It reads what a screen reader hears and presses keys through ``xdotool``:
first run, one patient, one signed visit, a handout on paper, a backup; then that backup is opened
in a second home that is empty. Each thing that was reached is written as a line.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

import dbus  # type: ignore[import-not-found]

from tests.desktop.screen_reader import FOCUSED, Part, Reader

PHRASE: Final = "green window seven"
PATIENCE_SECONDS: Final = 60.0
MOST_TABS: Final = 60
MOST_PAGES: Final = 12
TOLD: Final = re.compile(r"\d+ of (\d+) answered")
PAGES_OF_FIRST_RUN: Final = ("continue", "next", "i have it on paper", "finish", "set up")
GREETING: Final = "Find a patient"
"""What is in focus once a clinic is open that has nobody yet."""
TYPED: Final = {"clinic": "Mfuwe Clinic", "your name": "Dr Phiri", "passphrase": PHRASE}


class Stuck(Exception):
    """What was not found, and what was there."""


class Newcomer:
    """The program, what is heard of it, and ten fingers."""

    def __init__(self, program: Path, home: Path) -> None:
        self.home = home
        home.mkdir()
        surroundings = os.environ | {"FORAMEN_HOME": str(home / "foramen"), "HOME": str(home)}
        self._process = subprocess.Popen([str(program)], env=surroundings, cwd=home)
        self.reader = Reader()
        self._program = self.reader.wait_for_program()
        self.until(lambda: bool(windows()), "a window")
        self.look_up()

    def look_up(self) -> None:
        """Give the newest window the keyboard, as a window manager does."""
        xdotool("windowfocus", "--sync", windows()[-1])

    def press(self, *keys: str) -> None:
        """Press keys, such as ``ctrl+s``."""
        xdotool("key", "--clearmodifiers", "--delay", "20", *keys)

    def write(self, text: str) -> None:
        """Type a text."""
        xdotool("type", "--clearmodifiers", "--delay", "15", "--", text)

    def heard(self) -> list[tuple[str, Part]]:
        """Return the name of everything that is to be seen."""
        try:
            return [(self.reader.name(part), part) for part in self.reader.walk(self._program)]
        except dbus.exceptions.DBusException:
            return []  # it went while it was looked at

    def focus(self) -> str:
        """Return the name of what is in focus, the innermost."""
        return (self.focused() or [""])[-1]

    def focused(self) -> list[str]:
        """Return the names of what is in focus; the tab in front says that of itself, too."""
        try:
            parts = self.reader.walk(self._program)
            return [self.reader.name(one) for one in parts if self.reader.has_state(one, FOCUSED)]
        except dbus.exceptions.DBusException:
            return []

    def is_at(self, name: str) -> bool:
        """Whether something with this in its name is in focus."""
        return any(name.lower() in one.lower() for one in self.focused())

    def sees(self, words: str) -> bool:
        """Whether something with these words is to be seen."""
        return any(words.lower() in name.lower() for name, _ in self.heard())

    def until(self, is_so: Callable[[], bool], what: str) -> None:
        """Wait until something is so."""
        end = time.monotonic() + PATIENCE_SECONDS
        while not is_so():
            if self._process.poll() is not None or time.monotonic() > end:
                raise Stuck(f"expected {what}; there is {self.told()}")
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(0.1)

    def told(self) -> str:
        """Say what is to be seen."""
        return f"focus {self.focus()!r} among {[name for name, _ in self.heard() if name]}"

    def go(self, name: str, key: str = "Tab") -> None:
        """Press Tab until this is in focus."""
        passed = []
        for _ in range(MOST_TABS):
            passed.append(self.focused())
            if any(name.lower() in one.lower() for one in passed[-1]):
                return
            self.press(key)
        raise Stuck(f"no {name!r} by {key} among {passed}")

    def leave(self) -> None:
        """Close the program as its user does."""
        self.press("ctrl+q")
        if self._process.wait(PATIENCE_SECONDS):
            raise Stuck(f"the program ended with {self._process.returncode}")

    def end(self) -> None:
        """End the program, whatever it is doing."""
        if self._process.poll() is None:
            self._process.kill()


def xdotool(*words: str) -> str:
    """Let xdotool press keys or look for windows."""
    return subprocess.run(["xdotool", *words], capture_output=True, text=True).stdout


def windows() -> list[str]:
    """Return the windows to be seen, the newest last."""
    found = xdotool("search", "--onlyvisible", "--class", "foramen").split()
    return sorted(found, key=int)


def tell(what: str) -> None:
    """Say what was reached."""
    sys.stdout.write(f"reached\t{what}\n")
    sys.stdout.flush()


def first_run(one: Newcomer) -> None:
    """Set up a clinic: answer what is known, go on where it can be gone on."""
    one.until(lambda: one.sees("Set up your clinic"), "the first run")
    code: tuple[str, ...] = ()
    for _ in range(MOST_PAGES):
        if one.focus() == GREETING:
            return
        code = code_on_page(one) or code
        fill_page(one, code)
    raise Stuck(f"the first run does not end; there is {one.told()}")


def code_on_page(one: Newcomer) -> tuple[str, ...]:
    """Return the groups of the recovery code, where they are shown."""
    said = [name.partition(": ")[2] for name, _ in one.heard() if name.startswith("Group ")]
    groups = ["".join(letters.split()) for letters in said if len(letters.split()) == 6]
    return tuple(groups)


def fill_page(one: Newcomer, code: tuple[str, ...]) -> None:
    """Type what a page asks for, and press its button."""
    typed: set[str] = set()
    before = one.heard()
    for _ in range(MOST_TABS):
        name = one.focus()
        if name == GREETING:
            return
        if name.lower().startswith(PAGES_OF_FIRST_RUN):
            one.press("Return")
            one.until(lambda: one.heard() != before, "another page")
            return
        answer = answer_to(name, code)
        if answer and name not in typed:
            typed.add(name)
            one.write(answer)
        one.press("Tab")
    raise Stuck(f"no way on; there is {one.told()}")


def answer_to(name: str, code: tuple[str, ...]) -> str:
    """Return what is typed into a field of the first run."""
    plain = name.lower()
    if plain.startswith("group ") and code:
        return code[int(plain.split()[1]) - 1]
    return next((text for words, text in TYPED.items() if plain.startswith(words)), "")


def register(one: Newcomer) -> None:
    """Register a patient with pain down the left leg for six weeks."""
    one.press("ctrl+n")
    one.until(lambda: one.is_at("Family name"), "the registration")
    one.write("Zulu")
    for name, answer in (
        ("Given name", "Grace"),
        ("Born on", "14-Mar-1968"),
        ("Gender", "f"),
        ("Where", "l"),
        ("Side", "l"),
        ("Start known", "d"),
        ("Started on", "-6w"),
    ):
        one.go(name)
        one.write(answer)
    one.press("ctrl+s")
    one.until(lambda: one.sees("ZULU, Grace") and one.sees("Sign"), "the chart")


def visit(one: Newcomer) -> None:
    """Answer the interview, rate the pain, sign."""
    one.until(lambda: questions(one) > 0, "the interview")
    one.write("n" * questions(one))
    one.write("3")  # what follows the last question is pain of the spine, then of the limb
    one.press("Tab")
    one.write("6")
    one.press("alt+F9")
    one.until(lambda: one.is_at("Sign now"), "the last look")
    one.press("space")
    one.until(lambda: one.sees("No open red flag, screened"), "the plan")


def questions(one: Newcomer) -> int:
    """Return how many red-flag questions the foot of the visit tells of."""
    told = (TOLD.search(name) for name, _ in one.heard())
    return next((int(found[1]) for found in told if found), 0)


def handout(one: Newcomer) -> None:
    """Print the care plan: without a printer it becomes a file."""
    one.press("ctrl+p")
    one.until(lambda: len(windows()) > 1, "the system's question for a printer")
    one.look_up()
    one.press("Return")
    one.until(lambda: any(one.home.glob("*.pdf")), "a printed PDF")
    one.until(lambda: len(windows()) == 1, "the window")
    one.look_up()


def choose_folder(one: Newcomer, folder: Path) -> None:
    """Type a folder into the dialog that asks for one."""
    one.until(lambda: len(windows()) > 1, "the question for a folder")
    one.look_up()
    one.write(f"{folder}/")
    one.press("Return")
    one.until(lambda: len(windows()) == 1, "the window")
    one.look_up()


def backup(one: Newcomer, folder: Path) -> None:
    """Choose where backups go and make one."""
    folder.mkdir()
    one.press("ctrl+shift+b")
    one.until(lambda: one.sees("Back up now"), "the page of backups")
    one.go("Choose a folder")
    one.press("space")
    choose_folder(one, folder)
    if not any(folder.iterdir()):
        one.go("Back up now")
        one.press("space")
    one.until(lambda: one.sees("read back and verified"), "a verified backup")


def arrive(one: Newcomer, folder: Path) -> None:
    """Open the backup where nothing is yet."""
    one.until(lambda: one.sees("another computer"), "the first run")
    one.go("another computer")
    one.press("space")
    choose_folder(one, folder)
    one.until(lambda: one.sees("Mfuwe Clinic, as it was on"), "the copy")
    one.go("Passphrase or code")
    one.write(PHRASE)
    one.press("Return")
    one.until(lambda: one.sees("Worklist"), "the clinic from the other computer")


def find(one: Newcomer) -> None:
    """Find the patient by a part of her name and open her chart."""
    one.press("F2")
    one.until(lambda: one.sees("ZULU, Grace"), "the list")
    one.write("zul")
    one.press("Return")
    one.until(lambda: one.sees("Subacute"), "the plan of the first computer")


def walk(one: Newcomer, steps: Sequence[tuple[str, Callable[[], None]]]) -> None:
    """Take one step after the other; whatever happens, the program ends."""
    try:
        for name, step in steps:
            step()
            tell(name)
        one.leave()
        tell("closed")
    finally:
        one.end()


def main(program: Path, folder: Path) -> None:
    """Do all of it."""
    copies = folder / "stick"
    one = Newcomer(program, folder / "first")
    walk(
        one,
        (
            ("first run", lambda: first_run(one)),
            ("patient", lambda: register(one)),
            ("visit", lambda: visit(one)),
            ("handout", lambda: handout(one)),
            ("backup", lambda: backup(one, copies)),
        ),
    )
    other = Newcomer(program, folder / "second")
    walk(other, (("restored", lambda: arrive(other, copies)), ("chart", lambda: find(other))))


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), Path(sys.argv[2]))
    except Stuck as stuck:
        sys.exit(f"newcomer: {stuck}")
