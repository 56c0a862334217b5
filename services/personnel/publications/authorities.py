"""Grants and delegated duties: told when they come into force and when they go out of it."""

from datetime import date

from services.personnel.domain.authority import (
    AuthorityEvent,
    GrantConfirmed,
    GrantProposed,
    GrantRefused,
    GrantRevoked,
)
from services.personnel.domain.delegations import DelegationEnded, DelegationEvent, DutyAccepted, DutyDelegated
from shared.published import Published
from shared.published.personnel.authorities import AuthorityChangedV1


def publish(event: AuthorityEvent | DelegationEvent) -> Published | None:
    match event:
        case GrantConfirmed():
            return _grant(event, event.effective, in_force=True)
        case GrantRevoked():
            return _grant(event, event.starts, in_force=False)
        case DutyAccepted():
            return _duty(event, event.effective, in_force=True)
        case DelegationEnded():
            return _duty(event, event.starts, in_force=False)
        case GrantProposed() | GrantRefused() | DutyDelegated():
            return None


def _grant(event: GrantConfirmed | GrantRevoked, starts: date, *, in_force: bool) -> AuthorityChangedV1:
    return AuthorityChangedV1(
        grant_id=event.grant_id, holder=event.holder, role=event.role.value, region=event.region, starts=starts,
        ends=event.ends, in_force=in_force, principal=None, underlying=None,
    )  # fmt: skip


def _duty(event: DutyAccepted | DelegationEnded, starts: date, *, in_force: bool) -> AuthorityChangedV1:
    return AuthorityChangedV1(
        grant_id=event.delegation_id, holder=event.deputy, role=event.role.value, region=event.region, starts=starts,
        ends=event.ends, in_force=in_force, principal=event.principal, underlying=event.grant_id,
    )  # fmt: skip
