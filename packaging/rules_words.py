"""What people wrote on the page of rules: its head, its sections, and where to look for what."""

from typing import NamedTuple


class Subject(NamedTuple):
    """A section of the page: its title, what it is about, the modules whose rules it lists.

    With ``start`` it takes only rules whose id begins so, and before any other section.
    """

    title: str
    words: str
    modules: tuple[str, ...]
    start: str = ""


HEAD = """\
# The rules

Made by `packaging/dev.py docs` from the code of `pathway/` and the guideline pack
`foramen-2026`; a test keeps it current. Do not edit it: words about a section stand in
`packaging/rules_words.py`, sentences, numbers and sources in the pack.

No clinician has signed off this content yet. Code holds neither numbers nor words: the column
*Numbers* has the name and the value of each number that decides, names in braces are what a rule
read.

## Find a rule
"""

AFTER_HEAD = """\
How the rules of timing fit together is told in [timing.md](timing.md), the red flags in
[red-flags.md](red-flags.md), what the founding documents said and what became of it in
[traceability.md](traceability.md). A clinic may set some numbers for itself:
[file-formats.md](file-formats.md).

Grades: V the source was read and checked, K cited but not re-read, D the project's own choice
(source `PROJECT`). Strength and quality of the evidence for a treatment stand with each option.
"""

SUBJECTS = (
    Subject(
        "Who the pathway is for",
        "Adults with a problem of the neck or the low back. Red flags count for everybody.",
        ("standing",),
    ),
    Subject(
        "Stage and episode",
        "Days since the onset; more than one stage is possible when the onset is not exact. See "
        "[timing.md](timing.md#the-stage-days-since-onset).",
        ("timing", "episodes"),
    ),
    Subject(
        "Care clock",
        "Weeks of conservative care that count. See [timing.md](timing.md#the-care-clock).",
        ("timing", "care", "response"),
        "CARE-",
    ),
    Subject(
        "Surgical window (surgical evaluation)",
        "When surgical evaluation is thought of: at once for red flags, by judgement, or when the "
        "window opens after 6 weeks of active care (`window_care_days`, `window_active_weeks`; "
        "due at `decision_care_days`). The statuses in order stand in "
        "[timing.md](timing.md#surgical-evaluation).",
        ("surgery",),
    ),
    Subject(
        "Imaging",
        "Not routine early, never because of time alone, at once for red flags.",
        ("imaging",),
    ),
    Subject("Next contact", "The earliest day that any rule asks for.", ("contact",)),
    Subject(
        "Forecast and gaps",
        "What changes on which later day, and what is missing.",
        ("forecast", "gaps", "screen", "flaglife"),
    ),
    Subject(
        "Red flags",
        "The level stands before each sentence. Items, regions and accuracy: "
        "[red-flags.md](red-flags.md).",
        ("flags", "flagsigns", "flagmodifiers", "deficits", "flagrules"),
    ),
    Subject(
        "Nerve roots",
        "Which root the findings point to; no percentage is ever shown.",
        ("roots", "rootevidence", "roothomes", "bodyfindings"),
    ),
    Subject(
        "Treatment options",
        "What is offered in which stage, what is locked, and why.",
        ("options", "optionday", "optiongates", "optionbook", "tried"),
    ),
    Subject(
        "Medicines",
        "STOP needs an override with a reason, WARN and INFO are shown.",
        ("prescribing", "prescribingrules", "prescribingbook", "prescription", "medication"),
    ),
    Subject(
        "Heat, cold, manual therapy, traction",
        "Safety of physical care that runs or is planned.",
        ("physical", "physicalbook"),
    ),
)

LOOKING_FOR = (
    ("the surgical window, 6 and 12 weeks of care, decision due", SUBJECTS[3].title),
    ("acute, subacute, chronic; an onset that is not exact; a new episode", SUBJECTS[1].title),
    ("weeks of care that count, pauses, response to care", SUBJECTS[2].title),
    ("imaging, MRI, X-ray", SUBJECTS[4].title),
    ("when to see the patient again", SUBJECTS[5].title),
    ("what changes when; what is missing", SUBJECTS[6].title),
    ("cauda equina, weakness, cord, cancer, infection, fracture, vessels", SUBJECTS[7].title),
    ("which nerve root", SUBJECTS[8].title),
    ("which treatment is offered, why one is locked", SUBJECTS[9].title),
    ("how good the evidence for a treatment is", "Options by region and stage"),
    ("interactions and cautions of medicines (M01 to M49)", SUBJECTS[10].title),
    ("burns, cold injury, manipulation, traction, bed rest", SUBJECTS[11].title),
    ("children, pregnancy, the middle of the back", SUBJECTS[0].title),
    ("a number", "All numbers"),
    ("a source", "All sources"),
)


def anchor(title: str) -> str:
    """Return the anchor that a heading gets on a rendered page."""
    kept = "".join(c for c in title.lower() if c.isalnum() or c in " -")
    return kept.replace(" ", "-")
