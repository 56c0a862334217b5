"""The golden cases that are in force, by standard and name."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, Date, RowMapping, Table, Text, Uuid, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from services.payroll.domain.pay_standard import (
    GoldenCase,
    GoldenCaseEntered,
    GoldenCaseWithdrawn,
    StandardEvent,
)
from shared.kernel import Recorded, Scope, to_yuan
from shared.readmodel import Drop, Projection, Put, RowChange, metadata
from shared.readmodel.scope import inside

golden_case = Table(
    "golden_case",
    metadata,
    Column("standard_id", Uuid, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("county", Text(collation="C"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("entered", Date, nullable=False),
    Column("entered_by", Text, nullable=False),
    Column("worked", JSONB, nullable=False),
)


def project(recorded: Recorded[StandardEvent]) -> tuple[RowChange, ...]:
    match event := recorded.event:
        case GoldenCaseEntered(case=case):
            row = Put(
                golden_case, standard_id=recorded.stream_id, name=case.name, county=event.county, kind=event.kind.value,
                entered=event.effective, entered_by=event.entered_by, worked=_shown(case),
            )  # fmt: skip
            return (row,)
        case GoldenCaseWithdrawn(name=name):
            return (Drop(golden_case, standard_id=recorded.stream_id, name=name),)
        case _:
            return ()


GOLDEN_CASES = Projection(name="golden_cases", tables=(golden_case,), streams=("pay_standard",), project=project)


def _shown(case: GoldenCase) -> dict[str, Any]:
    return {
        "month": case.month, "first_day": str(case.first_day) if case.first_day else None, "grade": case.grade,
        "result": case.result, "certificate": case.certificate, "education": case.education, "base": _yuan(case.base_fen),
        "fund_base": _yuan(case.fund_base_fen),
        "expected": [{"component": e.component, "amount": to_yuan(e.amount_fen)} for e in case.expected],
    }  # fmt: skip


def _yuan(fen: int | None) -> str | None:
    return None if fen is None else to_yuan(fen)


async def listed(read: AsyncConnection, scope: Scope) -> Sequence[RowMapping]:
    """Every case of these regions, by county and name."""
    rows = select(golden_case).where(inside(golden_case.c.county, scope))
    return (await read.execute(rows.order_by(golden_case.c.county, golden_case.c.name))).mappings().all()
