"""One running house for everything that payroll is asked over HTTP: each test has people of its own."""

from collections.abc import AsyncIterator
from datetime import date

import pytest

from deploy.local.servers import Addresses
from tests.payroll.house import APPROVER, STANDARD, House, open_house
from tests.servers import fresh_database


@pytest.fixture(scope="package")
async def house(addresses: Addresses) -> AsyncIterator[House]:
    async with (
        fresh_database(addresses, "t_payroll_http") as database,
        open_house(database, addresses, date(2026, 12, 20)) as made,
    ):
        await made.post("/standards", STANDARD, by=APPROVER)
        yield made
