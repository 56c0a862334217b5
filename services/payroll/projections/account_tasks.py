"""What waits for somebody about an account: another hand, the worker's word, a dispute."""

from typing import Any, Final

from services.payroll.domain.bank_account_events import (
    BankAccountAcknowledged,
    BankAccountConfirmed,
    BankAccountDisputed,
    BankAccountEvent,
    BankAccountProposed,
    BankAccountRefused,
    BankAccountsForgotten,
)
from shared.kernel import Recorded
from shared.readmodel import RowChange
from shared.readmodel.tasks import settled, waits

CONFIRMATION: Final = "account-confirmation"
NOTICE: Final = "account-notice"
DISPUTED: Final = "account-disputed"


def about_account(recorded: Recorded[Any], event: BankAccountEvent) -> tuple[RowChange, ...]:
    """Each proposal waits for another hand; a change that was not the worker's own doing until he said it is his; an account that
    he denies until there is another."""
    match event:
        case BankAccountProposed(proposed_by=by):
            return (waits(recorded, CONFIRMATION, made_by=by),)
        case BankAccountRefused():
            return settled(recorded, CONFIRMATION)
        case BankAccountConfirmed(replaces=replaces, told=told):
            done = settled(recorded, CONFIRMATION, DISPUTED)
            return (*done, waits(recorded, NOTICE)) if replaces and not told else (*done, *settled(recorded, NOTICE))
        case BankAccountAcknowledged():
            return settled(recorded, NOTICE)
        case BankAccountDisputed():
            return (*settled(recorded, NOTICE), waits(recorded, DISPUTED))
        case BankAccountsForgotten():
            return settled(recorded, CONFIRMATION, NOTICE, DISPUTED)
