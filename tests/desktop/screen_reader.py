"""A screen reader that answers the red-flag interview: it knows nothing but the AT-SPI bus.

Run by a Python that has the module ``dbus``, with nothing of this project on its path. It follows
the focus: it hears what is focused, finds "No" among the answers beside it and does what that
offers first, until no other question comes. What it heard is written line by line.
"""

import sys
import time
from collections.abc import Iterator, Sequence
from typing import NamedTuple, cast

import dbus  # type: ignore[import-not-found]

ACCESSIBLE = "org.a11y.atspi.Accessible"
ACTION = "org.a11y.atspi.Action"
PROPERTIES = "org.freedesktop.DBus.Properties"
FOCUSED = 12
SHOWING = 25
"""The places of these two among the states of AT-SPI."""
PATIENCE_SECONDS = 60.0
LET_GO_SECONDS = 20.0
NO = ": No"
GROUP = 3
"""A button stands in a line of answers, that in a question, and that in a group of questions."""
DEEPEST = 40


class Part(NamedTuple):
    """Something that can be heard of: who tells of it, and its place there."""

    program: str
    path: str


class Reader:
    """What can be heard on the bus."""

    def __init__(self) -> None:
        door = dbus.SessionBus().get_object("org.a11y.Bus", "/org/a11y/bus")
        self._bus = dbus.bus.BusConnection(str(door.GetAddress(dbus_interface="org.a11y.Bus")))

    def wait_for_program(self) -> Part:
        """Return the program, once it has told the bus of itself."""
        root = Part("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            found = self.children(root)
            if found:
                return found[0]
        raise SystemExit("no program came to the bus")

    def name(self, part: Part) -> str:
        """Return what is said of a part."""
        return str(self._ask(part, PROPERTIES, "Get", ACCESSIBLE, "Name"))

    def description(self, part: Part) -> str:
        """Return what else is said of a part."""
        return str(self._ask(part, PROPERTIES, "Get", ACCESSIBLE, "Description"))

    def role(self, part: Part) -> str:
        """Return what kind of thing a part is."""
        return str(self._ask(part, ACCESSIBLE, "GetRoleName"))

    def children(self, part: Part) -> list[Part]:
        """Return what a part consists of."""
        found = cast(Sequence[tuple[str, str]], self._ask(part, ACCESSIBLE, "GetChildren"))
        return [Part(str(program), str(path)) for program, path in found]

    def around(self, part: Part) -> Part:
        """Return what a part stands in."""
        found = self._ask(part, PROPERTIES, "Get", ACCESSIBLE, "Parent")
        program, path = cast(tuple[str, str], found)
        return Part(str(program), str(path))

    def has_state(self, part: Part, state: int) -> bool:
        """Tell whether a part is focused, or to be seen."""
        words = cast(Sequence[int], self._ask(part, ACCESSIBLE, "GetState"))
        return bool(int(words[state // 32]) >> (state % 32) & 1)

    def walk(self, part: Part) -> Iterator[Part]:
        """Go through all that is to be seen within a part."""
        for inner in self.children(part):
            if self.has_state(inner, SHOWING):
                yield inner
                yield from self.walk(inner)

    def act(self, part: Part) -> str:
        """Do what a part offers first, as the key of a screen reader does; return its name."""
        offered = cast(Sequence[Sequence[str]], self._ask(part, ACTION, "GetActions"))
        self._ask(part, ACTION, "DoAction", dbus.Int32(0))
        return str(offered[0][0])

    def _ask(self, part: Part, interface: str, method: str, *arguments: object) -> object:
        asked = self._bus.get_object(part.program, part.path, introspect=False)
        answer: object = asked.get_dbus_method(method, interface)(*arguments)
        return answer


class Question(NamedTuple):
    """A question that was heard, and the button that answers it with no."""

    words: str
    no: Part


def main() -> None:
    """Answer every question with no."""
    reader = Reader()
    program = reader.wait_for_program()
    question = next_question(reader, [program], "")
    while question is not None:
        near = places(reader, question.no, program)
        heard = reader.role(question.no), question.words, reader.act(question.no)
        sys.stdout.write("\t".join(heard) + "\n")
        sys.stdout.flush()
        question = next_question(reader, near, question.words)


def places(reader: Reader, part: Part, program: Part) -> list[Part]:
    """Return what a part stands in, the nearest first, from its group of questions on."""
    found = [part]
    while found[-1] != program and len(found) < DEEPEST:
        found.append(reader.around(found[-1]))
    return found[GROUP:]


def next_question(reader: Reader, near: list[Part], before: str) -> Question | None:
    """Wait until another question is in focus; None when there is none any more."""
    end = time.monotonic() + (LET_GO_SECONDS if before else PATIENCE_SECONDS)
    while time.monotonic() < end:
        try:
            found = other_question(reader, near, before)
        except dbus.exceptions.DBusException:
            return None  # the window has closed
        if found is not None:
            return found
    return None


def other_question(reader: Reader, near: list[Part], before: str) -> Question | None:
    """Return the question in focus, looked for in one place after the other."""
    for place in near:
        found = focused_question(reader, place)
        if found is not None and found.words != before:
            return found
    return None


def focused_question(reader: Reader, place: Part) -> Question | None:
    """Return the question whose answers are in focus; None when something else is.

    What holds the answers is in focus as well, and a question may have a colon in its words.
    """
    for part in reader.walk(place):
        words = reader.name(part).rpartition(": ")[0]
        if words and reader.has_state(part, FOCUSED):
            answers = reader.children(reader.around(part))
            no = next((one for one in answers if reader.name(one) == words + NO), None)
            if no is not None:
                return Question(words, no)
    return None


if __name__ == "__main__":
    main()
