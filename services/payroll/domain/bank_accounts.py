"""Bank accounts (工资卡): a change of account is the classic fraud on a payroll, so whoever proposes never confirms, the worker is
told of every change that was not his own doing, and the first payment to a new account is named before it is made.
"""

from uuid import UUID

from services.payroll.domain.bank_account_events import (
    BankAccountAcknowledged,
    BankAccountConfirmed,
    BankAccountDisputed,
    BankAccountEvent,
    BankAccountProposed,
    BankAccountRefused,
    BankAccountsForgotten,
)
from services.payroll.domain.entitlement import Entitlement
from services.payroll.domain.order_events import OrderPayeesForgotten
from services.payroll.domain.policies import Policies
from shared.kernel import AccountFingerprint, BankAccountNumber, Facts, Rejected, record, same_hand

# Commands


@record
class ProposeAccount:
    """Number and fingerprint as the edge sealed them. `held`: it is the account that is paid to already."""

    proposal: UUID
    account: BankAccountNumber
    fingerprint: AccountFingerprint
    bank: str
    held: bool = False


@record
class ConfirmAccount:
    proposal: UUID


@record
class RefuseAccount:
    proposal: UUID
    reason: str


@record
class AnswerForAccount:
    """The worker's word on a change that somebody else proposed."""

    proposal: UUID
    mine: bool


@record
class ForgetAccounts:
    """The key of the purpose `pay` is destroyed."""


AccountCommand = ProposeAccount | ConfirmAccount | RefuseAccount | AnswerForAccount | ForgetAccounts

# Decisions


def decide(
    entitlement: Entitlement, command: AccountCommand, facts: Facts[Policies]
) -> tuple[BankAccountEvent | OrderPayeesForgotten, ...]:
    worker = entitlement.worker_id
    if isinstance(command, ForgetAccounts):
        return _forget(entitlement, facts)
    if worker is None:
        raise Rejected("accounts.worker-unknown")
    match command:
        case ProposeAccount():
            return _propose(entitlement, worker, command, facts)
        case ConfirmAccount():
            return _confirm(entitlement, worker, command, facts)
        case RefuseAccount():
            return _refuse(entitlement, worker, command, facts)
        case AnswerForAccount():
            return _answer(entitlement, worker, command, facts)


def _propose(
    entitlement: Entitlement, worker: UUID, command: ProposeAccount, facts: Facts[Policies]
) -> tuple[BankAccountEvent, ...]:
    if entitlement.forgotten:
        raise Rejected("accounts.worker-unknown")
    if command.held or command.proposal in entitlement.accounts.proposals:
        return ()
    return (
        BankAccountProposed(
            effective=facts.today, worker_id=worker, proposal=command.proposal, account=command.account,
            fingerprint=command.fingerprint, bank=command.bank, proposed_by=facts.by,
        ),
    )  # fmt: skip


def _open(entitlement: Entitlement, proposal: UUID) -> BankAccountProposed:
    found = entitlement.accounts.proposed
    if found is None or found.proposal != proposal:
        raise Rejected("accounts.not-proposed", field="/proposal")
    return found


def _confirm(
    entitlement: Entitlement, worker: UUID, command: ConfirmAccount, facts: Facts[Policies]
) -> tuple[BankAccountEvent, ...]:
    """Neither whoever proposed it, nor the one who would be paid to it."""
    held = entitlement.accounts.held
    if held is not None and held.proposal == command.proposal:
        return ()
    found = _open(entitlement, command.proposal)
    if same_hand(found.proposed_by, facts.by) or same_hand(str(worker), facts.by):
        raise Rejected("accounts.own-proposal")
    return (
        BankAccountConfirmed(
            effective=facts.today, worker_id=worker, proposal=found.proposal, account=found.account,
            fingerprint=found.fingerprint, bank=found.bank, replaces=entitlement.accounts.ever,
            told=same_hand(found.proposed_by, str(worker)), confirmed_by=facts.by,
        ),
    )  # fmt: skip


def _refuse(
    entitlement: Entitlement, worker: UUID, command: RefuseAccount, facts: Facts[Policies]
) -> tuple[BankAccountEvent, ...]:
    found = _open(entitlement, command.proposal)
    if not command.reason.strip():
        raise Rejected("accounts.reason", field="/reason")
    return (
        BankAccountRefused(
            effective=facts.today, worker_id=worker, proposal=found.proposal, reason=command.reason, refused_by=facts.by
        ),
    )


def _answer(
    entitlement: Entitlement, worker: UUID, command: AnswerForAccount, facts: Facts[Policies]
) -> tuple[BankAccountEvent, ...]:
    held = entitlement.accounts.held
    if held is None or held.proposal != command.proposal:
        raise Rejected("accounts.not-held", field="/proposal")
    if not command.mine:
        return (BankAccountDisputed(effective=facts.today, worker_id=worker, proposal=held.proposal),)
    if not entitlement.accounts.to_acknowledge:
        return ()
    return (BankAccountAcknowledged(effective=facts.today, worker_id=worker, proposal=held.proposal),)


def _forget(
    entitlement: Entitlement, facts: Facts[Policies]
) -> tuple[BankAccountsForgotten | OrderPayeesForgotten, ...]:
    """The numbers of the person's own accounts, and those of whoever was paid out of the wages by order."""
    worker, own, payees = entitlement.worker_id, entitlement.accounts.proposals, entitlement.payees
    if worker is None:
        return ()
    accounts = (BankAccountsForgotten(effective=facts.today, worker_id=worker, proposals=own),) if own else ()
    others = (OrderPayeesForgotten(effective=facts.today, worker_id=worker, payees=payees),) if payees else ()
    return *accounts, *others
