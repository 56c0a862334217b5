"""Bank accounts over HTTP: the worker on the phone or the street proposes, another hand confirms; numbers are masked."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException

from services.payroll.domain.account_numbers import account_number, bank_name
from services.payroll.domain.bank_accounts import AnswerForAccount, ConfirmAccount, ProposeAccount, RefuseAccount
from services.payroll.domain.entitlement import Entitlement
from services.payroll.domain.streams import ENTITLEMENT
from services.payroll.projections import bank_accounts, entitlements
from services.payroll.rights import CONFIRM_ACCOUNTS, OWN_ACCOUNT, PROPOSE_ACCOUNTS
from services.payroll.routes.bonuses import own_id
from shared.handling import Receipt
from shared.kernel import Region, Sealed, record
from shared.web.asked import Asked
from shared.web.disclosure import Personal, used
from shared.web.handles import Handle, Reading, handler, reader

NUMBER, FINGERPRINT = "payroll.entitlement.bank_account", "payroll.bank.fingerprint"

router = APIRouter(prefix="/workers/{worker_id}/bank-accounts", tags=["bank accounts"])
own = APIRouter(prefix="/my/bank-accounts", tags=["bank accounts"])
Clerk = Annotated[Handle, Depends(handler(ENTITLEMENT, may=PROPOSE_ACCOUNTS))]
Checker = Annotated[Handle, Depends(handler(ENTITLEMENT, may=CONFIRM_ACCOUNTS))]
Own = Annotated[Handle, Depends(handler(ENTITLEMENT, may=OWN_ACCOUNT))]
Reader = Annotated[Reading, Depends(reader(may=CONFIRM_ACCOUNTS))]
OwnReader = Annotated[Reading, Depends(reader(may=OWN_ACCOUNT))]


@record
class NewAccount:
    """Number of a card or passbook, and the bank with its branch."""

    account: str
    bank: str


@record
class AccountConfirmed:
    """Nothing is said: the account is the one that was seen on paper."""


@record
class AccountRefused:
    reason: str


@record
class AccountAnswer:
    """`mine`: the account that somebody else entered is the caller's own."""

    mine: bool


@record
class ShownAccount:
    """`state`: PROPOSED, CONFIRMED, REFUSED, DISPUTED, FORGOTTEN; the latest confirmed one is paid to, from `effective` on."""

    proposal: UUID
    worker_id: UUID
    state: str
    bank_account: str | None
    bank: str
    proposed_on: date
    proposed_by: str
    effective: date | None
    confirmed_by: str | None
    reason: str | None


_SHOWN = (
    "proposal", "worker_id", "state", "bank", "proposed_on", "proposed_by", "effective", "confirmed_by", "reason",
)  # fmt: skip


@router.post("", status_code=201, operation_id="propose_account")
async def propose(worker_id: UUID, command: Asked[NewAccount], handle: Clerk) -> Receipt:
    """Enter a person's account; it is paid to once another hand confirmed it."""
    await handle.find(worker_id)
    return await handle(worker_id, await _proposal(worker_id, command, handle))


@router.post("/{proposal}/confirmations", status_code=201, operation_id="confirm_account")
async def confirm(worker_id: UUID, proposal: UUID, command: Asked[AccountConfirmed], handle: Checker) -> Receipt:
    """Confirm a proposed account, by neither who proposed it nor the payee. The body is an empty object."""
    return await handle(worker_id, ConfirmAccount(proposal=proposal))


@router.post("/{proposal}/refusals", status_code=201, operation_id="refuse_account")
async def refuse(worker_id: UUID, proposal: UUID, command: Asked[AccountRefused], handle: Checker) -> Receipt:
    """Refuse a proposed account; what was paid to before stays."""
    return await handle(worker_id, RefuseAccount(proposal=proposal, reason=command.reason))


@router.get("", operation_id="list_accounts")
async def listed(worker_id: UUID, reader: Reader) -> list[ShownAccount]:
    """A person's accounts, masked; in clear for the stated purpose of paying."""
    async with reader.reading() as read:
        employers = [each for each in await entitlements.employers_of(read, worker_id) if reader.may_see(each)]
    if not employers:
        raise HTTPException(404)
    return await _shown(worker_id, employers[-1], reader)


@own.get("", operation_id="list_own_accounts")
async def listed_own(reader: OwnReader) -> list[ShownAccount]:
    """The caller's own accounts."""
    worker_id = own_id(reader)
    async with reader.reading() as read:
        employers = await entitlements.employers_of(read, worker_id)
    return await _shown(worker_id, employers[-1], reader) if employers else []


@own.post("", status_code=201, operation_id="propose_own_account")
async def propose_own(command: Asked[NewAccount], handle: Own) -> Receipt:
    """Propose the account one wants to be paid to; the street confirms it."""
    worker_id = own_id(handle)
    return await handle(worker_id, await _proposal(worker_id, command, handle))


@own.post("/{proposal}/answers", status_code=201, operation_id="answer_for_own_account")
async def answer(proposal: UUID, command: Asked[AccountAnswer], handle: Own) -> Receipt:
    """Say whether an account that somebody else entered is one's own: if not, nothing is paid to it any more."""
    return await handle(own_id(handle), AnswerForAccount(proposal=proposal, mine=command.mine))


async def _proposal(worker_id: UUID, asked: NewAccount, handle: Handle) -> ProposeAccount:
    """Sealed number and what stands for it; the same number as the one held is no proposal."""
    number, bank = account_number(asked.account), bank_name(asked.bank)
    stands = handle.runtime.sealer.blind.of(NUMBER, number)
    state = await _known(worker_id, handle)
    proposal, now = handle.new_id("account"), state.accounts.held
    before = await used(handle.runtime, [(worker_id, FINGERPRINT, now.fingerprint)]) if now is not None else []
    if state.worker_id is None or stands in before:
        empty = Sealed("")
        return ProposeAccount(proposal=proposal, account=empty, fingerprint=empty, bank=bank, held=bool(before))
    sealed = await handle.seal(worker_id, {NUMBER: number, FINGERPRINT: stands})
    return ProposeAccount(proposal=proposal, account=sealed[NUMBER], fingerprint=sealed[FINGERPRINT], bank=bank)


async def _known(worker_id: UUID, handle: Handle) -> Entitlement:
    draft = handle.runtime.handling.draft()
    await draft.load(((ENTITLEMENT, worker_id),))
    state: Entitlement = draft.state(ENTITLEMENT, worker_id)
    return state


async def _shown(worker_id: UUID, region: Region, reader: Reading) -> list[ShownAccount]:
    async with reader.reading() as read:
        rows = await bank_accounts.of_worker(read, worker_id)
    kept = [row for row in rows if row["account"] is not None]
    opened = await reader.opened([Personal(worker_id, region, NUMBER, Sealed(row["account"])) for row in kept])
    numbers = dict(zip((row["proposal"] for row in kept), opened, strict=True))
    return [
        ShownAccount(bank_account=numbers.get(row["proposal"]), **{name: row[name] for name in _SHOWN}) for row in rows
    ]
