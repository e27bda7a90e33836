"""Two records side by side: which number stays, what differs, and what comes along."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QLabel, QWidget

from desktop import show
from desktop.pages import options
from desktop.pages.problemform import problem_text
from desktop.widgets.births import birth_text
from desktop.widgets.choice import Choice, ChoiceButtons
from desktop.widgets.form import Form, Row, Section, plain
from desktop.widgets.taborder import tab_in_order
from desktop.words import tr
from pathway.birth import Birth
from pathway.facts import AllergyState, Egfr, Known, Pregnancy, Problem, Sex
from pathway.medical import Medical, Question
from pathway.merging import Choices, MergeEntry, Particular, Which, differing, merged, value_of
from pathway.particulars import nhs_shown
from pathway.person import Identity, Person
from pathway.records import PatientId, ProblemId

MOST_LETTERS = 60
_KEPT: Which = "kept"
ILL: Question = "conditions"
TAKES: Question = "medicines"


@dataclass(frozen=True, slots=True)
class Side:
    """One of two records: its number, what it tells, and its problems."""

    patient_id: PatientId
    number: str
    person: Person
    problems: tuple[tuple[ProblemId, Problem], ...]


class MergeForm(Form):
    """Asks for each thing in which the records differ; nothing is chosen before."""

    def __init__(self, one: Side, other: Side, labels: Mapping[str, str], parent: QWidget) -> None:
        """``labels`` are the names of illnesses by their codes."""
        super().__init__(parent)
        self._labels = labels
        self._one = one
        self._other = other
        self.fields: dict[Particular, ChoiceButtons] = {}
        self._rows: dict[Particular, Row] = {}
        self.add(plain(tr("One person, two records"), self.content, "h1"))
        said = tr(
            "Nothing is deleted: both records stay readable as they were, and Undo (Ctrl+Z) makes "
            "two of them again."
        )
        part = self.section(tr("Which number stays?"), said)
        self.number = ChoiceButtons(
            (Choice("one", _title(one), "1"), Choice("other", _title(other), "2")), self
        )
        self.number_row = part.row(tr("&Number that stays"), self.number, _number_help())
        self._add_differences()
        self._add_united()
        self.setFocusProxy(self.number)
        tab_in_order(self)

    def entry(self) -> MergeEntry:
        """Return what was decided; the form has no problems."""
        kept, other = self._one, self._other
        turned = self.number.value() == "other"
        if turned:
            kept, other = other, kept
        picked = {what: field.value() for what, field in self.fields.items()}
        chosen: Choices = {
            what: "kept" if (value == "one") is not turned else "other"
            for what, value in picked.items()
        }
        return MergeEntry(kept.patient_id, other.patient_id, kept.person, other.person, chosen)

    def show_problems(self) -> bool:
        """Show what is not decided; True when something is not."""
        said = tr("Choose one of the two.")
        rows = [(self.number_row, self.number)]
        rows += [(self._rows[what], field) for what, field in self.fields.items()]
        for row, field in rows:
            row.say_problem("" if field.value() else said)
        return any(row.problem for row, _ in rows)

    def _add_differences(self) -> None:
        found = differing(self._one.person, self._other.person)
        part = self.section(tr("What differs"))
        if not found:
            part.add(plain(tr("Both records tell the same, or only one of them does."), part))
        labels = particular_labels()
        for what in found:
            texts = [value_text(each.person, what) for each in (self._one, self._other)]
            choices = tuple(
                Choice(code, _short(text), key, text)
                for code, key, text in zip(("one", "other"), "12", texts, strict=True)
            )
            field = ChoiceButtons(choices, self)
            self.fields[what] = field
            self._rows[what] = part.row(labels[what], field)

    def _add_united(self) -> None:
        one, other = self._one, self._other
        chosen = dict.fromkeys(differing(one.person, other.person), _KEPT)
        medical = merged(one.person, other.person, chosen).medical
        part = self.section(
            tr("What is united"), tr("Of these lists nothing is dropped, whatever is chosen above.")
        )
        for label, text in _lists(medical, self._labels):
            part.row(label, _value(text, part))
        come = self.section(tr("What comes along"), tr("With visits, care, prints and drafts."))
        for side in (one, other):
            words = "\n".join(problem_text(problem) for _, problem in side.problems)
            come.row(side.number, _value(words or tr("No problem"), come))


def _value(text: str, part: Section) -> QLabel:
    label = plain(text, part)
    label.setContentsMargins(0, 4, 0, 0)
    return label


def _lists(medical: Medical, labels: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    medicines = [
        tr("{name} (until {day})").format(name=it.name, day=show.day(it.stopped))
        if it.stopped
        else it.name
        for it in medical.medicines
    ]
    ill = sorted(labels.get(code, code) for code in medical.conditions)
    return (
        (tr("Allergies"), ", ".join(medical.allergies) or _no_allergies(medical.allergy_state)),
        (tr("Illnesses"), ", ".join((*ill, *medical.other_conditions)) or _none(medical, ILL)),
        (tr("Medicines"), ", ".join(medicines) or _none(medical, TAKES)),
    )


def _no_allergies(state: AllergyState) -> str:
    found = (it.label for it in options.allergy_states() if it.code == state)
    return next(found, tr("Allergies not recorded"))


def _none(medical: Medical, question: Question) -> str:
    why = medical.why_blank(question)
    words = {"none_known": tr("None known"), "cannot_say": tr("Cannot say")}
    return words[why] if why else tr("Not asked")


def _title(side: Side) -> str:
    who = side.person.who
    name = show.name(who.family_name, who.given_name) if who else ""
    return f"{side.number} · {name}"


def _number_help() -> str:
    return tr("Prints show this number. The other one still finds the patient.")


def _short(text: str) -> str:
    return text if len(text) <= MOST_LETTERS else f"{text[: MOST_LETTERS - 1]}…"


def particular_labels() -> dict[Particular, str]:
    """Return what each thing is called that two records can tell differently."""
    return {
        "names": tr("Name"),
        "birth": tr("Born"),
        "sex": tr("Gender"),
        "preferred_name": tr("Likes to be called"),
        "nhs_number": tr("NHS number"),
        "phone": tr("Telephone"),
        "address": tr("Address or village"),
        "language": tr("Language of letters"),
        "spoken_language": tr("Spoken language"),
        "interpreter": tr("Interpreter"),
        "contact": tr("Contact person"),
        "egfr": tr("Kidney function (eGFR)"),
        "weight": tr("Weight"),
        "pregnancy": tr("Pregnancy"),
        "breastfeeding": tr("Breastfeeding"),
        "smoker": tr("Smoker"),
    }


def value_text(person: Person, what: Particular) -> str:
    """Return what a record tells of one thing, in words."""
    value = value_of(person, what)
    if person.who is not None and what in {"names", "birth"}:
        return _who_text(person.who, what)
    if isinstance(value, Egfr):
        return f"{show.quantity(value.value, 'mL/min/1.73 m²')} · {show.day(value.on)}"
    if isinstance(value, Pregnancy):
        return _pregnancy_text(value)
    if isinstance(value, float | int):
        return show.quantity(value, "kg")
    parts = value if isinstance(value, tuple) else (value,)
    return _told_text(what, tuple(str(part) for part in parts))


def _who_text(who: Identity, what: Particular) -> str:
    if what == "names":
        return show.name(who.family_name, who.given_name)
    return birth_text(Birth(who.birth_date, who.birth_known, who.birth_told_on))


def _told_text(what: Particular, parts: tuple[str, ...]) -> str:
    text = ", ".join(part for part in parts if part)
    if what == "sex":
        return show.sex(cast(Sex, text))
    if what == "nhs_number":
        return nhs_shown(text)
    if what == "language":
        return _language(text)
    known: dict[str, str] = {"yes": tr("Yes"), "no": tr("No")}
    return known.get(cast(Known, text), " ".join(text.split()))


def _language(code: str) -> str:
    """Return the name of a language by its code, also of one that no page offers."""
    named = next((it.label for it in options.languages() if it.code == code), "")
    known = QLocale.codeToLanguage(code)
    if named or known in {QLocale.Language.AnyLanguage, QLocale.Language.C}:
        return named or code
    return QLocale.languageToString(known)


def _pregnancy_text(value: Pregnancy) -> str:
    words = {"yes": tr("Yes"), "no": tr("No"), "not_applicable": tr("Does not apply")}
    said = words.get(value.status, tr("Not Known"))
    if value.weeks is not None:
        said = f"{said} · {tr('{weeks} weeks').format(weeks=value.weeks)}"
    return f"{said} · {show.day(value.on)}" if value.on else said
