"""Event ⇄ stored bytes. The bytes are the truth: encoded once by the application, hashed, never re-serialised.

`meta` is the JSON of the whole envelope but position and hash, `data` the JSON of the event,
`hash` = H(0x00 ‖ u32(len meta) ‖ meta ‖ data); the algorithm's name stands in meta.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

import msgspec

from shared.crypto import SHA_256, digest, leaf_hash
from shared.kernel import Recorded, Region, Sealed, Stream

Upcast = Callable[[dict[str, Any]], dict[str, Any]]


def _encode_hook(value: Any) -> Any:
    if isinstance(value, Sealed):
        return value.token
    raise TypeError(f"{type(value).__name__} has no stored form")


def _decode_hook(kind: type, value: Any) -> Any:
    if kind is Sealed:
        return Sealed(value)
    raise TypeError(f"{kind.__name__} has no stored form")


encode: Final = msgspec.json.Encoder(enc_hook=_encode_hook).encode


def decoder(kind: Any) -> Callable[[bytes], Any]:
    """Decode JSON bytes into a record class; unknown fields are ignored."""
    return msgspec.json.Decoder(kind, dec_hook=_decode_hook).decode


class Meta(msgspec.Struct, frozen=True):
    """The envelope as hashed. Field order is part of the stored form."""

    alg: str
    stream_type: str
    stream_id: UUID
    version: int
    type: str
    schema_version: int
    event_id: UUID
    subject: UUID | None
    region: str
    recorded: datetime
    effective: date
    actor: str
    command_id: UUID
    correlation: UUID
    causation: UUID | None
    traceparent: str | None


class StoredEvent(NamedTuple):
    """One row of the log in column order; `position` 0 = not yet appended."""

    position: int
    stream_type: str
    stream_id: UUID
    version: int
    type: str
    schema_version: int
    event_id: UUID
    subject: UUID | None
    region: str
    recorded: datetime
    effective: date
    actor: str
    command_id: UUID
    correlation: UUID
    causation: UUID | None
    meta: bytes
    data: bytes
    hash: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a command came from: stamped on every event that follows from it."""

    actor: str
    command_id: UUID
    correlation: UUID
    causation: UUID | None = None
    traceparent: str | None = None


class UnknownEvent(LookupError):
    """The log holds an event that this build cannot read."""


@dataclass(frozen=True, slots=True)
class Codec:
    """Every event class of a service's streams, by stored name.

    `upcasts` maps (stream type, event type, old schema version) to a pure function that lifts the JSON object by one
    version; it runs before decoding. `algorithm` hashes new events; each stored one names its own.
    """

    streams: Mapping[str, Stream[Any, Any, Any, Any]]
    upcasts: Mapping[tuple[str, str, int], Upcast] = field(default_factory=dict)
    algorithm: str = SHA_256
    _decoders: dict[tuple[str, str], tuple[int, Callable[[bytes], Any]]] = field(default_factory=dict)
    _told: dict[tuple[str, str, int], Callable[[bytes], Any]] = field(default_factory=dict)

    @staticmethod
    def of(
        streams: Iterable[Stream[Any, Any, Any, Any]], upcasts: Mapping[tuple[str, str, int], Upcast] | None = None,
        algorithm: str = SHA_256, told: Mapping[type[Any], type[Any]] | None = None,
    ) -> "Codec":  # fmt: skip
        """`told`: of events that hold far more than is published, a record of the fields that publishing reads."""
        codec = Codec({s.type: s for s in streams}, upcasts or {}, algorithm)
        for stream in codec.streams.values():
            for kind in stream.events:
                version = getattr(kind, "schema_version", 1)
                codec._decoders[stream.type, kind.__name__] = (version, decoder(kind))
                if told is not None and kind in told:
                    codec._told[stream.type, kind.__name__, version] = decoder(told[kind])
        return codec

    def decode(self, stream_type: str, type: str, schema_version: int, data: bytes) -> Any:
        try:
            current, decode = self._decoders[stream_type, type]
        except KeyError:
            raise UnknownEvent(f"{stream_type}/{type} version {schema_version}") from None
        return (
            decode(data)
            if schema_version == current
            else decode(self.lifted(stream_type, type, schema_version, current, data))
        )

    def told(self, row: StoredEvent) -> Any:
        """The event as far as publishing reads it: a slip of a hundred lines is whole ten times as slow as what is told of it."""
        narrow = self._told.get((row.stream_type, row.type, row.schema_version))
        if narrow is not None:
            return narrow(row.data)
        return self.decode(row.stream_type, row.type, row.schema_version, row.data)

    def lifted(self, stream_type: str, type: str, old: int, current: int, data: bytes) -> bytes:
        content: dict[str, Any] = msgspec.json.decode(data)
        for version in range(old, current):
            try:
                content = self.upcasts[stream_type, type, version](content)
            except KeyError:
                raise UnknownEvent(f"{stream_type}/{type}: no upcast from version {version}") from None
        return msgspec.json.encode(content)

    def recorded(self, row: StoredEvent) -> Recorded[Any]:
        return Recorded(
            position=row.position,
            stream_type=row.stream_type,
            stream_id=row.stream_id,
            version=row.version,
            event=self.decode(row.stream_type, row.type, row.schema_version, row.data),
            event_id=row.event_id,
            subject=row.subject,
            region=Region(row.region),
            recorded=row.recorded,
            effective=row.effective,
            actor=row.actor,
            correlation=row.correlation,
            causation=row.causation,
        )


def stored(
    *,
    stream_type: str,
    stream_id: UUID,
    version: int,
    event: Any,
    event_id: UUID,
    subject: UUID | None,
    region: Region,
    recorded: datetime,
    origin: Origin,
    algorithm: str = SHA_256,
) -> StoredEvent:
    """The row of a new event: `version` is its own place in the stream, `recorded` is UTC."""
    kind = type(event)
    schema_version: int = getattr(kind, "schema_version", 1)
    meta = encode(
        Meta(
            algorithm, stream_type, stream_id, version, kind.__name__, schema_version, event_id, subject, region,
            recorded, event.effective, origin.actor, origin.command_id, origin.correlation, origin.causation,
            origin.traceparent,
        )
    )  # fmt: skip
    data = encode(event)
    return StoredEvent(
        0, stream_type, stream_id, version, kind.__name__, schema_version, event_id, subject, region, recorded,
        event.effective, origin.actor, origin.command_id, origin.correlation, origin.causation, meta, data,
        leaf_hash(meta, data, digest(algorithm)),
    )  # fmt: skip
