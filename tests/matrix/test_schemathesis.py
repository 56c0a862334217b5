"""What is answered is what is published: no status, type or shape besides, no fault of ours."""

import asyncio
import os
from collections.abc import AsyncIterator
from typing import Final

import pytest

from deploy.services import SERVICES
from tests.matrix.county import Matrix
from tests.matrix.fuzz import Fuzz
from tests.matrix.inhabited import living

CASES: Final = int(os.environ.get("CW_TEST_CASES", "120"))


@pytest.fixture(scope="module")
async def lived_with(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Matrix]:
    """A county of its own: what is accepted here happens."""
    async with living(tmp_path_factory.mktemp("schemathesis")) as found:
        yield found


@pytest.mark.parametrize("service", SERVICES)
async def test_nothing_is_answered_that_is_not_published(lived_with: Matrix, service: str) -> None:
    """`make fuzz` asks for 5,000 cases a service."""
    fuzz = Fuzz(lived_with, asyncio.get_running_loop())
    await asyncio.to_thread(fuzz.service, service, CASES)
    assert not fuzz.faults, "\n\n".join(fuzz.faults)
    assert fuzz.told[200], "something was understood"
    assert fuzz.told.total() >= CASES
