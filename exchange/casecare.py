"""What a case file says about care, plans, red flags, decisions and referrals."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Discriminator, Field, Tag, model_validator

from exchange.casetypes import (
    BlockNumber,
    Day,
    DaysPerWeek,
    FlagId,
    LongText,
    Named,
    OptionId,
    Part,
    PlannedCare,
    Text,
    expects,
)
from pathway.facts import (
    BlockKind,
    Care,
    CareKind,
    FlagRecord,
    FlagState,
    Known,
    Outcome,
    Override,
    Plan,
    Referral,
    ReferralKind,
    ReferralState,
    Span,
)
from pathway.finding import ImagingAdvice


class CareCase(Part):
    """Care that was given."""

    kind: CareKind
    name: Text = ""
    dates: list[Day] | None = None
    from_: Day | None = Field(default=None, alias="from")
    to: Day | None = None
    days_per_week: DaysPerWeek | None = None
    outcome: Outcome = "unknown"

    @model_validator(mode="after")
    def _makes_sense(self) -> "CareCase":
        if self.kind == "medicine" and not self.name.strip():
            raise expects("the name of the medicine")
        if self.dates is None:
            self._check_span()
        elif self.from_ or self.to or self.days_per_week or not self.dates:
            raise expects("either dates, at least one, or from and to")
        return self

    def _check_span(self) -> None:
        if self.from_ is None:
            raise expects("either dates or from")
        if self.to is not None and self.to < self.from_:
            raise expects("to on or after from")

    def fact(self) -> Care:
        """Return the care as a fact."""
        return Care(
            kind=self.kind,
            name=self.name,
            dates=tuple(self.dates or ()),
            span=Span(self.from_, self.to) if self.from_ else None,
            days_per_week=self.days_per_week or 7,
            outcome=self.outcome,
        )


class PlanCase(Part):
    """What is about to be given."""

    medicines: list[Named] = Field(default_factory=list)
    care: list[PlannedCare] = Field(default_factory=list)

    def fact(self) -> Plan:
        """Return the plan as a fact."""
        return Plan(tuple(self.medicines), tuple(self.care))


class FlagRecordCase(Part):
    """What people did about a red flag."""

    id: FlagId
    raised_on: Day
    state: FlagState
    on: Day | None = None
    by: Text = ""
    basis: LongText = ""
    called: Known = "unknown"
    arrived: Known = "unknown"

    @model_validator(mode="after")
    def _in_order(self) -> "FlagRecordCase":
        if self.on is None and self.state in {"cleared", "confirmed"}:
            raise expects("on, the day it was cleared or confirmed")
        if self.on is not None and self.on < self.raised_on:
            raise expects("on on or after raised_on")
        return self

    def fact(self) -> FlagRecord:
        """Return the record as a fact."""
        return FlagRecord(**dict(self))


class BlockCase(Part):
    """A week of care that is to be counted otherwise."""

    block: BlockNumber
    as_: BlockKind = Field(alias="as")


class _OverrideCase(Part):
    """A decision that stands above a rule, with who, when and why."""

    on: Day
    by: Named
    reason: Annotated[LongText, Field(pattern=r"\S")]


class CareBlockOverride(_OverrideCase):
    """A week of care is counted otherwise."""

    what: Literal["care_block"]
    value: BlockCase

    def fact(self) -> Override:
        """Return the decision as a fact."""
        block = self.value
        return Override(
            self.what, self.on, self.by, self.reason, block=block.block, block_as=block.as_
        )


class WindowOverride(_OverrideCase):
    """The window for surgical evaluation is opened."""

    what: Literal["surgical_window"]
    value: Literal["open"]

    def fact(self) -> Override:
        """Return the decision as a fact."""
        return Override(self.what, self.on, self.by, self.reason, self.value)


class OptionOverride(_OverrideCase):
    """A treatment option is offered all the same."""

    what: Literal["option"]
    value: OptionId

    def fact(self) -> Override:
        """Return the decision as a fact."""
        return Override(self.what, self.on, self.by, self.reason, self.value)


class ImagingOverride(_OverrideCase):
    """Another advice on imaging is given."""

    what: Literal["imaging"]
    value: ImagingAdvice

    def fact(self) -> Override:
        """Return the decision as a fact."""
        return Override(self.what, self.on, self.by, self.reason, self.value)


def _form_of_override(given: object) -> str | None:
    what = given.get("what") if isinstance(given, dict) else None
    return f"<{what}>" if what in ("care_block", "surgical_window", "option", "imaging") else None


OverrideCase: TypeAlias = Annotated[
    Annotated[CareBlockOverride, Tag("<care_block>")]
    | Annotated[WindowOverride, Tag("<surgical_window>")]
    | Annotated[OptionOverride, Tag("<option>")]
    | Annotated[ImagingOverride, Tag("<imaging>")],
    Discriminator(
        _form_of_override,
        custom_error_type="expected",
        custom_error_message="{what}",
        custom_error_context={
            "what": "an object whose what is care_block, surgical_window, option or imaging"
        },
    ),
]


class ReferralCase(Part):
    """A referral and how far it got."""

    kind: ReferralKind
    on: Day
    state: ReferralState

    def fact(self) -> Referral:
        """Return the referral as a fact."""
        return Referral(self.kind, self.on, self.state)
