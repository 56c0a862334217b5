"""The published OpenAPI is what is answered: no status, type or shape besides, no fault of ours (schemathesis)."""

import asyncio
import os
from typing import Final

import pytest

from deploy.local.county import SERVICES
from tests.matrix.bodies import operations
from tests.matrix.county import Matrix
from tests.matrix.fuzz import Fuzz

EXAMPLES: Final = int(os.environ.get("CW_TEST_EXAMPLES", "4"))


@pytest.mark.parametrize("service", SERVICES)
async def test_nothing_is_answered_that_is_not_published(matrix: Matrix, service: str) -> None:
    """`make fuzz` asks for 5,000 cases a service."""
    fuzz = Fuzz(matrix, asyncio.get_running_loop())
    await asyncio.to_thread(fuzz.service, service, EXAMPLES)
    assert not fuzz.faults, "\n\n".join(fuzz.faults)
    assert fuzz.told[200], "something was understood"


def test_every_operation_documents_its_refusals() -> None:
    for name, operation in operations().items():
        public = not operation["security"]
        assert ("401" in operation["responses"]) == (not public), name
        assert ("x-right" in operation) == (not public), name
        assert "500" not in operation["responses"], name
