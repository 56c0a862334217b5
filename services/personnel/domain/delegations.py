"""Delegated duty: a holder has somebody stand in for him, in writing and for a time; the deputy accepts, both names sign.

Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from services.personnel.domain.authority import Authority, GrantProposed, Stage
from services.personnel.domain.policies import Policies
from shared.kernel import (
    ADMINISTRATORS,
    NATION,
    NO_OFFICE,
    Facts,
    Region,
    Rejected,
    Role,
    exclude,
    hands,
    is_subject,
    record,
)

NOT_DELEGATED: Final = ADMINISTRATORS | NO_OFFICE

# Events


@record
class DutyDelegated:
    """Offered: `principal` is the holder of the grant, `effective` the first day, `ends` the last."""

    effective: date
    delegation_id: UUID
    grant_id: UUID
    principal: str
    deputy: str
    role: Role
    region: Region
    ends: date
    basis: str
    delegated_by: str


@record
class DutyAccepted:
    """The second signature: from now on the deputy may act on the principal's behalf."""

    effective: date
    delegation_id: UUID
    grant_id: UUID
    principal: str
    deputy: str
    role: Role
    region: Region
    ends: date
    basis: str
    delegated_by: str
    accepted_by: str


@record
class DelegationEnded:
    """It gives nothing from the moment it is recorded; `starts` and `ends` say what it would have been."""

    effective: date
    delegation_id: UUID
    grant_id: UUID
    principal: str
    deputy: str
    role: Role
    region: Region
    starts: date
    ends: date
    reason: str
    ended_by: str


DelegationEvent = DutyDelegated | DutyAccepted | DelegationEnded

# State


class Phase(StrEnum):
    UNKNOWN = "UNKNOWN"
    OFFERED = "OFFERED"
    IN_FORCE = "IN_FORCE"
    ENDED = "ENDED"


@record
class Delegation:
    phase: Phase = Phase.UNKNOWN
    offer: DutyDelegated | None = None
    region: Region = NATION


def evolve(delegation: Delegation, event: DelegationEvent) -> Delegation:
    match event:
        case DutyDelegated():
            return Delegation(phase=Phase.OFFERED, offer=event, region=event.region)
        case DutyAccepted():
            return replace(delegation, phase=Phase.IN_FORCE)
        case DelegationEnded():
            return replace(delegation, phase=Phase.ENDED)


# Commands


@record
class DelegateDuty:
    """`grant` is the principal's, `inside` whether the region lies in the grant's today, `held` the roles of the deputy:
    as the edge found them.
    """

    delegation_id: UUID
    deputy: str
    region: Region
    starts: date
    ends: date
    basis: str
    grant: Authority
    inside: bool
    held: tuple[Role, ...]


@record
class AcceptDuty:
    held: tuple[Role, ...]


@record
class EndDelegation:
    """`as_authority`: a security administrator ends it, neither principal nor deputy."""

    reason: str
    as_authority: bool


DelegationCommand = DelegateDuty | AcceptDuty | EndDelegation

# Decisions


def delegate(delegation: Delegation, command: DelegateDuty, facts: Facts[Policies]) -> tuple[DutyDelegated, ...]:
    terms = _own_grant(command.grant, facts)
    offer = DutyDelegated(
        effective=command.starts, delegation_id=command.delegation_id, grant_id=terms.grant_id,
        principal=terms.holder, deputy=command.deputy, role=terms.role, region=command.region, ends=command.ends,
        basis=command.basis, delegated_by=facts.by,
    )  # fmt: skip
    if delegation.offer is not None:
        if delegation.offer == offer:
            return ()
        raise Rejected("delegations.exists")
    if terms.role in NOT_DELEGATED:
        raise Rejected("delegations.not-a-duty")
    if not command.inside:
        raise Rejected("delegations.outside", field="/region")
    if not is_subject(command.deputy) or command.deputy == terms.holder:
        raise Rejected("delegations.deputy", field="/deputy")
    _days(command, terms, facts)
    if not command.basis.strip():
        raise Rejected("delegations.basis", field="/basis")
    _no_administrator(terms.role, command.held)
    return (offer,)


def accept(delegation: Delegation, command: AcceptDuty, facts: Facts[Policies]) -> tuple[DutyAccepted, ...]:
    offer = delegation.offer
    if offer is None or hands(facts.by) != frozenset((offer.deputy,)):
        raise Rejected("delegations.unknown")
    if delegation.phase is Phase.IN_FORCE:
        return ()
    if delegation.phase is not Phase.OFFERED:
        raise Rejected("delegations.ended")
    if offer.ends < facts.today:
        raise Rejected("delegations.over")
    _no_administrator(offer.role, command.held)
    return (
        DutyAccepted(
            effective=offer.effective, delegation_id=offer.delegation_id, grant_id=offer.grant_id,
            principal=offer.principal, deputy=offer.deputy, role=offer.role, region=offer.region, ends=offer.ends,
            basis=offer.basis, delegated_by=offer.delegated_by, accepted_by=facts.by,
        ),
    )  # fmt: skip


def end(delegation: Delegation, command: EndDelegation, facts: Facts[Policies]) -> tuple[DelegationEnded, ...]:
    offer = delegation.offer
    if offer is None or not (command.as_authority or hands(facts.by) <= {offer.principal, offer.deputy}):
        raise Rejected("delegations.unknown")
    if delegation.phase is Phase.ENDED:
        return ()
    if not command.reason.strip():
        raise Rejected("delegations.reason", field="/reason")
    return (
        DelegationEnded(
            effective=facts.today, delegation_id=offer.delegation_id, grant_id=offer.grant_id,
            principal=offer.principal, deputy=offer.deputy, role=offer.role, region=offer.region,
            starts=offer.effective, ends=offer.ends, reason=command.reason, ended_by=facts.by,
        ),
    )  # fmt: skip


def _own_grant(grant: Authority, facts: Facts[Policies]) -> GrantProposed:
    """Only one's own, and nobody passes on what was delegated to him: then two hands would sign."""
    terms = grant.terms
    if terms is None or hands(facts.by) != frozenset((terms.holder,)):
        raise Rejected("delegations.no-such-grant")
    over = terms.ends is not None and terms.ends < facts.today
    if grant.stage is not Stage.IN_FORCE or over:
        raise Rejected("delegations.not-in-force")
    return terms


def _days(command: DelegateDuty, terms: GrantProposed, facts: Facts[Policies]) -> None:
    longest = facts.policies.delegation_longest_days.on(facts.today)
    if command.starts < terms.effective:
        raise Rejected("delegations.starts", field="/starts")
    if command.ends < max(command.starts, facts.today) or (command.ends - command.starts).days >= longest:
        raise Rejected("delegations.ends", field="/ends", longest=longest)
    if terms.ends is not None and command.ends > terms.ends:
        raise Rejected("delegations.beyond-grant", field="/ends", ends=terms.ends)


def _no_administrator(role: Role, held: tuple[Role, ...]) -> None:
    if exclude((role, *held)):
        raise Rejected("delegations.administrator", field="/deputy")
