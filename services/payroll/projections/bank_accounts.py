"""Bank accounts, one row a proposal, sealed: what waits, what is paid to, what was paid to at a position of the log."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, Column, Date, RowMapping, Table, Text, Uuid, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from services.payroll.domain.bank_account_events import (
    BankAccountAcknowledged,
    BankAccountConfirmed,
    BankAccountDisputed,
    BankAccountEvent,
    BankAccountProposed,
    BankAccountRefused,
    BankAccountsForgotten,
)
from services.payroll.projections.asked_of import asked_of
from shared.kernel import Recorded, Sealed
from shared.readmodel import Patch, Projection, Put, RowChange, metadata, sealed_column

account = Table(
    "bank_account",
    metadata,
    Column("proposal", Uuid, primary_key=True),
    Column("worker_id", Uuid, nullable=False, index=True),
    Column("state", Text, nullable=False),
    sealed_column("account", "payroll.entitlement.bank_account"),
    sealed_column("fingerprint", "payroll.bank.fingerprint"),
    Column("bank", Text, nullable=False),
    Column("proposed_on", Date, nullable=False),
    Column("proposed_by", Text, nullable=False),
    Column("position", BigInteger),
    Column("ended_at", BigInteger),
    Column("effective", Date),
    Column("confirmed_by", Text),
    Column("replaces", Boolean, nullable=False),
    Column("reason", Text),
)


class HeldAccount(NamedTuple):
    """Sealed number and fingerprint of the account that a person is paid to, and since which position of the log."""

    position: int
    replaces: bool
    number: Sealed
    fingerprint: Sealed
    bank: str


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    event: Any = recorded.event
    if not isinstance(event, BankAccountEvent):
        return ()
    match event:
        case BankAccountProposed():
            return (
                Put(
                    account, proposal=event.proposal, worker_id=event.worker_id, state="PROPOSED", account=event.account.token,
                    fingerprint=event.fingerprint.token, bank=event.bank, proposed_on=event.effective,
                    proposed_by=event.proposed_by, position=None, ended_at=None, effective=None, confirmed_by=None,
                    replaces=False, reason=None,
                ),
            )  # fmt: skip
        case BankAccountConfirmed():
            return (
                Patch(
                    account, proposal=event.proposal, state="CONFIRMED", position=recorded.position,
                    effective=event.effective, confirmed_by=event.confirmed_by, replaces=event.replaces,
                ),
            )  # fmt: skip
        case BankAccountRefused(proposal=id, reason=reason):
            return (Patch(account, proposal=id, state="REFUSED", reason=reason),)
        case BankAccountDisputed(proposal=id):
            return (Patch(account, proposal=id, state="DISPUTED", ended_at=recorded.position),)
        case BankAccountAcknowledged():
            return ()
        case BankAccountsForgotten(proposals=ids):
            return tuple(Patch(account, proposal=id, state="FORGOTTEN", account=None, fingerprint=None) for id in ids)


BANK_ACCOUNTS = Projection(name="bank_accounts", tables=(account,), streams=("entitlement",), project=project)


async def held(read: AsyncConnection, workers: Collection[UUID], *, known_at: int) -> Mapping[UUID, HeldAccount]:
    """The account of each of these people as it stood at a position, in one question; none for whoever has none."""
    asked = asked_of(workers)
    rows = (
        select(account)
        .join(asked, asked.c.worker_id == account.c.worker_id)
        .where(account.c.position <= known_at)
        .ext(distinct_on(account.c.worker_id))
        .order_by(account.c.worker_id, account.c.position.desc())
    )
    return {
        row["worker_id"]: HeldAccount(
            row["position"], row["replaces"], Sealed(row["account"]), Sealed(row["fingerprint"]), row["bank"]
        )
        for row in (await read.execute(rows)).mappings().all()
        if row["account"] is not None and (row["ended_at"] is None or row["ended_at"] > known_at)
    }


async def of_worker(read: AsyncConnection, worker_id: UUID) -> Sequence[RowMapping]:
    """Every account there was of a person, the latest proposal last."""
    rows = select(account).where(account.c.worker_id == worker_id).order_by(account.c.proposed_on, account.c.position)
    return (await read.execute(rows)).mappings().all()
