"""Who is paid what was kept by an order: names and numbers sealed, and what was said of each order at a position of the log."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import BigInteger, Column, ColumnElement, Table, Text, Uuid, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from services.payroll.domain.order_events import (
    OrderPayeesForgotten,
    WithheldReturned,
    WithholdingOrderConfirmed,
    WithholdingOrderEntered,
)
from services.payroll.domain.pay_run import RunStage
from services.payroll.domain.withheld_payments import WithheldPayment, carried_after, goes_out, payment
from services.payroll.projections.runs import run
from services.payroll.projections.withholdings import kept
from shared.kernel import Recorded, Sealed
from shared.readmodel import Patch, Projection, Put, RowChange, metadata, sealed_column

payee = Table(
    "withholding_payee",
    metadata,
    Column("payee_id", Uuid, primary_key=True),
    Column("worker_id", Uuid, nullable=False),
    sealed_column("name", "payroll.withholding.payee_name"),
    sealed_column("account", "payroll.withholding.payee_account"),
    Column("bank", Text, nullable=False),
)
said = Table(
    "withholding_said",
    metadata,
    Column("order_id", Uuid, primary_key=True),
    Column("position", BigInteger, primary_key=True),
    Column("worker_id", Uuid, nullable=False),
    Column("kind", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("payee_id", Uuid),
)

back = Table(
    "withholding_returned",
    metadata,
    Column("order_id", Uuid, primary_key=True),
    Column("position", BigInteger, primary_key=True),
    Column("returned_fen", BigInteger, nullable=False),
)


LATEST: Final = 2**63 - 1
"""A position after every other."""


class Said(NamedTuple):
    """An order as it stood: its kind and document, and its payee, sealed; none where nobody named one, or it is forgotten."""

    worker_id: UUID
    kind: str
    document: str
    name: Sealed | None
    account: Sealed | None
    bank: str | None


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    match event := recorded.event:
        case WithholdingOrderEntered():
            if event.payee is None:
                return ()
            named = event.payee
            return (
                Put(
                    payee, payee_id=named.payee_id, worker_id=event.worker_id, name=named.name.token,
                    account=named.account.token, bank=named.bank,
                ),
            )  # fmt: skip
        case WithholdingOrderConfirmed():
            return (
                Put(
                    said, order_id=event.order_id, position=recorded.position, worker_id=event.worker_id,
                    kind=event.kind.value, document=event.document,
                    payee_id=None if event.payee is None else event.payee.payee_id,
                ),
            )  # fmt: skip
        case WithheldReturned(order_id=id, returned_fen=fen):
            return (Put(back, order_id=id, position=recorded.position, returned_fen=fen),)
        case OrderPayeesForgotten(payees=ids):
            return tuple(Patch(payee, payee_id=id, name=None, account=None) for id in ids)
        case _:
            return ()


ORDER_PAYEES = Projection(name="order_payees", tables=(payee, said, back), streams=("entitlement",), project=project)


async def known(read: AsyncConnection, orders: Collection[UUID], *, known_at: int) -> Mapping[UUID, Said]:
    """Each of these orders as it stood at a position of the log."""
    latest = (
        select(said)
        .where(said.c.order_id.in_(orders), said.c.position <= known_at)
        .ext(distinct_on(said.c.order_id))
        .order_by(said.c.order_id, said.c.position.desc())
        .subquery()
    )
    rows = select(latest, payee.c.name, payee.c.account, payee.c.bank)
    rows = rows.outerjoin(payee, payee.c.payee_id == latest.c.payee_id)
    return {
        row["order_id"]: Said(
            row["worker_id"], row["kind"], row["document"], _sealed(row["name"]), _sealed(row["account"]), row["bank"]
        )
        for row in (await read.execute(rows)).mappings().all()
    }


def _sealed(token: str | None) -> Sealed | None:
    return None if token is None else Sealed(token)


async def payments(read: AsyncConnection, paid: Mapping[Any, Any]) -> list[WithheldPayment]:
    """What a run keeps by each order that is paid out, with what earlier runs left to be taken off; by order."""
    mine = select(kept.c.order_id, kept.c.worker_id, kept.c.kept_fen).where(kept.c.run_id == paid["run_id"])
    now = {order: (worker, int(fen)) for order, worker, fen in (await read.execute(mine)).all()}
    if not now:
        return []
    kinds = await known(read, list(now), known_at=paid["known_at"])
    before = await _before(read, list(now), run.c.known_at < paid["known_at"], back.c.position < paid["known_at"])
    return [
        payment(id, worker_id, before.get(id, ()), fen)
        for id, (worker_id, fen) in sorted(now.items())
        if id in kinds and goes_out(kinds[id].kind)
    ]


async def carried(read: AsyncConnection, order_id: UUID) -> int:
    """What the payee of an order has too much by all runs so far, below nothing."""
    known_of = await known(read, [order_id], known_at=LATEST)
    if order_id not in known_of or not goes_out(known_of[order_id].kind):
        return 0
    return carried_after((await _before(read, [order_id])).get(order_id, ()))


async def _before(
    read: AsyncConnection, orders: Collection[UUID], *until: ColumnElement[bool]
) -> Mapping[UUID, Sequence[int]]:
    """By order what runs kept and what came back, in the order in which runs knew of it; runs that were discarded never counted."""
    of_runs = (
        select(kept.c.order_id, run.c.known_at, kept.c.kept_fen)
        .join(run, run.c.run_id == kept.c.run_id)
        .where(kept.c.order_id.in_(orders), run.c.stage != RunStage.DISCARDED.value, *until[:1])
    )
    of_payees = select(back.c.order_id, back.c.position, back.c.returned_fen)
    of_payees = of_payees.where(back.c.order_id.in_(orders), *until[1:])
    found: dict[UUID, list[int]] = {}
    rows = [*(await read.execute(of_runs)).all(), *(await read.execute(of_payees)).all()]
    for order, _, fen in sorted((order, int(position), int(fen)) for order, position, fen in rows):
        found.setdefault(order, []).append(fen)
    return found


async def payees_of(read: AsyncConnection, payees: Collection[UUID]) -> Mapping[UUID, Mapping[Any, Any]]:
    """Payees by their own ids, sealed."""
    rows = (await read.execute(select(payee).where(payee.c.payee_id.in_(payees)))).mappings().all()
    return {row["payee_id"]: row for row in rows}
