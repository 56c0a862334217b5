"""The ledger, running on the session's PostgreSQL, asked through its guard as a client would."""

from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import httpx
import pytest

from deploy.local.servers import Addresses
from shared.clock import SystemClock
from shared.eventlog import StoredEvent
from shared.ids import new_id
from shared.kernel import Region, region
from shared.privacy import BlindIndex, MemoryKeyStore, Sealer
from shared.runtime import Connections, Runtime, running
from shared.web.access import Access, claimed_grants
from shared.web.app import create_app
from shared.web.guard import Guard
from shared.web.issuer import Issuer
from shared.web.rates import DEVELOPMENT_TIMES, Rates
from shared.web.rights import Grant, Role
from shared.web.tokens import Verifier
from tests.servers import fresh_database
from tests.shared.web.ledger import ledger

ISSUER, AUDIENCE = "urn:issuer", "urn:audience"
COUNTY = region("51", "01", "07")
STREET = region("51", "01", "07", "017")
ELSEWHERE = region("51", "01", "08")
NOBODY = UUID(int=7)  # somebody whom no service knows


@dataclass(frozen=True, slots=True)
class Web:
    """`ask` sends a request as a caller; commands get a fresh Idempotency-Key unless the headers name one."""

    client: httpx.AsyncClient
    runtime: Runtime
    issuer: Issuer
    app: Guard
    tokens: dict[tuple[str, Role, Region], str] = field(default_factory=dict)

    def token(self, subject: str = "ann", role: Role = Role.COUNTY_OFFICER, place: Region = COUNTY) -> str:
        key = (subject, role, place)
        if key not in self.tokens:
            self.tokens[key] = self.issuer.token(subject, [Grant(role, place)])
        return self.tokens[key]

    async def ask(
        self, method: str, path: str, *, headers: Mapping[str, str] | None = None, role: Role = Role.COUNTY_OFFICER,
        place: Region = COUNTY, subject: str = "ann", **sent: Any,
    ) -> httpx.Response:  # fmt: skip
        given = {"authorization": f"Bearer {self.token(subject, role, place)}", **(headers or {})}
        if method not in ("GET", "HEAD"):
            given.setdefault("idempotency-key", str(new_id()))
        encoded = {name: value.encode("latin-1") for name, value in given.items()}
        return await self.client.request(method, path, headers=encoded, **sent)  # type: ignore[arg-type]

    async def opened(self, place: Region = STREET, holder: str = "王小明") -> str:
        """The id of a new account."""
        answer = await self.ask("POST", "/accounts", json={"region": place, "holder": holder}, place=COUNTY)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["stream_id"])

    async def log(self) -> tuple[int, list[StoredEvent]]:
        """Everything that happened, to be compared."""
        return await self.runtime.log.head(), await self.runtime.log.read(0, 100_000)


def problem(answer: httpx.Response, status: int, code: str) -> dict[str, Any]:
    """The answer is this problem, complete in both languages."""
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json"), answer.text
    body: dict[str, Any] = answer.json()
    assert (body["code"], body["type"], body["status"]) == (code, f"urn:problem:{code}", status)
    assert set(body["texts"]) == {"zh", "en"}
    assert all(text["title"] != code and text["detail"] for text in body["texts"].values())
    return body


@pytest.fixture(scope="session")
def access(tmp_path_factory: pytest.TempPathFactory) -> tuple[Issuer, Callable[[], Access]]:
    issuer = Issuer(tmp_path_factory.mktemp("issuer"), issuer=ISSUER, audience=AUDIENCE, profile="development")
    return issuer, lambda: Access(
        Verifier(issuer.key_set(), ISSUER, AUDIENCE), claimed_grants, Rates(times=DEVELOPMENT_TIMES)
    )


@pytest.fixture(scope="session")
async def web(
    addresses: Addresses, access: tuple[Issuer, Callable[[], Access]], tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Web]:
    issuer, checked = access
    sealer = Sealer(store=MemoryKeyStore(), blind=BlindIndex(b"i" * 32))
    async with fresh_database(addresses, "t_ledger") as database:
        connections = Connections(app=database.app, projector=database.projector, broker=addresses.broker)
        service = ledger(tmp_path_factory.mktemp("ledger"))
        roles = ("web", "follow", "work")
        async with running(service, connections, SystemClock(), sealer, roles=roles, alone=True) as runtime:
            app = Guard(create_app(runtime, checked(), b"c" * 32))
            transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url="http://ledger") as client:
                yield Web(client, runtime, issuer, app)
