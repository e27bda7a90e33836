"""Sources and limits: for whom the advice is, what it rests on, and who stands behind that."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from desktop import show
from desktop.packs import own_pack
from desktop.packwords import own_numbers
from desktop.pages.sidepage import SidePage
from desktop.selfcheck import SELF_CHECK
from desktop.widgets.form import Section, chip, heading, muted, plain
from desktop.widgets.slices import Slices
from desktop.words import language, tr
from pathway.guidelines import Guidelines, Provenance, Source
from resources import source_words


class _Said:
    """What a pack says of its sources in the language of the screen, else in its own English."""

    def __init__(self, tables: Mapping[str, object]) -> None:
        self._tables = tables

    def of(self, table: str, key: str, english: str) -> str:
        """Return one text."""
        words = self._tables.get(table)
        return str(words.get(key, english)) if isinstance(words, Mapping) else english

    def source(self, one: Source) -> Source:
        """Return a source in these words."""
        return replace(
            one,
            title=self.of("source", one.id, one.title),
            note=self.of("source_note", one.id, one.note),
            review=self.of("source_review", one.id, one.review),
        )

    def founder(self, one: Provenance) -> Provenance:
        """Return where a founding document comes from, in these words."""
        return replace(
            one,
            publisher=self.of("founder_publisher", one.source, one.publisher),
            written_by=self.of("founder_written_by", one.source, one.written_by),
            review=self.of("founder_review", one.source, one.review),
            interest=self.of("founder_interest", one.source, one.interest),
            never_shown=self.of("founder_never_shown", one.source, one.never_shown),
        )


class SourcesPage(SidePage):
    """Says all of it, source by source; without an open clinic of the pack of the program."""

    def __init__(self, guidelines: Guidelines | None, parent: QWidget) -> None:
        super().__init__(tr("Sources and limits"), parent)
        pack = guidelines or own_pack()
        said = _Said(source_words(language(), pack.id))
        self._say("", (tr("For whom it is"), _for_whom()), (tr("What it does not do"), _limits()))
        self._add_pack(pack, said.of("pack", "title", pack.title))
        founders = self.form.section(
            tr("The two documents it began with"),
            tr("What is known of who made them, and with which interest."),
        )
        sources = self.form.section(
            tr("Sources"), tr("“Not re-read” means: cited, and not held against the source again.")
        )
        self._left: list[Callable[[], None]] = [
            *(
                partial(
                    _add_provenance,
                    founders,
                    said.founder(one),
                    said.source(pack.sources[one.source]),
                )
                for one in pack.provenance
            ),
            *(partial(_add_source, sources, said.source(one)) for one in pack.sources.values()),
        ]
        Slices((self,), self).start()

    @property
    def has_more(self) -> bool:
        """Whether some sources are still to be shown."""
        return bool(self._left)

    def make_next(self) -> None:
        """Show the next source."""
        self._left.pop(0)()

    def _say(self, title: str, *parts: tuple[str, tuple[str, ...]]) -> Section:
        section = self.form.section(title)
        for name, lines in parts:
            section.add(heading(name, section, 2))
            for line in lines:
                section.add(plain(line, section))
        return section

    def _add_pack(self, pack: Guidelines, title: str) -> None:
        section = self.form.section(tr("The guideline pack"))
        section.add(_marks(pack, section))
        section.add(plain(title, section))
        said = tr("{id}, version {version}. Issued {issued}, to be reviewed by {review}.").format(
            id=pack.id,
            version=pack.version,
            issued=show.day(pack.issued_on),
            review=show.day(pack.review_on),
        )
        section.add(plain(said, section))
        own = own_numbers(pack).strip()
        section.add(plain(own or tr("This clinic has set no numbers of its own."), section))
        section.add(
            muted(
                tr(
                    "A newer pack comes as files, for example on a stick, and is checked and "
                    "compared with this one before anybody adopts it."
                ),
                section,
            )
        )


def _marks(pack: Guidelines, section: QWidget) -> QWidget:
    from desktop.widgets.flow import flow

    is_sound = SELF_CHECK.verdict().is_sound
    return flow(
        section,
        chip(tr("Signed off by clinicians"), "ok", section)
        if pack.signed_off
        else chip(tr("Not yet signed off by clinicians"), "warn", section),
        chip(tr("Unaltered"), "ok", section)
        if is_sound
        else chip(tr("Altered: no advice is given"), "danger", section),
    )


def _for_whom() -> tuple[str, ...]:
    return (
        tr(
            "Adults with a pinched nerve in the neck or the low back, with first contact and in "
            "rural care."
        ),
        tr(
            "Not for children, not for injuries, not for the middle of the back. For these only "
            "the danger signs and the emergency letter serve."
        ),
    )


def _limits() -> tuple[str, ...]:
    return (
        tr("It supports your judgement and never replaces it: it suggests, and says why."),
        tr(
            "It gives no probability for one person. Numbers are those of groups in studies, most "
            "of them of low back pain in general."
        ),
        tr("It makes no diagnosis and reads no pictures. What was not recorded it does not know."),
        tr("It watches nobody: no alarm sounds, and lists tell only when somebody opens them."),
    )


def _add_provenance(section: Section, one: Provenance, source: Source) -> None:
    section.add(heading(source.title, section, 3))
    traced = tr("{found} of {cited} references can be traced").format(
        found=one.references_found, cited=one.references_cited
    )
    for label, said in (
        (tr("Publisher"), one.publisher),
        (tr("Written by"), one.written_by),
        (tr("Review"), one.review),
        (tr("Interest"), one.interest),
        (tr("References"), traced if one.references_cited else tr("None")),
        (tr("Never shown"), one.never_shown),
    ):
        section.row(label, plain(said, section))


def _add_source(section: Section, source: Source) -> None:
    section.add(plain(source.title, section))
    checked = {
        "V": tr("Read"),
        "K": tr("Not re-read"),
        "D": tr("The project's own choice"),
    }
    told = (source.id, checked[source.verified], source.note, source.review)
    section.add(muted(" · ".join(part for part in told if part), section))
