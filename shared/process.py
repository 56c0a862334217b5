"""One process of the many-process shape: `python -m services.<name> web|follow|relay|listen|timer|work|seal|all`.

Everything comes from the environment (deploy/env.example). A process holds one role of one service, or all of them.
"""

import asyncio
import gc
import os
import signal
import sys
from base64 import b64decode
from collections.abc import Generator, Mapping, Sequence
from contextlib import AsyncExitStack
from pathlib import Path

import asyncpg
import httpx
import msgspec
import uvloop
from fastapi import FastAPI

from shared import fault, telemetry
from shared.broker import BadRegister, BrokerAccess, Feed, OpenBroker, Partner, closed_to_strangers, read_register
from shared.clock import Clock, SettableClock, SystemClock
from shared.crypto import digest, signer
from shared.privacy import Algorithm, BlindIndex, KeyRing, PostgresKeyStore, Sealer
from shared.proof import Ask, PublicKeys, Sealing
from shared.runtime import ROLES, Connections, Runtime, running
from shared.service import Service
from shared.settings import Settings, Unset, trusting
from shared.web.access import Access, claimed_grants, given_grants
from shared.web.app import create_app
from shared.web.guard import Guard
from shared.web.keyset import KeySet, key_set_at
from shared.web.rates import DEVELOPMENT_TIMES, Rates
from shared.web.server import server
from shared.web.tokens import Verifier

KEYS_DATABASE = "keys"
PROBE_SECONDS = 3.0


def main(service: Service) -> None:
    """The roles named on the command line; ends on SIGTERM or SIGINT, and with status 1 when a role stops."""
    roles = tuple(sys.argv[1:])
    if roles == ("all",):
        roles = ROLES
    if not roles or not set(roles) <= set(ROLES):
        sys.exit(f"usage: python -m services.{service.name} {'|'.join((*ROLES, 'all'))}")
    try:
        settings = Settings.from_environment(os.environ)
        partners = read_register(settings.partners)
    except (Unset, BadRegister) as missing:
        sys.exit(f"{missing} (deploy/env.example lists every variable)")
    fault.arm(os.environ.get("CW_FAULTS", ""))
    telemetry.configure_logs()
    telemetry.configure_traces(service.name, settings.traces_endpoint)
    calm_collector()
    try:
        sys.exit(uvloop.run(_run(service, settings, partners, roles)))
    except OpenBroker as refused:
        sys.exit(f"{refused}")


def calm_collector() -> None:
    """Once everything is imported: bulk work makes a million short-lived objects, and looking for cycles in what never dies
    took 40 % of a pay run.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


async def _run(service: Service, settings: Settings, partners: Sequence[Partner], roles: tuple[str, ...]) -> int:
    broker = _broker(settings)
    asked = settings.profile == "development" or await _is_closed(broker)
    clock: Clock = SettableClock(settings.clock_file) if settings.clock_file else SystemClock()
    async with AsyncExitStack() as stack:
        pool = await stack.enter_async_context(
            asyncpg.create_pool(**settings.connection(f"{KEYS_DATABASE}_app", KEYS_DATABASE), min_size=1, max_size=4)
        )
        sealer = Sealer(
            store=PostgresKeyStore(pool, key_ring(settings), Algorithm.named(settings.cipher)),
            blind=BlindIndex(settings.index_key, settings.index_hash),
        )
        client = await stack.enter_async_context(_client(settings.feed_token_file))
        connections = Connections(
            app=settings.connection(f"{service.name}_app", service.name),
            projector=settings.connection(f"{service.name}_projector", service.name),
            broker=broker, partners=partners, feeds=_feeds(client, settings.feeds),
            sealing=_sealing(service.name, client, settings, roles),
        )  # fmt: skip
        runtime = await stack.enter_async_context(running(service, connections, clock, sealer, roles=roles))
        if not asked:
            runtime.tasks.append(asyncio.create_task(_stays_closed(broker), name="strangers"))
        return await _until_stopped(runtime, settings, roles)


def key_ring(settings: Settings) -> KeyRing:
    """The wrapping keys that the environment names."""
    return KeyRing(settings.key_ring, settings.master_key_file)


async def _until_stopped(runtime: Runtime, settings: Settings, roles: tuple[str, ...]) -> int:
    stopped = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    waiting: set[asyncio.Task[object]] = {asyncio.create_task(stopped.wait())}
    production = settings.profile == "production"
    if "web" in roles:
        http = server(
            Guard(_app(runtime, settings), tls_only=production),
            settings.http_host,
            settings.http_port,
            settings.proxies,
        )
        waiting.add(asyncio.create_task(http.serve()))
    failed: set[asyncio.Task[object]] = set(runtime.tasks)
    done, _ = await asyncio.wait(waiting | failed, return_when=asyncio.FIRST_COMPLETED)
    return 1 if done & failed else 0


def _app(runtime: Runtime, settings: Settings) -> FastAPI:
    development = settings.profile == "development"
    keys = KeySet(key_set_at(settings.jwks, settings.jwks_ca), development=development)
    grants_of = claimed_grants if development else given_grants
    rates = Rates(times=DEVELOPMENT_TIMES if development else 1)
    access = Access(Verifier(keys, settings.issuer, settings.audience), grants_of, rates)
    return create_app(runtime, access, settings.cursor_key, docs=development)


def _broker(settings: Settings) -> BrokerAccess:
    tls = None
    if settings.nats_ca is not None:
        tls = trusting(settings.nats_ca, settings.nats_certificate, settings.nats_key)
    return BrokerAccess(settings.nats_url, settings.nats_passwords, tls)


async def _is_closed(broker: BrokerAccess) -> bool:
    """False when the broker is away: commands do not wait for it. Raises OpenBroker."""
    try:
        await asyncio.wait_for(closed_to_strangers(broker), PROBE_SECONDS)
    except TimeoutError:
        return False
    return True


async def _stays_closed(broker: BrokerAccess) -> None:
    """Ends, with OpenBroker, only when a broker that came later lets in strangers."""
    await closed_to_strangers(broker)
    await asyncio.Event().wait()


class _TokenOf(httpx.Auth):
    """Read for each question: no token lives longer than an hour, and whoever renews it replaces the file."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["authorization"] = f"Bearer {self._file.read_text().strip()}"
        yield request


def _client(token: Path | None) -> httpx.AsyncClient:
    """No proxy of the environment sees the token."""
    return httpx.AsyncClient(timeout=10, trust_env=False, auth=None if token is None else _TokenOf(token))


def _sealing(service: str, client: httpx.AsyncClient, settings: Settings, roles: tuple[str, ...]) -> Sealing | None:
    """Public keys for whoever checks; the private one where seals are made or service records are handed out."""
    if "seal" in roles and None in (settings.seal_key, settings.seal_keys):
        raise Unset("CW_SEAL_KEY_FILE and CW_SEAL_KEYS_FILE are needed where logs are sealed")
    if settings.seal_keys is None:
        return None
    digest(settings.hash)  # a name nobody knows ends the start
    keys = PublicKeys.load(settings.seal_keys)
    own = signer(settings.seal_key) if settings.seal_key else None
    if own is not None and not keys.knows(f"{settings.cell}/{service}", own.public_key):
        raise Unset(f"CW_SEAL_KEYS_FILE has no {settings.cell}/{service} with the public key of CW_SEAL_KEY_FILE")
    ask = {name: _ask(client, url) for name, url in settings.feeds.items()}
    return Sealing(
        cell=settings.cell, keys=keys, signer=own, ask=ask, algorithm=settings.hash, seconds=settings.seal_seconds,
        issuers={} if settings.record_issuers is None else PublicKeys.load(settings.record_issuers).entries,
    )  # fmt: skip


def _ask(client: httpx.AsyncClient, url: str) -> Ask:
    async def proof(old: int, new: int) -> list[bytes] | None:
        answer = await client.get(f"{url}/seals/consistency", params={"from": old, "to": new})
        if answer.status_code == 404:
            return None
        answer.raise_for_status()
        return [b64decode(hash) for hash in answer.json()["proof"]]

    return proof


def _feeds(client: httpx.AsyncClient, urls: Mapping[str, str]) -> dict[str, Feed]:
    """The logs of the other services over their HTTP feeds; without an address a hole waits for the broker's repair."""

    def feed(url: str) -> Feed:
        async def read(after: int, count: int) -> list[tuple[Mapping[str, str], bytes]]:
            answer = await client.get(f"{url}/events", params={"after": after, "limit": count})
            answer.raise_for_status()
            page = msgspec.json.decode(answer.content, type=_Page)
            if any(event.subject is None for event in page.events):
                raise PermissionError("the token of the feeds does not reach every region")
            return [(event.headers, b"" if event.data == b"null" else bytes(event.data)) for event in page.events]

        return read

    return {name: feed(url) for name, url in urls.items()}


class _Event(msgspec.Struct):
    subject: str | None
    headers: dict[str, str]
    data: msgspec.Raw


class _Page(msgspec.Struct):
    events: list[_Event]
