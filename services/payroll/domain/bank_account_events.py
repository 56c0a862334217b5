"""The account that a person is paid to: proposed, confirmed by another hand, known to the worker. Part of the entitlement stream.

Class and field names are the storage format: add, never rename. Number and fingerprint are sealed; the fingerprint finds the
same account twice without opening a number, and goes with it when the person is erased.
"""

from dataclasses import replace
from datetime import date
from uuid import UUID

from shared.kernel import AccountFingerprint, BankAccountNumber, record


@record
class BankAccountProposed:
    """By the worker on the phone or by the street; counts once another hand confirmed it."""

    effective: date
    worker_id: UUID
    proposal: UUID
    account: BankAccountNumber
    fingerprint: AccountFingerprint
    bank: str
    proposed_by: str


@record
class BankAccountConfirmed:
    """Paid to from the effective day on. `replaces`: there was another account before; `told`: the worker proposed it himself."""

    effective: date
    worker_id: UUID
    proposal: UUID
    account: BankAccountNumber
    fingerprint: AccountFingerprint
    bank: str
    replaces: bool
    told: bool
    confirmed_by: str


@record
class BankAccountRefused:
    effective: date
    worker_id: UUID
    proposal: UUID
    reason: str
    refused_by: str


@record
class BankAccountAcknowledged:
    """The worker saw that somebody else changed the account, and says that it is his own."""

    effective: date
    worker_id: UUID
    proposal: UUID


@record
class BankAccountDisputed:
    """The worker says that the account is not his own: nothing is paid to it any more."""

    effective: date
    worker_id: UUID
    proposal: UUID


@record
class BankAccountsForgotten:
    """The numbers of these proposals are erased. Effective = day of the decision."""

    effective: date
    worker_id: UUID
    proposals: tuple[UUID, ...]


BankAccountEvent = (
    BankAccountProposed
    | BankAccountConfirmed
    | BankAccountRefused
    | BankAccountAcknowledged
    | BankAccountDisputed
    | BankAccountsForgotten
)


@record
class AccountsKnown:
    """What is held, what waits for another hand, every proposal there was; `ever`: an account was confirmed once."""

    held: BankAccountConfirmed | None = None
    proposed: BankAccountProposed | None = None
    to_acknowledge: bool = False
    proposals: tuple[UUID, ...] = ()
    ever: bool = False


def evolve_accounts(known: AccountsKnown, event: BankAccountEvent) -> AccountsKnown:
    match event:
        case BankAccountProposed(proposal=id):
            return replace(known, proposed=event, proposals=(*known.proposals, id))
        case BankAccountConfirmed():
            waits = event.replaces and not event.told
            return replace(known, held=event, proposed=None, to_acknowledge=waits, ever=True)
        case BankAccountRefused():
            return replace(known, proposed=None)
        case BankAccountAcknowledged():
            return replace(known, to_acknowledge=False)
        case BankAccountDisputed():
            return replace(known, held=None, to_acknowledge=False)
        case BankAccountsForgotten():
            return AccountsKnown()
