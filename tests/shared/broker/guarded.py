"""The four services' broker with one partner, real server and real configuration, and a client that tries what it may not."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from nats.aio.client import Client
from nats.js.api import StreamInfo

from deploy.services import SERVICES
from shared.broker import BrokerAccess, Partner, PartnerConsumers, connect, declare, relay_user, stream_name
from shared.broker.access import Login, inbox, partners_user
from shared.clock import Clock
from shared.kernel import region
from tests.servers import as_operator

CHENGDU, ZIGONG = "51.01.07.001.001", "51.03.02.001.001"
TAX = Partner(
    name="tax", regions=(region("51", "01"), region("51", "01", "07")), contract="川税〔2026〕9号", basis="税收征管法 第六条",
    types=("personnel.worker.hired.v1", "payroll.payslip.issued.v1"), expires=date(2027, 12, 31),
)  # fmt: skip
NOBODY_MAY = "nobody.may"


def hired(place: str, fact: str = "hired") -> str:
    return f"events.personnel.p0.worker.{fact}.v1.{place}"


@dataclass(slots=True)
class Outsider:
    """A connection of one user; `errors` is what the server complained about, in order."""

    client: Client
    errors: list[str] = field(default_factory=list)
    complained: asyncio.Event = field(default_factory=asyncio.Event)

    async def refused(self, subject: str, payload: bytes = b"") -> bool:
        """Whether the server would not even take it, or nobody is there to answer."""
        self.complained.clear()
        answers = self.client.new_inbox()
        listening = await self.client.subscribe(answers)
        await self.client.publish(subject, payload, reply=answers)
        answer = asyncio.ensure_future(listening.next_msg(timeout=10))
        complaint = asyncio.ensure_future(self.complained.wait())
        done, waiting = await asyncio.wait({answer, complaint}, return_when=asyncio.FIRST_COMPLETED)
        for task in waiting:
            task.cancel()
        await listening.unsubscribe()
        return complaint in done or (answer.result().headers or {}).get("Status") == "503"

    async def hears(self, subject: str) -> bool:
        """Whether the server lets it subscribe: it complains in order, and about what follows for certain."""
        before = len(self.errors)
        await self.client.subscribe(subject)
        await self.client.publish(NOBODY_MAY)
        while not any(NOBODY_MAY in error.lower() for error in self.errors[before:]):
            self.complained.clear()
            await asyncio.wait_for(self.complained.wait(), 10)
        return len(self.errors) == before + 1

    async def answered_to(self, reply: str, subject: str, payload: bytes = b"") -> None:
        """Ask something, and let the server send the answer where one may not publish."""
        await self.client.publish(subject, payload, reply=reply)
        await self.client.flush()


@asynccontextmanager
async def outsider(login: Login) -> AsyncIterator[Outsider]:
    client = Client()
    found = Outsider(client)

    async def complained(error: Exception) -> None:
        found.errors.append(str(error))
        found.complained.set()

    await client.connect(
        login.url, user=login.user, password=login.password, inbox_prefix=inbox(login.user), error_cb=complained,
        allow_reconnect=False,
    )  # fmt: skip
    try:
        yield found
    finally:
        await client.close()


@dataclass(frozen=True, slots=True)
class Guarded:
    """The broker, with something in each stream and the partner's consumers declared."""

    access: BrokerAccess

    async def fill(self, clock: Clock) -> None:
        for service in SERVICES:
            client = await connect(self.access.login(relay_user(service)), "relay")
            js = client.jetstream()
            await declare(js, service)
            await js.publish(f"void.{service}", b"", headers={"position": "1"})
            if service == "personnel":
                for subject in (hired(CHENGDU), hired(ZIGONG), hired(CHENGDU, "exited"), hired(CHENGDU)):
                    await js.publish(subject, subject.encode())
            await client.close()
            await self.keep(service, clock)

    async def keep(self, service: str, clock: Clock) -> None:
        await PartnerConsumers(service, (TAX,), self.access.login(partners_user(service)), clock).keep()

    async def looks(self) -> dict[str, Any]:
        """Everything there is: what each stream holds and how it is made, and every durable consumer."""
        found: dict[str, Any] = {}
        for service in SERVICES:
            stream = stream_name(service)
            client = await as_operator(self.access, stream)
            js = client.jetstream()
            infos: list[StreamInfo] = await js.streams_info()
            found[stream] = {str(i.config.name): (i.config, i.state.last_seq, i.state.messages) for i in infos}
            consumers = await js.consumers_info(stream)
            found[f"{stream} consumers"] = sorted(
                (str(c.config), c.num_pending) for c in consumers if c.config.durable_name
            )
            await client.close()
        return found


def asked(config: Mapping[str, Any], stream: str = "PERSONNEL") -> bytes:
    return json.dumps({"stream_name": stream, "config": config}).encode()


async def settled(look: Any) -> Any:
    """What it looks like once nothing changes any more."""
    before = None
    async with asyncio.timeout(20):
        while (now := await look()) != before:
            before = now
            await asyncio.sleep(0.2)
    return now
