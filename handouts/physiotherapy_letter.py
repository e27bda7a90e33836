"""The letter to a physiotherapist: what is asked, how it is, what to mind, when to send back."""

from collections.abc import Iterator

from handouts import blocks as b
from handouts import letterfacts as facts
from handouts.danger import thinners
from handouts.examined import examination_lines
from handouts.letter import Letter
from handouts.letterframe import addressee, asked, document, who
from handouts.tried_care import care_lines
from pathway.finding import Level


def physiotherapy_letter(letter: Letter) -> b.Document:
    """Return the letter; while an emergency is open it asks for no treatment."""
    rows = (
        letter.row("to", addressee(letter)),
        letter.row("patient", _patient(letter)),
        letter.row("asks", _asks(letter)),
        letter.row("mind", _mind(letter)),
        letter.row("now", facts.pain_lines(letter)),
        letter.row("findings", examination_lines(letter, most=1)),
        letter.row("goal", _goal(letter)),
        letter.row("care", care_lines(letter)),
        letter.row("allergies", facts.allergy_line(letter)),
        letter.row("back", (b.Paragraph(letter.say("back"), strong=True),)),
    )
    title = (b.Title(letter.say("title")), *facts.alarm(letter))
    return document(letter, title, rows)


def _patient(letter: Letter) -> Iterator[b.Block]:
    yield from who(letter)
    yield from facts.problem_lines(letter)
    yield from facts.root_line(letter)


def _asks(letter: Letter) -> Iterator[b.Block]:
    yield from asked(letter)
    if facts.open_flags(letter, Level.EMERGENCY):
        yield b.Paragraph(letter.say("wait"), strong=True)
        return
    yield b.Paragraph(letter.say("asks"), strong=True)
    by = letter.assessment.next_contact.by if letter.assessment else None
    if by is None or by <= letter.on:
        yield b.Paragraph(letter.say("report_open"))
    else:
        yield b.Paragraph(letter.say("report", date=letter.words.short_day(by)))


def _mind(letter: Letter) -> Iterator[b.Block]:
    yield from facts.flag_bullets(letter, facts.open_flags(letter))
    yield from facts.screen_line(letter)
    yield b.Bullets(tuple(_cautions(letter)))


def _cautions(letter: Letter) -> Iterator[str]:
    names = letter.materials.names
    warned = letter.assessment.care_warnings if letter.assessment else None
    thin = thinners(letter.chart, letter.materials)
    if thin:
        said = letter.words.say("emergency.medicines.anticoagulant")
        yield f"{said}: {', '.join(thin)}"
    if warned is None:
        yield letter.say("not_checked")
    yield from dict.fromkeys(names.warning(each) for each in warned or ())
    if warned == () and not thin:
        yield letter.say("nothing")
    yield facts.illnesses(letter)
    yield from facts.pregnancy(letter)


def _goal(letter: Letter) -> Iterator[b.Block]:
    visits = letter.chart.visits
    goals = [visit.goal_function.strip() for visit in visits if visit.goal_function.strip()]
    if goals:
        yield b.Labelled(letter.say("goal"), goals[-1])
    else:
        yield b.Paragraph(letter.say("no_goal"))
    pains = [visit.goal_pain for visit in visits if visit.goal_pain is not None]
    if pains:
        yield b.Paragraph(letter.say("goal_pain", value=str(pains[-1])))
