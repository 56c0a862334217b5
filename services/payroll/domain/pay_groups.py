"""Pay groups (发薪组): whose people are paid together, and which unit withholds their tax (扣缴义务人) from a month on.

A transfer between two agents begins the accumulation anew. Class and field names of events are the storage format.
"""

from datetime import date
from uuid import UUID

from services.payroll.domain.pay_run import county_of
from services.payroll.domain.policies import Policies
from shared.kernel import NATION, Facts, Region, Rejected, level, record, within
from shared.kernel.derived import derived_id

# Events


@record
class WithholdingAgentNamed:
    """From the month of the effective day `agent` withholds the tax of everybody that `unit` employs."""

    effective: date
    unit: Region
    agent: Region
    document: str
    named_by: str


PayGroupEvent = WithholdingAgentNamed

# State


@record
class PayGroup:
    unit: Region = NATION
    named: tuple[WithholdingAgentNamed, ...] = ()


def evolve(group: PayGroup, event: PayGroupEvent) -> PayGroup:
    return PayGroup(unit=event.unit, named=(*group.named, event))


def pay_group_id(unit: Region) -> UUID:
    return derived_id("payroll.pay-group", unit)


# Commands


@record
class NameWithholdingAgent:
    unit: Region
    agent: Region
    starts: date
    document: str


PayGroupCommand = NameWithholdingAgent

# Decisions


def name_agent(group: PayGroup, command: PayGroupCommand, facts: Facts[Policies]) -> tuple[PayGroupEvent, ...]:
    """The unit itself or its county. What was withheld before stays with whoever withheld it."""
    if not _pays(command.unit):
        raise Rejected("pay-groups.unit", field="/unit")
    if command.agent not in (command.unit, county_of(command.unit)):
        raise Rejected("pay-groups.agent", field="/agent")
    if command.starts.day != 1:
        raise Rejected("pay-groups.not-a-month", field="/starts")
    if not command.document.strip():
        raise Rejected("pay-groups.document", field="/document")
    same = (command.starts, command.agent, command.document)
    if any((n.effective, n.agent, n.document) == same for n in group.named[-1:]):
        return ()
    return (
        WithholdingAgentNamed(
            effective=command.starts, unit=command.unit, agent=command.agent, document=command.document,
            named_by=facts.by,
        ),
    )  # fmt: skip


def _pays(unit: Region) -> bool:
    try:
        return level(unit) in ("city", "county", "street") and within(county_of(unit), unit)
    except ValueError:
        return False
