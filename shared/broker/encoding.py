"""A stored event as a message, and a message as news: CloudEvents attributes in headers, the published event as body."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, get_args
from uuid import UUID

import msgspec

from shared.eventlog import Codec, Meta, StoredEvent, decoder, encode
from shared.kernel import Region
from shared.published import News, Published, subject_of, void_subject

Publish = Callable[[str, UUID, Any], Published | None]
_meta = msgspec.json.Decoder(Meta).decode


@dataclass(frozen=True, slots=True)
class Message:
    subject: str
    headers: Mapping[str, str]
    body: bytes


def encode_message(service: str, row: StoredEvent, codec: Codec, publish: Publish) -> Message:
    """What the world hears of a position: its published event, or a void with position and hash only."""
    published = publish(row.stream_type, row.stream_id, codec.told(row))
    position = {"position": str(row.position), "hash": row.hash.hex()}
    if published is None:
        return Message(void_subject(service), position, b"")
    name = published.told
    region = Region(row.region)
    headers = {
        "ce-specversion": "1.0",
        "ce-id": str(row.event_id),
        "ce-source": f"/{service}",
        "ce-type": f"{name.type}.v{name.version}",
        "ce-time": row.recorded.isoformat(),
        "content-type": "application/json",
        **position,
        "version": str(row.version),
        "region": region,
        "effective": row.effective.isoformat(),
        "actor": row.actor,
        "correlation": str(row.correlation),
    }
    if row.subject is not None:
        headers["ce-subject"] = str(row.subject)
    if row.causation is not None:
        headers["causation"] = str(row.causation)
    if traceparent := _meta(row.meta).traceparent:
        headers["traceparent"] = traceparent
    return Message(subject_of(name, row.subject or row.stream_id, region), headers, encode(published))


@dataclass(frozen=True, slots=True)
class Hearing:
    """The published classes somebody listens to, by their type header."""

    decoders: Mapping[str, Callable[[bytes], Any]]

    @staticmethod
    def of(heard: Any) -> "Hearing":
        """`heard` is a published class or a union of them."""
        kinds = get_args(heard) or (heard,)
        return Hearing({f"{k.told.type}.v{k.told.version}": decoder(k) for k in kinds})

    def news(self, headers: Mapping[str, str], body: bytes) -> News[Any] | None:
        """The message as news; None when it is void or nobody listens to its type. Unknown fields are ignored."""
        decode = self.decoders.get(headers.get("ce-type", ""))
        if decode is None:
            return None
        subject = headers.get("ce-subject")
        return News(
            event=decode(body),
            event_id=UUID(headers["ce-id"]),
            source=headers["ce-source"].removeprefix("/"),
            position=int(headers["position"]),
            subject=UUID(subject) if subject else None,
            region=Region(headers["region"]),
            effective=date.fromisoformat(headers["effective"]),
            recorded=datetime.fromisoformat(headers["ce-time"]),
            actor=headers["actor"],
            correlation=UUID(headers["correlation"]),
            traceparent=headers.get("traceparent"),
        )
