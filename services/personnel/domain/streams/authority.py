"""The two streams that say who may what: a grant's, and that of a duty delegated from one."""

from typing import get_args
from uuid import UUID

from services.personnel.domain import authorities, authority, delegations
from services.personnel.domain.authorities import AuthorityCommand
from services.personnel.domain.authority import Authority, AuthorityEvent
from services.personnel.domain.delegations import Delegation, DelegationCommand, DelegationEvent
from services.personnel.domain.policies import Policies
from services.personnel.domain.streams.placed import home
from shared.kernel import Decider, Facts, Reservation, Stream, Take


def _authority(state: Authority, command: AuthorityCommand, facts: Facts[Policies]) -> tuple[AuthorityEvent, ...]:
    match command:
        case authorities.ProposeGrant():
            return authorities.propose(state, command, facts)
        case authorities.ConfirmGrant():
            return authorities.confirm(state, command, facts)
        case authorities.RefuseGrant():
            return authorities.refuse(state, command, facts)
        case authorities.RevokeGrant():
            return authorities.revoke(state, command, facts)
        case authorities.FoundAuthority():
            return authorities.found(state, command, facts)


def _delegation(state: Delegation, command: DelegationCommand, facts: Facts[Policies]) -> tuple[DelegationEvent, ...]:
    match command:
        case delegations.DelegateDuty():
            return delegations.delegate(state, command, facts)
        case delegations.AcceptDuty():
            return delegations.accept(state, command, facts)
        case delegations.EndDelegation():
            return delegations.end(state, command, facts)


def _of_authority(id: UUID, command: AuthorityCommand, event: AuthorityEvent) -> tuple[Reservation, ...]:
    match command:
        case authorities.FoundAuthority(number=number):
            return (Take(kind=authorities.FOUNDING, key=str(number)),)
        case _:
            return ()


AUTHORITY: Stream[Authority, AuthorityCommand, AuthorityEvent, Policies] = Stream(
    type="authority", decider=Decider(initial=Authority(), decide=_authority, evolve=authority.evolve),
    events=get_args(AuthorityEvent), region_of=home, reserves=_of_authority,
)  # fmt: skip
DELEGATION: Stream[Delegation, DelegationCommand, DelegationEvent, Policies] = Stream(
    type="delegation", decider=Decider(initial=Delegation(), decide=_delegation, evolve=delegations.evolve),
    events=get_args(DelegationEvent), region_of=home,
)  # fmt: skip
