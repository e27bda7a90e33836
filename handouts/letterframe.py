"""What all letters share: letterhead, addressee, the clinician's own words, signature, copies."""

from collections.abc import Iterable, Iterator

from handouts import blocks as b
from handouts.letter import Letter
from handouts.mergefields import merged
from handouts.page import DOT, full_name, identity
from pathway.finding import Because


def letterhead(letter: Letter) -> Iterator[b.Block]:
    """Yield who writes, and when."""
    clinic, words = letter.materials.clinic, letter.words
    name = clinic.name or words.say("common.clinic.no_name")
    told = clinic.letterhead or (*(clinic.address or (words.say("common.clinic.no_address"),)),)
    phone = clinic.phone("clinic")
    lines = (*told, *((letter.tell("clinic_phone", value=phone),) if phone else ()))
    yield b.Letterhead(name, lines, words.short_day(letter.on))


def addressee(letter: Letter) -> Iterator[b.Block]:
    """Yield to whom the letter goes, or lines to write on."""
    to = letter.materials.writing.to
    if not (to.title or to.lines):
        yield b.Fields((b.Field(letter.tell("to.name")), b.Field(letter.tell("to.phone"))))
        return
    if to.title:
        yield b.Headline(to.title)
    if to.lines:
        yield b.Paragraph(DOT.join(to.lines))
    if to.phone:
        yield b.Fields((b.Field(letter.tell("to.phone"), to.phone),), columns=1)


def who(letter: Letter) -> Iterator[b.Block]:
    """Yield whom the letter is about."""
    patient = letter.chart.patient
    yield b.Headline(full_name(patient, letter.materials))
    yield b.Paragraph(identity(patient, letter.words, letter.on, clinical=True))


def own_text(letter: Letter) -> Iterator[b.Row]:
    """Yield what the clinician wrote, its fields filled in."""
    text = letter.materials.writing.text
    if text:
        said = merged(text, letter)
        lines = (line.strip() for line in said.splitlines())
        yield letter.row("text", tuple(b.Paragraph(line) for line in lines if line))


def signed(letter: Letter) -> b.Row:
    """Return the row with the signature, the number to call back, enclosures and copies."""
    return letter.row("from", (*_signature(letter), *_beside(letter)))


def _signature(letter: Letter) -> Iterator[b.Block]:
    by = letter.stamp.by
    yield b.Fields(
        (
            b.Field(letter.tell("from.name"), by),
            b.Field(letter.tell("from.phone"), letter.materials.clinic.phone("clinic")),
            b.Field(letter.tell("from.signature")),
            b.Field(letter.tell("from.date_time")),
        )
    )


def _beside(letter: Letter) -> Iterator[b.Block]:
    writing = letter.materials.writing
    for name, told in (("enclosures", writing.enclosures), ("cc", writing.cc)):
        if told:
            said = merged("; ".join(told), letter)
            yield b.Labelled(letter.tell(f"from.{name}"), said)


def document(
    letter: Letter, opening: Iterable[b.Block], rows: Iterable[b.Row], after: Iterable[b.Block] = ()
) -> b.Document:
    """Return a whole letter: letterhead, its opening, rows, the clinician's words, signature."""
    blocks = (*letterhead(letter), *opening, *rows, *own_text(letter), signed(letter), *after)
    return b.Document(letter.say("title"), blocks, least_space=0.35)


def asked(letter: Letter) -> Iterator[b.Block]:
    """Yield what the clinician asks in own words, if anything."""
    asks = letter.materials.writing.asks
    if asks:
        yield b.Paragraph(merged(asks, letter), strong=True)


def reasons(letter: Letter, because: Because) -> Iterator[b.Block]:
    """Yield why something was concluded, each reason once."""
    names = letter.materials.names
    said = tuple(dict.fromkeys(names.sentence(reason) for reason in because))
    if said:
        yield b.Bullets(said)


def sources(letter: Letter, because: Because) -> Iterator[b.Block]:
    """Yield what the reasons rest on, in small letters."""
    names = letter.materials.names
    named = tuple(dict.fromkeys(names.source(one.source) for one in because if one.source))
    if named:
        yield b.Paragraph(letter.tell("source", value="; ".join(named)), muted=True)
