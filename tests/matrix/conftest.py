"""One county for each module, and the rights as they were reviewed."""

from collections.abc import AsyncIterator

import httpx
import pytest

from deploy.local.county import county
from tests.journeys.conftest import founded
from tests.matrix.county import Matrix, inhabited


@pytest.fixture(scope="module")
async def matrix(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Matrix]:
    async with county(tmp_path_factory.mktemp("matrix")) as running:
        transport = httpx.ASGITransport(app=running.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://county", timeout=60) as http:
            yield await inhabited(await founded(running, http))
