"""The nerve root that the findings point to, for the plan: in words, never as a number."""

from collections.abc import Iterator, Mapping
from typing import Final

from desktop.findingwords import side_words
from desktop.models.findings import Conclusion, told
from desktop.packwords import PackWords
from desktop.words import tr
from pathway.advice import Root, Roots
from pathway.finding import Input, Reason
from pathway.guidelines import Guidelines

_JOINER: Final = "\u2060"
_ONE_KIND: Final = "ROOT-ONE-KIND"
_THORACIC: Final = "ROOT-THORACIC"
_LISTED: Final = "ROOT-LISTED"
_LUNG_APEX: Final = "ROOT-LUNG-APEX"


def nerve_root(roots: Roots, guidelines: Guidelines, words: PackWords) -> Conclusion:
    """Return the ranking as one conclusion, with findings for and against the roots it names."""
    not_ranked = roots.rank_class == "not_ranked"
    return Conclusion(
        tr("Suspected nerve root"),
        _headline(roots),
        tuple(_lines(roots, guidelines, words)),
        tr("Look further") if not_ranked else "",
        "warn",
        "warn" if not_ranked else "plain",
        told(roots.because, words),
    )


def _headline(roots: Roots) -> str:
    if roots.rank_class == "not_ranked":
        return tr("Not ranked: look for cauda equina, myelopathy, polyneuropathy")
    if roots.rank_class == "none":
        no_table = _reason(roots, _THORACIC)
        return (
            tr("Not ranked in the middle of the back") if no_table else tr("No localising finding")
        )
    said = _sureness(roots).format(first=roots.named[0], second=roots.named[-1])
    return (
        tr("{root}, {side}").format(root=said, side=side_words(roots.side)) if roots.side else said
    )


def _sureness(roots: Roots) -> str:
    if len(roots.named) > 1:
        return tr("{first} or {second}")
    return tr("Points to {first}") if roots.rank_class == "clear" else tr("Perhaps {first}")


def _lines(roots: Roots, guidelines: Guidelines, words: PackWords) -> Iterator[str]:
    named = roots.named
    for root in named:
        yield from _findings(tr("For {root}: {findings}"), root, roots.favouring, words)
    for root in named:
        yield from _findings(tr("Against {root}: {findings}"), root, roots.against, words)
    if roots.rank_class == "not_ranked":
        yield tr("Found: {findings}").format(findings=_all_found(roots, words))
    else:
        yield from _beside(roots, words)
    if named:
        yield " ".join(said for root in named for said in _disc(root, guidelines))
        yield words.caveat("root")


def _all_found(roots: Roots, words: PackWords) -> str:
    """Every finding that some reason names, once; what a reason concludes has no day."""
    reads = (read for reason in roots.because for read in reason.inputs if read.on)
    return "; ".join(words.finding(read, has_side=True) for read in dict.fromkeys(reads))


def _beside(roots: Roots, words: PackWords) -> Iterator[str]:
    """What the ranking leaves out: one kind only, findings not counted, kinds not examined."""
    one_kind, listed, apex = (_reason(roots, rule) for rule in (_ONE_KIND, _LISTED, _LUNG_APEX))
    if one_kind:
        yield tr("Only one kind of finding speaks for it.")
    if listed:
        found = "; ".join(words.finding(read, has_side=True) for read in listed.inputs)
        yield tr("Found too, not counted: {findings}").format(findings=found)
    missing = roots.because[0].missing
    if missing:
        kinds = {
            "pain_map": tr("where the pain is felt"),
            "sensation": tr("sensation"),
            "power": tr("muscle power"),
            "reflex": tr("reflexes"),
        }
        names = ", ".join(kinds[code] for code in missing)
        yield tr("Not recorded so far: {names}").format(names=names)
    if apex:
        yield words.sentence(apex)


def _findings(
    pattern: str, root: Root, found: Mapping[Root, tuple[Input, ...]] | None, words: PackWords
) -> Iterator[str]:
    inputs = (found or {}).get(root, ())
    if inputs:
        named = "; ".join(words.finding(read) for read in inputs)
        yield pattern.format(root=root, findings=named)


def _disc(root: Root, guidelines: Guidelines) -> Iterator[str]:
    disc = guidelines.roots.discs.get(root)
    if disc is None:
        return
    said = tr("{root} often corresponds to the disc {disc}").format(
        root=root, disc=_unbroken(disc.usual)
    )
    if disc.far_out:
        far_out = _unbroken(disc.far_out)
        said = tr("{said}; farther out to the side to {disc}").format(said=said, disc=far_out)
    yield tr("{said}.").format(said=said)


def _unbroken(disc: str) -> str:
    """The name of a disc, kept on one line: L4/5."""
    return disc.replace("/", f"{_JOINER}/{_JOINER}")


def _reason(roots: Roots, rule: str) -> Reason | None:
    return next((reason for reason in roots.because if reason.rule == rule), None)
