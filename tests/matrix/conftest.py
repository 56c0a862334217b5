"""One county for all of it: what is asked here is refused, or changes nothing that another test looks at."""

from collections.abc import AsyncIterator

import pytest

from tests.matrix.county import Matrix
from tests.matrix.inhabited import living


@pytest.fixture(scope="package")
async def matrix(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Matrix]:
    async with living(tmp_path_factory.mktemp("matrix")) as found:
        yield found
