"""One sample of every stored event and published contract, made from its type hints: the same on every day and machine."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, is_dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, ClassVar, Literal, NewType, Union, get_args, get_origin, get_type_hints
from uuid import UUID
from zlib import crc32

import shared.published
from shared.eventlog import Codec, Meta, decoder, encode
from shared.ids import derived_id
from shared.kernel import Month, Region, Sealed
from shared.service import Service

ROOT = Path(__file__).parents[2]
FIRST = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Kind:
    """Something whose bytes are a promise. `file` is its place below tests/golden, without the version."""

    file: str
    version: int
    type: Any
    read: Callable[[bytes, int], Any]
    lifted: Callable[[bytes, int], bytes]

    @property
    def golden(self) -> str:
        return f"{self.file}.v{self.version}.json"


@cache
def services() -> dict[str, Service]:
    """Every service that has its form filled in."""
    names = sorted(p.parent.name for p in (ROOT / "services").glob("*/service.py"))
    return {name: importlib.import_module(f"services.{name}.service").SERVICE for name in names}


def events(service: Service) -> Iterator[Kind]:
    """Every event that the streams of a service may hold."""
    codec = Codec.of(service.streams, service.upcasts)
    for stream in service.streams:
        for kind in stream.events:
            yield _stored(service.name, codec, stream.type, kind)


def _stored(service: str, codec: Codec, stream: str, kind: Any) -> Kind:
    version: int = getattr(kind, "schema_version", 1)
    name = kind.__name__
    return Kind(
        f"events/{service}/{stream}/{name}",
        version,
        kind,
        lambda data, old: codec.decode(stream, name, old, data),
        lambda data, old: codec.lifted(stream, name, old, version, data),
    )


def contracts() -> Iterator[Kind]:
    """Every published class, whoever publishes it."""
    for found in pkgutil.walk_packages(shared.published.__path__, "shared.published."):
        module = importlib.import_module(found.name)
        for kind in vars(module).values():
            if isinstance(kind, type) and hasattr(kind, "told") and kind.__module__ == module.__name__:
                yield _told(kind)


def _told(kind: Any) -> Kind:
    def unchanged(data: bytes, old: int) -> bytes:
        return data

    read = decoder(kind)
    return Kind(f"published/{kind.told.type}", kind.told.version, kind, lambda data, _: read(data), unchanged)


def envelope() -> Kind:
    """The envelope that is hashed with every event."""

    def unchanged(data: bytes, old: int) -> bytes:
        return data

    read = decoder(Meta)
    return Kind("meta", 1, Meta, lambda data, _: read(data), unchanged)


def kinds() -> dict[str, Kind]:
    found = [envelope(), *contracts(), *(kind for service in services().values() for kind in events(service))]
    return {kind.golden: kind for kind in found}


def stored_form(kind: Kind) -> bytes:
    """The bytes of the sample."""
    return encode(sample(kind.type, kind.type.__name__))


def words(kinds: "dict[str, Kind]") -> dict[str, list[str]]:
    """Every value of every enum that is stored or told, by service and name: one notion, one list of words."""
    found: dict[str, list[str]] = {}
    for kind in kinds.values():
        for enum in _enums(kind.type):
            name, values = f"{_owner(enum)}.{enum.__name__}", [member.value for member in enum]
            if found.setdefault(name, values) != values:
                raise ValueError(f"two enums are called {name} and differ")
    return dict(sorted(found.items()))


def _owner(enum: type[Enum]) -> str:
    top, owner, *below = enum.__module__.split(".")
    return below[0] if (top, owner) == ("shared", "published") else owner


def has_fields(hint: Any) -> bool:
    """A record, or a named tuple where a record is made by the hundred thousand."""
    return is_dataclass(hint) or hasattr(hint, "_fields")


def _enums(hint: Any) -> Iterator[type[Enum]]:
    if isinstance(hint, type) and issubclass(hint, Enum):
        yield hint
    elif has_fields(hint):
        for below in get_type_hints(hint).values():
            yield from _enums(below)
    else:
        for below in get_args(hint):
            yield from _enums(below)


def sample(hint: Any, where: str) -> Any:
    """A value of the type, all of it filled in; `where` (class and field names) makes neighbours differ."""
    if hint in _PLAIN:
        return _PLAIN[hint](where)
    if isinstance(hint, NewType):
        return sample(hint.__supertype__, where)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return next(iter(hint))
    if get_origin(hint) is not None:
        return _composed(get_origin(hint), get_args(hint), where)
    hints = {name: below for name, below in get_type_hints(hint).items() if get_origin(below) is not ClassVar}
    if not hints:
        raise TypeError(f"{where}: nobody said what a sample of {hint} is")
    return hint(**{name: sample(below, f"{where}.{name}") for name, below in hints.items()})


def _composed(origin: Any, inside: tuple[Any, ...], where: str) -> Any:
    if origin in (Union, UnionType):
        return sample(next(each for each in inside if each is not type(None)), where)
    if origin is Literal:
        return inside[0]
    if origin is tuple:
        each = (inside[0], inside[0]) if inside[1:] == (Ellipsis,) else inside
        return tuple(sample(hint, f"{where}.{at}") for at, hint in enumerate(each))
    raise TypeError(f"{where}: nobody said what a sample of {origin} is")


def _number(where: str, below: int) -> int:
    return crc32(where.encode()) % below


def _instant(where: str) -> datetime:
    return FIRST + timedelta(microseconds=_number(where, 10**9) * 31_536 + 1)


_PLAIN: dict[Any, Callable[[str], Any]] = {
    UUID: lambda where: derived_id("golden", where),
    date: lambda where: _instant(where).date(),
    datetime: _instant,
    str: lambda where: f"{where} 样本",
    int: lambda where: _number(where, 10**6),
    bool: lambda where: True,
    Sealed: lambda where: Sealed(f"sealed-{_number(where, 10**9)}"),
    Region: lambda where: Region("51/01/07/017/k3f"),
    Month: lambda where: Month(year=2026, month=1 + _number(where, 12)),
}
