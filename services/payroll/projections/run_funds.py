"""What each run charged to which source of money, street by street; what approved runs of a year spent of it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import BigInteger, Column, ColumnElement, Table, Text, Uuid, and_, func, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from services.payroll.domain.funding import ORDINARY
from services.payroll.domain.pay_run import RunEvent, RunStage
from services.payroll.domain.run_fund_events import RunFundsCharged
from services.payroll.projections.payslips import payslip
from services.payroll.projections.runs import run
from shared.kernel import Recorded, Region
from shared.readmodel import Projection, Put, RowChange, metadata
from shared.readmodel.scope import below

run_fund = Table(
    "run_fund",
    metadata,
    Column("run_id", Uuid, primary_key=True),
    Column("region", Text(collation="C"), primary_key=True),
    Column("source", Text, primary_key=True),
    Column("amount_fen", BigInteger, nullable=False),
)
SPENT = (RunStage.COUNTY_APPROVED.value, RunStage.PAID.value, RunStage.DECLARED.value, RunStage.CLOSED.value)


def project(recorded: Recorded[RunEvent]) -> tuple[RowChange, ...]:
    event = recorded.event
    if not isinstance(event, RunFundsCharged):
        return ()
    return tuple(
        Put(run_fund, run_id=recorded.stream_id, region=c.region, source=c.source, amount_fen=c.amount_fen)
        for c in event.charges
    )


RUN_FUNDS = Projection(name="run_funds", tables=(run_fund,), streams=("pay_run",), project=project)


async def spent(read: AsyncConnection, region: Region, year: int, *, as_of: date | None = None) -> Mapping[str, int]:
    """By source, of runs for the year's months, paid out by a day. Runs of before charges were kept are the county's own money."""
    found, counts = Counter[str](), _of_year(year, as_of)
    kept = (
        select(run_fund.c.source, func.sum(run_fund.c.amount_fen))
        .join(run, run.c.run_id == run_fund.c.run_id)
        .where(below(run_fund.c.region, region), counts)
        .group_by(run_fund.c.source)
    )
    rows: Sequence[Any] = (await read.execute(kept)).all()
    for source, fen in rows:
        found[source] += int(fen)
    before = (
        select(func.sum(payslip.c.gross_fen + payslip.c.employer_fen))
        .join(run, run.c.run_id == payslip.c.run_id)
        .where(below(payslip.c.employer, region), payslip.c.run_id.not_in(select(run_fund.c.run_id)), counts)
    )
    if (whole := (await read.execute(before)).scalar_one()) is not None:
        found[ORDINARY] += int(whole)
    return found


def _of_year(year: int, as_of: date | None) -> ColumnElement[bool]:
    """Approved runs for its months, paid out by the day."""
    paid_out = true() if as_of is None else run.c.pay_day <= as_of
    return and_(run.c.stage.in_(SPENT), run.c.month >= f"{year}-01", run.c.month <= f"{year}-12", paid_out)
