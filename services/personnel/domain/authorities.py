"""Authority (P-15.1): who may do what in which region, given by one security administrator, confirmed by another."""

from datetime import date
from typing import Final
from uuid import UUID

from services.personnel.domain.authority import (
    Authority,
    GrantConfirmed,
    GrantProposed,
    GrantRefused,
    GrantRevoked,
    Stage,
    founding_id,
)
from services.personnel.domain.governing import GoverningBody, body_of
from services.personnel.domain.policies import Policies
from shared.kernel import NATION, Facts, Region, Rejected, Role, exclude, hands, is_subject, record, same_hand

FOUNDING: Final = "founding-administrator"
SIGNATURES: Final = 2
"""So many people must be left who can give a grant, or nobody ever gives one again."""

# Commands


@record
class ProposeGrant:
    """`held`: the roles that the holder has or is to have by other grants and duties, as the edge found them; `body`: for which
    body he acts, without one the first that by the region's matrix does what the role does.
    """

    grant_id: UUID
    holder: str
    role: Role
    region: Region
    starts: date
    ends: date | None
    basis: str
    held: tuple[Role, ...]
    body: GoverningBody | None = None


@record
class ConfirmGrant:
    """`held` as in ProposeGrant, found anew: somebody else may have given the holder something meanwhile."""

    held: tuple[Role, ...]


@record
class RefuseGrant:
    reason: str


@record
class RevokeGrant:
    """`others`: how many other security administrators are in charge of the grant's region, as the edge found them."""

    reason: str
    others: int = 0


@record
class FoundAuthority:
    """One of the first two security administrators (`number` 1 and 2): asked once for ever, at installation."""

    number: int
    holder: str
    basis: str


AuthorityCommand = ProposeGrant | ConfirmGrant | RefuseGrant | RevokeGrant | FoundAuthority

# Decisions


def propose(authority: Authority, command: ProposeGrant, facts: Facts[Policies]) -> tuple[GrantProposed, ...]:
    if authority.terms is not None:
        if authority.terms == _proposed(command, facts.by, command.body or authority.terms.body):
            return ()
        raise Rejected("authorities.exists")
    if not is_subject(command.holder):
        raise Rejected("authorities.holder", field="/holder")
    _not_own(command.holder, facts.by)
    _days(command, facts.today)
    _has_basis(command.basis)
    if command.role is Role.RESIDENT:
        raise Rejected("authorities.no-office", field="/role")
    _alone(command.role, command.held)
    matrix = facts.policies.authority_matrix.on(max(command.starts, facts.today))
    return (_proposed(command, facts.by, body_of(matrix, command.role, command.body)),)


def confirm(authority: Authority, command: ConfirmGrant, facts: Facts[Policies]) -> tuple[GrantConfirmed, ...]:
    terms = _terms(authority)
    if authority.stage is Stage.IN_FORCE:
        return ()
    if authority.stage is not Stage.PROPOSED:
        raise Rejected("authorities.not-proposed")
    _not_own(terms.holder, facts.by)
    if same_hand(terms.proposed_by, facts.by):
        raise Rejected("authorities.own-proposal")
    if terms.ends is not None and terms.ends < facts.today:
        raise Rejected("authorities.over")
    _alone(terms.role, command.held)
    if terms.body is not None:
        body_of(facts.policies.authority_matrix.on(max(terms.effective, facts.today)), terms.role, terms.body)
    return (_confirmed(terms, facts.by),)


def refuse(authority: Authority, command: RefuseGrant, facts: Facts[Policies]) -> tuple[GrantRefused, ...]:
    terms = _terms(authority)
    if authority.stage is Stage.REFUSED:
        return ()
    if authority.stage is not Stage.PROPOSED:
        raise Rejected("authorities.not-proposed")
    _has_reason(command.reason)
    return (GrantRefused(effective=facts.today, grant_id=terms.grant_id, reason=command.reason, refused_by=facts.by),)


def revoke(authority: Authority, command: RevokeGrant, facts: Facts[Policies]) -> tuple[GrantRevoked, ...]:
    terms = _terms(authority)
    if authority.stage is Stage.REVOKED:
        return ()
    if authority.stage is not Stage.IN_FORCE:
        raise Rejected("authorities.not-in-force")
    _has_reason(command.reason)
    if terms.role is Role.SECURITY_ADMIN and command.others < SIGNATURES:
        raise Rejected("authorities.last-two", needed=SIGNATURES)
    return (
        GrantRevoked(
            effective=facts.today, grant_id=terms.grant_id, holder=terms.holder, role=terms.role, region=terms.region,
            starts=terms.effective, ends=terms.ends, reason=command.reason, revoked_by=facts.by,
        ),
    )  # fmt: skip


def found(authority: Authority, command: FoundAuthority, facts: Facts[Policies]) -> tuple[GrantConfirmed, ...]:
    if authority.terms is not None:
        raise Rejected("authorities.founded")
    if not is_subject(command.holder):
        raise Rejected("authorities.holder", field="/holder")
    _has_basis(command.basis)
    first = GrantProposed(
        effective=facts.today, grant_id=founding_id(command.number), holder=command.holder, role=Role.SECURITY_ADMIN,
        region=NATION, ends=None, basis=command.basis, proposed_by=facts.by, body=None,
    )  # fmt: skip
    return (_confirmed(first, facts.by),)


def _proposed(command: ProposeGrant, by: str, body: GoverningBody | None) -> GrantProposed:
    return GrantProposed(
        effective=command.starts, grant_id=command.grant_id, holder=command.holder, role=command.role,
        region=command.region, ends=command.ends, basis=command.basis, proposed_by=by, body=body,
    )  # fmt: skip


def _terms(authority: Authority) -> GrantProposed:
    if authority.terms is None:
        raise Rejected("authorities.unknown")
    return authority.terms


def _confirmed(terms: GrantProposed, by: str) -> GrantConfirmed:
    return GrantConfirmed(
        effective=terms.effective, grant_id=terms.grant_id, holder=terms.holder, role=terms.role, region=terms.region,
        ends=terms.ends, basis=terms.basis, proposed_by=terms.proposed_by, confirmed_by=by, body=terms.body,
    )  # fmt: skip


def _not_own(holder: str, by: str) -> None:
    if holder in hands(by):
        raise Rejected("authorities.own-grant")


def _days(command: ProposeGrant, today: date) -> None:
    if command.ends is None:
        if command.role is Role.PARTNER:
            raise Rejected("authorities.partner-end", field="/ends")
    elif command.ends < max(command.starts, today):
        raise Rejected("authorities.ends", field="/ends")


def _alone(role: Role, held: tuple[Role, ...]) -> None:
    if exclude((role, *held)):
        raise Rejected("authorities.roles-exclude", field="/role")


def _has_basis(basis: str) -> None:
    if not basis.strip():
        raise Rejected("authorities.basis", field="/basis")


def _has_reason(reason: str) -> None:
    if not reason.strip():
        raise Rejected("authorities.reason", field="/reason")
