"""The words of a guideline pack beside its sentences: questions, short names, sources."""

from collections.abc import Mapping
from typing import Final

from desktop import show
from desktop.findingwords import finding_words, place_words, sided_finding_words
from desktop.reasons import MEDICINES, RuleWords, shown
from desktop.words import tr
from pathway.catalogue import Catalogue
from pathway.finding import Input, Reason
from pathway.guidelines import Guidelines

BETWEEN: Final = ", "


def own_numbers(guidelines: Guidelines) -> str:
    """Return the thresholds that the clinic set for itself, each with who, when and why."""
    return "".join(
        " "
        + tr(
            "The clinic's own limit: {name} {value} in place of {pack} ({who}, {day}: {why})."
        ).format(
            name=shown(own.name),
            value=own.value,
            pack=own.pack_value,
            who=own.who,
            day=show.day(own.on),
            why=own.why,
        )
        for own in guidelines.overrides
    )


class PackWords:
    """How the pack, the catalogue and the rules call things, in the language of the screen."""

    def __init__(
        self,
        tables: Mapping[str, object],
        rules: RuleWords,
        catalogue: Catalogue,
        guidelines: Guidelines,
    ) -> None:
        self._rules = rules
        self.medicine = rules.medicine
        self._catalogue = catalogue
        self._guidelines = guidelines
        self._tables: dict[str, dict[str, str]] = {}
        for table in tables.values():
            if isinstance(table, Mapping):
                self._take(table)

    def question(self, flag: str) -> str:
        """Return the question of a red-flag item."""
        return self._said("questions", flag) or self.short(flag)

    def help(self, flag: str) -> str:
        """Return what to look for when a red-flag item is asked."""
        return self._said("help", flag)

    def short(self, flag: str) -> str:
        """Return a red-flag item in a few words."""
        return self._said("short", flag) or flag

    def group(self, id: str) -> str:  # noqa: A002
        """Return the heading of a group of red-flag questions."""
        return self._said("groups", id) or shown(id)

    def gap(self, missing: str) -> str:
        """Return something that is not known, in words."""
        return self._said("gap", missing) or self.thing(missing)

    def conclusion(self, code: str) -> str:
        """Return a conclusion that something could change, in words."""
        return self._said("conclusion", code) or shown(code)

    def option(self, id: str) -> str:  # noqa: A002
        """Return how a treatment option is called."""
        return self._said("option", id) or shown(id)

    def evidence(self, kind: str, code: str) -> str:
        """Return strength, quality, effect or population of the evidence; "" when not known."""
        return self._said(f"evidence_{kind}", code)

    def conflict(self, id: str, part: str = "shown") -> str:  # noqa: A002
        """Return how sources disagree: its topic, what the founding documents say, what others."""
        return self._said(f"conflict_{part}", id)

    def choice(self, part: str, code: str) -> str:
        """Return the words of the decision card: of its ways, its rows, whom it is about."""
        return self._said(f"choice_{part}", code)

    def caveat(self, code: str) -> str:
        """Return a limit of what can be concluded, "" when the pack has no words for it."""
        return self._said("caveat", code)

    def finding(self, given: Input, *, has_side: bool = False) -> str:
        """Return a finding of the body in a few words, without its day, with its side if wanted."""
        said = sided_finding_words if has_side else finding_words
        return said(given, self._catalogue) or self.value(given)

    def sentence(self, reason: Reason) -> str:
        """Return why something was concluded."""
        return self._rules.sentence(reason)

    def thing(self, code: str) -> str:
        """Return how an input of a rule is called: a red flag, a finding, or a plain word."""
        flag = code.removeprefix("flag.")
        if flag.startswith("RF-"):
            return f"{self.short(flag)} ({flag})" if self.short(flag) != flag else flag
        if code in self._catalogue.items:
            return self._catalogue.item(code).label
        return (
            self._said("fact", code)
            or place_words(code, self._catalogue)
            or shown(code).replace(".", " ")
        )

    def value(self, given: Input) -> str:
        """Return what a rule read, with its day: ``pain.limb``, "6", a date → one line."""
        said = sided_finding_words(given, self._catalogue)
        if not said:
            told = BETWEEN.join(self._code(given.what, one) for one in given.value.split(BETWEEN))
            said = f"{_capital(self.thing(given.what))}: {told or tr('not recorded')}"
        if given.on is None or given.on.isoformat() == given.value:
            return said
        return tr("{what}, recorded {day}").format(what=said, day=show.day(given.on))

    def source(self, id: str) -> str:  # noqa: A002
        """Return the title and year of a source, or its id when the pack does not list it."""
        source = self._guidelines.sources.get(id)
        if source is None:
            return id
        has_year = source.year is None or str(source.year) in source.title
        year = "" if has_year else f" ({source.year})"
        said = f"{self._said('source', id) or source.title}{year}"
        return f"{said} · {tr('cited, not re-read')}" if source.verified == "K" else said

    def _code(self, what: str, code: str) -> str:
        """Return one value that a rule read: a flag, a choice, a place of the body, a word."""
        if code.startswith("RF-"):
            return self.thing(code)
        if what in MEDICINES:
            code = self.medicine(code)
        items = self._catalogue.items
        known, named = items.get(what), items.get(f"{what}.{code}")
        chosen = known.choice_label(code) if known else code
        if chosen != code:
            return chosen.lower()
        said = self._said("code", code) or place_words(code, self._catalogue)
        return said or (named.label if named else shown(code))

    def _take(self, table: Mapping[str, object]) -> None:
        for name, words in table.items():
            if isinstance(words, Mapping):
                kept = self._tables.setdefault(str(name), {})
                kept.update({str(code): str(text) for code, text in words.items()})

    def _said(self, table: str, code: str) -> str:
        return self._tables.get(table, {}).get(code, "")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
