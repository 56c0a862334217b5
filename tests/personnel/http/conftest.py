"""One running county for everything that personnel is asked over HTTP: each test makes the people it needs."""

from collections.abc import AsyncIterator

import httpx
import pytest

from deploy.local.county import county
from tests.journeys.conftest import STREET, Journey, founded


@pytest.fixture(scope="package")
async def wuhou(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Journey]:
    async with county(tmp_path_factory.mktemp("county")) as running:
        transport = httpx.ASGITransport(app=running.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://county", timeout=60) as http:
            yield await roomy(await founded(running, http))


async def roomy(journey: Journey) -> Journey:
    """A street large enough for everybody whom the tests hire."""
    cast, day = journey.cast, f"{journey.year - 1}-01-01"
    population = {"unit": STREET, "residents": 200_000, "effective": day, "source": "人口普查"}
    await cast.officer.post("/personnel/populations", population)
    await cast.officer.post("/personnel/quota-requests", {"unit": STREET, "effective": day})
    await cast.approver.post("/personnel/quota-approvals", {"unit": STREET, "document": "武编2号"})
    return journey
