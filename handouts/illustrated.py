"""What the care plan and the sheet of exercises share: drawings, and how much pain is fine."""

from collections.abc import Iterator

from handouts import blocks as b
from handouts.words import HandoutWords


def drawn(words: HandoutWords, exercise: str, *, captions: bool = True) -> tuple[b.Drawn, ...]:
    """Return the drawings of an exercise, from its start to its end and what else it shows."""
    found = []
    for name in words.poses.steps(exercise):
        caption = _caption(words, name) if captions else ""
        found.append(b.Drawn(words.poses.picture(name), words.say(f"drawings.{name}"), caption))
    return tuple(found)


def shown(words: HandoutWords, name: str) -> b.Drawn:
    """Return a drawing with the words within it, and without words beneath."""
    picture = words.poses.picture(name)
    labels = {label.key: words.say(f"drawings.labels.{label.key}") for label in picture.labels}
    return b.Drawn(picture, words.say(f"drawings.{name}"), labels=labels)


def _caption(words: HandoutWords, name: str) -> str:
    own = words.maybe(f"exercise_sheet.steps.{name}")
    return own[0] if own else words.say(f"exercise_sheet.steps.{name.partition('.')[2]}")


def pain_light(words: HandoutWords) -> Iterator[b.Block]:
    """Yield how much pain is all right while exercising."""
    yield b.Heading(words.say("care_plan.exercises.light_heading"))
    rows = (
        (
            light,
            b.Labelled(
                words.say(f"care_plan.light.{light}.label"),
                words.say(f"care_plan.light.{light}.text"),
            ),
        )
        for light in b.LIGHTS
    )
    yield b.TrafficLight(tuple(rows))
