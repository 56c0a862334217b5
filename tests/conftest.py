"""Real PostgreSQL and NATS for the whole session, started once from the wheels."""

import re
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Final

import pytest
from xdist.scheduler import LoadScopeScheduling

from deploy.broker.accounts import accounts
from deploy.local.servers import Addresses, Servers
from deploy.services import SERVICES, load
from shared.process import calm_collector
from tests.crash.mirror import SERVICE as MIRROR
from tests.servers import TestDatabase, fresh_database, watched

sys.modules["sniffio"] = None  # type: ignore[assignment]  # httpx looks for it on every path at every request, in vain

ONE_COUNTY: Final = {"matrix", "personnel/http", "payroll/http", "shared/web"}


class WholeModules(LoadScopeScheduling):  # type: ignore[misc]
    """With several processes: a module's tests stay together and in order, and those of a folder that shares one county."""

    def _split_scope(self, nodeid: str) -> str:
        module = nodeid.partition("::")[0]
        folder = module.removeprefix("tests/").rpartition("/")[0]
        return folder if folder in ONE_COUNTY else module


def pytest_collection_finish() -> None:
    """As in the services: what was imported and collected never dies, and is not looked through again and again."""
    calm_collector()


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> WholeModules:
    return WholeModules(config, log)


@pytest.fixture(scope="session")
async def servers(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Servers]:
    known = watched(accounts((*map(load, SERVICES), MIRROR)))
    async with Servers(Path(tmp_path_factory.mktemp("state")), accounts=known) as running:
        yield running


@pytest.fixture(scope="session")
def addresses(servers: Servers) -> Addresses:
    return servers.addresses


@pytest.fixture(scope="module")
async def database(addresses: Addresses, request: pytest.FixtureRequest) -> AsyncIterator[TestDatabase]:
    """An empty, migrated database of the test module's own."""
    name = "t_" + re.sub(r"\W", "_", str(request.node.nodeid).removesuffix(".py"))[-50:].lower()
    async with fresh_database(addresses, name) as made:
        yield made
