"""What a front-end does: asks over HTTP with a token, follows operations, turns pages, shows problems."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any, Final

import httpx

from shared.kernel import NATION, Region
from shared.web.issuer import Issuer
from shared.web.rights import Grant, Role

SERVICES: Final = ("personnel", "training", "assessment", "payroll")
_POLL: Final = 0.02


class Problem(Exception):
    """A refusal, as the API told it."""

    def __init__(self, status: int, body: dict[str, Any]) -> None:
        super().__init__(f"{status} {body.get('code')}: {body.get('title')} {body.get('field', '')}")
        self.status = status
        self.code = body.get("code")
        self.body = body


@dataclass(slots=True)
class Frontend:
    """One signed-in person. Tokens are renewed by asking the development issuer; without `grants` they only say who."""

    http: httpx.AsyncClient
    issuer: Issuer
    subject: str
    grants: tuple[Grant, ...] | None = None
    on_behalf_of: str | None = None
    _keys: "count[int]" = field(default_factory=count)

    async def preview(self, path: str, body: Any, *, key: str | None = None) -> Any:
        """What a command would bring, without doing it; the same `key` may be sent with it afterwards. Raises Problem."""
        headers = {**self._headers(), "idempotency-key": key or self._key(), "preview": "true"}
        return self._read(await self.http.post(path, json=body, headers=headers))

    async def post(
        self, path: str, body: Any = None, *, content: bytes | None = None, key: str | None = None, **query: Any
    ) -> Any:
        """A command with its idempotency key. Raises Problem."""
        headers = {**self._headers(), "idempotency-key": key or self._key()}
        if content is not None:
            headers["content-type"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            answer = await self.http.post(path, content=content, headers=headers, params=query or None)
        else:
            answer = await self.http.post(path, json=body, headers=headers, params=query or None)
        said = self._read(answer)
        if answer.status_code == 202 and "position" in said:
            await self._shown(path, said["position"])
        return said

    async def get(self, path: str, *, purpose: str | None = None, **query: Any) -> Any:
        """An answer; personal values in it are masked unless a purpose is stated that opens them. Raises Problem."""
        stated = {} if purpose is None else {"purpose": purpose}
        return self._read(await self.http.get(path, headers={**self._headers(), **stated}, params=_said(query) or None))

    async def file(self, path: str) -> bytes:
        answer = await self.http.get(path, headers=self._headers())
        answer.raise_for_status()
        return answer.content

    async def pages(self, path: str, *, purpose: str | None = None, **query: Any) -> AsyncIterator[dict[str, Any]]:
        """Every item of a list, page by page; `purpose` as with `get`."""
        cursor: str | None = None
        while True:
            page = await self.get(path, purpose=purpose, **query, limit=200, **({"cursor": cursor} if cursor else {}))
            for item in page["items"]:
                yield item
            cursor = page["next"]
            if cursor is None:
                return

    async def operation(self, service: str, accepted: dict[str, Any]) -> dict[str, Any]:
        """Wait until an accepted operation has ended; its outcome. Raises Problem when it failed."""
        path = f"/{service}/operations/{accepted['operation_id']}"
        while True:
            now: dict[str, Any] = await self.get(path)
            if now["state"] == "succeeded":
                await self._shown(path)
                return dict(now["outcome"] or {})
            if now["state"] in ("failed", "cancelled"):
                raise Problem(409, now["outcome"] or {"code": now["state"]})
            await asyncio.sleep(_POLL)

    async def _shown(self, path: str, position: int | None = None) -> None:
        """Until the lists of the path's service show what it did up to a position, or up to now."""
        name = path.split("/")[1]
        health = f"/{name}/health/ready" if name in SERVICES else "/health/ready"
        now = await self.get(health)
        goal = now["head"] if position is None else position
        while now["read_models"] < goal:
            await asyncio.sleep(_POLL)
            now = await self.get(health)

    def _key(self) -> str:
        return f"story-{self.subject}-{next(self._keys)}"

    def _headers(self) -> dict[str, str]:
        signed_in = {"authorization": f"Bearer {self.issuer.token(self.subject, self.grants)}"}
        return signed_in if self.on_behalf_of is None else {**signed_in, "on-behalf-of": self.on_behalf_of}

    def _read(self, answer: httpx.Response) -> Any:
        if answer.status_code >= 400:
            raise Problem(answer.status_code, answer.json())
        return answer.json()


def _said(query: dict[str, Any]) -> dict[str, Any]:
    return {name: str(value).lower() if isinstance(value, bool) else value for name, value in query.items()}


@dataclass(frozen=True, slots=True)
class Cast:
    """Who acts in the story. Maker and checker are different people."""

    officer: Frontend
    approver: Frontend
    street: Frontend
    organisation: Frontend
    assessor: Frontend
    trainer: Frontend
    finance: Frontend
    administrator: Frontend
    auditor: Frontend

    @staticmethod
    def of(http: httpx.AsyncClient, issuer: Issuer, county: Region) -> "Cast":
        def one(subject: str, role: Role, region: Region = county) -> Frontend:
            return Frontend(http, issuer, subject, (Grant(role, region),))

        return Cast(
            officer=one("county-officer", Role.COUNTY_OFFICER),
            approver=one("county-approver", Role.COUNTY_APPROVER),
            street=one("street-officer", Role.STREET_OFFICER),
            organisation=one("organisation", Role.ORGANISATION),
            assessor=one("assessor", Role.ASSESSOR),
            trainer=one("trainer", Role.TRAINER),
            finance=one("finance", Role.FINANCE),
            administrator=one("administrator", Role.SYSTEM_ADMIN, NATION),
            auditor=one("auditor", Role.AUDIT_ADMIN, NATION),
        )

    async def go_to(self, day: date) -> None:
        """Move the settable clock; back when every service has walked there, and what they told has been heard."""
        await self.administrator.post("/clock", {"day": day.isoformat()})
        await self.settled()

    async def settled(self) -> None:
        """Until every service has shown and relayed its log, and heard what the others relayed."""
        while True:
            health = await self.health()
            heads = {name: state["head"] for name, state in health.items()}
            relayed = all(min(state["relayed"], state["read_models"]) >= state["head"] for state in health.values())
            heard = all(at >= heads[source] for state in health.values() for source, at in state["heard"].items())
            if relayed and heard and heads == {name: state["head"] for name, state in (await self.health()).items()}:
                return
            await asyncio.sleep(_POLL)

    async def health(self) -> dict[str, dict[str, Any]]:
        answers = await asyncio.gather(*(self.officer.get(f"/{name}/health/ready") for name in SERVICES))
        return dict(zip(SERVICES, answers, strict=True))


def batches(items: Sequence[Any], size: int = 200) -> list[Sequence[Any]]:
    return [items[at : at + size] for at in range(0, len(items), size)]
