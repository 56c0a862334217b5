"""A county in which every route has something to show and something to refuse, and everybody who might ask."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import asyncpg
import httpx

from deploy.local.county import superuser
from shared.ids import new_id
from shared.kernel import NATION, Region, region
from shared.privacy import personal
from shared.privacy.catalogue import FILE
from shared.web.issuer import Issuer
from shared.web.rights import Grant, Role
from tests.journeys.conftest import COMMUNITIES, COUNTY, STREET, Journey
from tests.matrix.asking import answered

PLACES: Final[Mapping[str, Region]] = {
    "community": COMMUNITIES[0], "next_community": COMMUNITIES[1], "street": STREET, "county": COUNTY, "nation": NATION,
}  # fmt: skip
NEVER_FOUNDED: Final = {
    "community": region("51", "01", "97", "001", "004"),
    "next_community": region("51", "01", "97", "001", "005"),
    "street": region("51", "01", "97", "001"),
    "county": region("51", "01", "97"),
}  # fmt: skip


@dataclass(slots=True)
class Matrix:
    """`names` are the values that probes name in braces; `nowhere` the same names for what never was."""

    journey: Journey
    names: dict[str, Any]
    foreign: dict[str, Issuer]
    nowhere: dict[str, Any] = field(default_factory=dict)
    tokens: dict[tuple[str, Role, Region, str], str] = field(default_factory=dict)

    @property
    def http(self) -> httpx.AsyncClient:
        return self.journey.cast.officer.http

    def token(self, role: Role, place: Region, *, subject: str = "mallory", kind: str = "good") -> str:
        """Made once for each caller. `kind`: good, expired, other audience, other key."""
        key = (kind, role, place, subject)
        if key not in self.tokens:
            issuer = self.foreign.get(kind, self.journey.county.issuer)
            seconds = -60 if kind == "expired" else 3_600
            self.tokens[key] = issuer.token(subject, [Grant(role, place)], seconds=seconds)
        return self.tokens[key]

    async def ask(
        self, token: str | None, method: str, path: str, body: Any = None, *, query: Mapping[str, Any] | None = None,
        content: bytes | None = None, headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:  # fmt: skip
        """One request, commands with a key of their own."""
        sent = {"authorization": f"Bearer {token}"} if token else {}
        if method != "GET":
            sent["idempotency-key"] = str(new_id())
        if content is not None:
            sent["content-type"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        elif body is not None:
            sent["content-type"], content = "application/json", json.dumps(body).encode()
        app = self.journey.county.app
        return await answered(app, method, path, query or {}, {**sent, **(headers or {})}, content or b"")

    async def heads(self) -> dict[str, int]:
        return {name: await runtime.log.head() for name, runtime in self.journey.county.runtimes.items()}

    async def traces(self) -> dict[str, Any]:
        """Everything that a request may leave behind: events, operations, what waits, keys of people."""
        found: dict[str, Any] = dict(await self.heads())
        for name, runtime in self.journey.county.runtimes.items():
            for table in ("operation", "parked", "command", "access"):
                found[f"{name} {table}"] = await runtime.pool.fetchval(f"select count(*) from log.{table}")
        keys = await asyncpg.connect(**superuser(self.journey.county.servers.addresses, "keys"))
        try:
            of_people = "select count(*) from keys.person_key where purpose <> $1"  # files are forgotten by themselves
            found["keys"] = await keys.fetchval(of_people, personal(FILE).purpose)
        finally:
            await keys.close()
        return found
