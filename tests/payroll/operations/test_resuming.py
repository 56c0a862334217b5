"""A calculation that somebody cancelled is carried on over HTTP from the same frozen inputs, and nothing else is."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from deploy.local.servers import Addresses
from tests.payroll.county import STREET
from tests.payroll.house import APPROVER, STANDARD, House, decided, hired, open_house
from tests.servers import TestDatabase

JANUARY = date(2026, 1, 1)


@pytest.fixture(scope="module")
async def house(database: TestDatabase, addresses: Addresses) -> AsyncIterator[House]:
    async with open_house(database, addresses, date(2026, 1, 20)) as made:
        await made.post("/standards", STANDARD, by=APPROVER)
        await made.hear([hired(n, JANUARY) for n in (1, 2, 3)])
        await made.hear([decided(n, 2, JANUARY) for n in (1, 2, 3)])
        yield made


@asynccontextmanager
async def behind(database: TestDatabase) -> AsyncIterator[None]:
    """The read models of runs stand still: a calculation waits for them before it reads anything."""
    connection = await asyncpg.connect(**database.projector)
    try:
        async with connection.transaction():
            await connection.execute("lock table read.pay_run in share mode")
            yield
    finally:
        await connection.close()


async def ended(house: House, operation: Any) -> Any:
    while operation["state"] not in ("succeeded", "failed", "cancelled"):
        await asyncio.sleep(0.01)
        operation = await house.get(f"/operations/{operation['operation_id']}")
    await house.caught_up()
    return operation


async def test_a_cancelled_calculation_is_carried_on_from_what_was_frozen(house: House, database: TestDatabase) -> None:
    run_id = (await house.post("/run-openings", {"unit": STREET, "month": "2026-01"}))["stream_id"]
    path = f"/runs/{run_id}/calculations"
    assert (await house.post(path, {}, status=409))["code"] == "runs.not-frozen"
    async with behind(database):
        begun = await house.post(f"/runs/{run_id}/freezes", {}, status=202)
        await house.cancel(begun)
    assert (await ended(house, begun))["state"] == "cancelled"
    assert (await house.get(f"/runs/{run_id}"))["stage"] == "INPUTS_FROZEN"
    await house.hear([hired(4, JANUARY), decided(4, 2, JANUARY)])
    await house.post(path, {}, by=APPROVER, status=403)
    carried_on = await ended(house, await house.post(path, {}, status=202))
    assert carried_on["state"] == "succeeded"
    run = await house.get(f"/runs/{run_id}")
    assert (run["stage"], run["slips"]) == ("CALCULATED", 3)
    paid = {slip["worker_id"] for slip in (await house.get(f"/runs/{run_id}/payslips"))["items"]}
    assert paid == {str(UUID(int=n)) for n in (1, 2, 3)}
    assert (await house.post(path, {}, status=409))["code"] == "runs.not-frozen"
