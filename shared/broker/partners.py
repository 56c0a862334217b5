"""Other platforms on the broker: what each may hear, by contract, and the consumers that we keep for them.

A partner pulls from a durable consumer and acknowledges; it can name neither regions nor types, they stand in the consumer.
"""

import asyncio
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, Final

import yaml
from nats.errors import Error as NatsError
from nats.js import JetStreamContext
from nats.js.api import AckPolicy, ConsumerConfig, ConsumerInfo
from nats.js.errors import Error as JetStreamError
from nats.js.errors import NotFoundError

from shared.broker.access import Login
from shared.broker.jetstream import connect, stream_name
from shared.clock import Clock
from shared.kernel import LEVELS, Region, record, region, segments, within
from shared.telemetry import log
from shared.yaml_file import read_yaml

LOOK_AGAIN_SECONDS: Final = 60.0
MAX_DELIVER: Final = 20
MAX_ACK_PENDING: Final = 500
ACK_SECONDS: Final = 60.0
OURS: Final = {"kept-by": "partner register"}
_NAME: Final = re.compile(r"[a-z][a-z0-9-]{1,30}")
_PATH: Final = re.compile(r"([0-9a-z]+|_)(/([0-9a-z]+|_)){4}")
_TYPE: Final = re.compile(r"[a-z_]+\.[a-z_]+\.[a-z_]+\.v[1-9][0-9]*")


class BadRegister(Exception):
    """The register of partners says something that cannot be; the text names the partner and the entry."""


@record
class Partner:
    """`types` as `personnel.worker.hired.v1`; `contract` is the document, `basis` the legal basis; `expires` is the last day."""

    name: str
    regions: tuple[Region, ...]
    types: tuple[str, ...]
    contract: str
    basis: str
    expires: date

    def hears(self, service: str) -> tuple[str, ...]:
        """The filter subjects on the stream of a service; none when the partner hears nothing of it."""
        widest = [r for r in self.regions if not any(o != r and within(o, r) for o in self.regions)]
        own = [kind.split(".") for kind in self.types if kind.startswith(f"{service}.")]
        return tuple(
            f"events.{service}.*.{aggregate}.{fact}.{version}.{_below(place)}"
            for _, aggregate, fact, version in own
            for place in widest
        )

    def current(self, today: date) -> bool:
        return today <= self.expires


def _below(place: Region) -> str:
    own = segments(place)
    return ".".join((*own, *("*",) * (len(LEVELS) - len(own))))


def read_register(file: Path | None) -> tuple[Partner, ...]:
    """The partners of a YAML file: by name, with regions, types, contract, basis, expires. Raises BadRegister."""
    if file is None:
        return ()
    try:
        entries = read_yaml(file) or {}
        return tuple(_partner(name, entry) for name, entry in entries.items())
    except (OSError, yaml.YAMLError, AttributeError) as fault:
        raise BadRegister(f"{file.name}: {type(fault).__name__}") from fault


def _partner(name: Any, entry: Mapping[str, Any]) -> Partner:
    try:
        if not (isinstance(name, str) and _NAME.fullmatch(name)):
            raise ValueError("a name is small letters, digits and hyphens")
        if set(entry) != {"regions", "types", "contract", "basis", "expires"} or not all(entry.values()):
            raise ValueError("regions, types, contract, basis and expires are all needed, and nothing else")
        if unknown := [kind for kind in entry["types"] if not _TYPE.fullmatch(kind)]:
            raise ValueError(f"{unknown[0]} is no type of a published event")
        if not isinstance(entry["expires"], date):
            raise ValueError("expires is a day")
        if wrong := [path for path in entry["regions"] if not _PATH.fullmatch(path)]:
            raise ValueError(f"{wrong[0]} is no region")
        regions = tuple(dict.fromkeys(region(*segments(Region(path))) for path in entry["regions"]))
        return Partner(
            name=name, regions=regions, types=tuple(dict.fromkeys(entry["types"])), contract=str(entry["contract"]),
            basis=str(entry["basis"]), expires=entry["expires"],
        )  # fmt: skip
    except (TypeError, AttributeError, ValueError) as fault:
        raise BadRegister(f"partner {name}: {fault}") from fault


class PartnerConsumers:
    """Keeps the consumers on one service's stream as the register says."""

    def __init__(self, service: str, partners: Sequence[Partner], login: Login, clock: Clock) -> None:
        self._service = service
        self._partners = partners
        self._login = login
        self._clock = clock

    async def run(self) -> None:
        """For ever; a partner whose contract ended loses its consumer within a minute."""
        while True:
            try:
                await self.keep()
            except NotFoundError:  # the relay has not made the stream yet
                await asyncio.sleep(0.5)
                continue
            except (NatsError, JetStreamError, OSError, TimeoutError) as problem:
                log.warning("partners.wait", service=self._service, error=type(problem).__name__)
                await asyncio.sleep(1)
                continue
            await asyncio.sleep(LOOK_AGAIN_SECONDS)

    async def keep(self) -> None:
        """Make what is missing, bring to the register what differs, remove what has no contract any more."""
        client = await connect(self._login, f"partners of {self._service}")
        try:
            js = client.jetstream(timeout=2)
            kept = await self._kept(js)
            due = {p.name: p.hears(self._service) for p in self._partners if p.current(self._clock.today())}
            for name in kept.keys() - {name for name, subjects in due.items() if subjects}:
                await js.delete_consumer(stream_name(self._service), name)
                log.info("partners.removed", service=self._service, partner=name)
            for name, subjects in due.items():
                if subjects and set(kept.get(name, ())) != set(subjects):
                    await js.add_consumer(stream_name(self._service), _consumer(name, subjects))
                    log.info("partners.declared", service=self._service, partner=name)
        finally:
            with suppress(NatsError, OSError, TimeoutError):
                await client.close()

    async def _kept(self, js: JetStreamContext) -> dict[str, tuple[str, ...]]:
        """Name and filter subjects of every consumer on the stream that this register once made."""
        found: list[ConsumerInfo] = []
        while True:
            page = await js.consumers_info(stream_name(self._service), offset=len(found))
            found += page
            if not page:
                break
        return {c.name: _filters(c) for c in found if OURS.items() <= (c.config.metadata or {}).items()}


def _filters(consumer: ConsumerInfo) -> tuple[str, ...]:
    one = consumer.config.filter_subject
    return (one,) if one else tuple(consumer.config.filter_subjects or ())


def _consumer(name: str, subjects: Sequence[str]) -> ConsumerConfig:
    return ConsumerConfig(
        name=name, durable_name=name, metadata=dict(OURS), filter_subjects=list(subjects), ack_policy=AckPolicy.EXPLICIT,
        ack_wait=ACK_SECONDS, max_deliver=MAX_DELIVER, max_ack_pending=MAX_ACK_PENDING, max_waiting=8,
    )  # fmt: skip
