"""The note for work: who, whether and with which changes, from when to when; never the illness.

Nothing of the record stands in it but name, birth date and the day of the visit. A diagnosis is
printed when the clinician wrote one into the letter, and from nowhere else.
"""

from collections.abc import Iterator
from dataclasses import replace

from handouts import blocks as b
from handouts.letter import Letter
from handouts.letterframe import addressee, document
from handouts.mergefields import merged
from handouts.page import Running, birth_text, full_name, running
from pathway.letters import FITNESSES


def work_letter(letter: Letter) -> b.Document:
    """Return the note; what the clinician did not say is a box or a line."""
    rows = [
        letter.row("to", addressee(letter)),
        letter.row("patient", _person(letter)),
        letter.row("state", _state(letter)),
        letter.row("time", _time(letter)),
        letter.row("changes", _changes(letter)),
    ]
    diagnosis = letter.materials.writing.diagnosis
    if diagnosis:
        said = b.Labelled(letter.say("diagnosis"), merged(diagnosis, letter))
        rows.append(letter.row("diagnosis", (said,)))
    return document(letter, (b.Title(letter.say("title")),), rows)


def for_employers(letter: Letter) -> Running:
    """Return what stands on each page: the name, and nothing that only clinicians read."""
    nobody = replace(letter.stamp, own_numbers=())
    usual = running(letter.chart.patient, letter.materials, nobody, letter.on, clinical=True)
    return replace(usual, identity=_born(letter))


def _born(letter: Letter) -> str:
    words = letter.words
    born = birth_text(letter.chart.patient, words, words.short_day, words.short_month)
    return letter.say("born", date=born)


def _person(letter: Letter) -> Iterator[b.Block]:
    yield b.Headline(full_name(letter.chart.patient, letter.materials))
    yield b.Paragraph(_born(letter))
    visits = letter.chart.visits
    if visits:
        yield b.Paragraph(letter.say("seen", date=letter.words.short_day(visits[-1].on)))
    else:
        yield b.Fields((b.Field(letter.say("not_seen")),), columns=1)


def _state(letter: Letter) -> Iterator[b.Block]:
    chosen = letter.materials.writing.fitness
    if chosen:
        yield b.Headline(letter.say(chosen).rstrip(":"))
    else:
        yield b.Ticks(tuple(letter.say(each) for each in FITNESSES))


def _time(letter: Letter) -> Iterator[b.Block]:
    writing, day = letter.materials.writing, letter.words.short_day
    days = (("first", writing.first), ("last", writing.last))
    yield b.Fields(tuple(b.Field(letter.say(n), day(on) if on else "") for n, on in days))


def _changes(letter: Letter) -> Iterator[b.Block]:
    changes = letter.materials.writing.changes
    if changes:
        yield b.Bullets(tuple(merged(change, letter) for change in changes))
    else:
        yield b.Ticks(letter.words.lines("letters.work_note.blank"))
        yield b.Fields((b.Field(letter.say("other")),), columns=1)
    yield b.Paragraph(letter.say("private"), muted=True)
