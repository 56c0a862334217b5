"""Rules as dated data: YAML with meaning, source and days, read into a service's typed Policies.

`policies/national/*.yaml`, then `policies/<province>/<city>/<county>/*.yaml`: a lower level fills or overrides by name what the
higher left open (`final: true` closes a name). In a field ending in `_ppm` a rate is written "16%", in one ending in `_fen` an
amount is written "3400.00".
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any, Generic, TypeVar, get_args, get_origin, get_type_hints

import yaml

from shared.kernel import Dated, Region, rate, segments, to_fen
from shared.yaml_file import read_yaml

P = TypeVar("P")


class PolicyFault(Exception):
    """A policy file cannot be used; the text names the file, the entry and the fault."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One rule as its file states it, before its values are typed."""

    name: str
    file: Path
    means: str
    source: str
    values: Mapping[date, Any]
    final: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What a value means and where it comes from, for the explanation of a decision."""

    name: str
    region: str
    means: str
    source: str


class PolicyBook(Generic[P]):
    """Every policy of a service. `of(region)` answers the typed policies that rule there."""

    def __init__(self, kind: type[P], folder: Path, entries: Mapping[tuple[str, ...], Mapping[str, Entry]]) -> None:
        self._kind = kind
        self._folder = folder
        self._entries = entries
        self._known: dict[tuple[str, ...], P] = {}

    @staticmethod
    def load(kind: type[P], folder: Path) -> "PolicyBook[P]":
        """Read every file below the folder. Raises PolicyFault."""
        entries: dict[tuple[str, ...], dict[str, Entry]] = {(): {}}
        for file in sorted(folder.rglob("*.yaml")):
            level = file.parent.relative_to(folder).parts
            place = () if level == ("national",) else level
            for entry in _entries(file):
                if entry.name in entries.setdefault(place, {}):
                    raise PolicyFault(f"{file}: {entry.name} is given twice at this level")
                entries[place][entry.name] = entry
        book = PolicyBook(kind, folder, MappingProxyType(entries))
        book._check()
        return book

    def of(self, region: Region) -> P:
        """The policies of the nearest level that has any; equal for all regions below it."""
        place = segments(region)
        while place and place not in self._entries:
            place = place[:-1]
        if place not in self._known:
            self._known[place] = self._typed(place)
        return self._known[place]

    def fingerprint(self, region: Region) -> str:
        """The same for the same values, sources and days of everything that rules in a region; otherwise another."""
        place = segments(region)
        while place and place not in self._entries:
            place = place[:-1]
        ruling = {
            name: [entry.means, entry.source, {str(day): value for day, value in entry.values.items()}]
            for name, entry in self._ruling(place).items()
        }
        return sha256(json.dumps(ruling, sort_keys=True, default=str).encode()).hexdigest()

    def citations(self) -> Iterator[Citation]:
        for place, named in self._entries.items():
            for entry in named.values():
                yield Citation(name=entry.name, region="/".join(place), means=entry.means, source=entry.source)

    def _ruling(self, place: tuple[str, ...]) -> dict[str, Entry]:
        found: dict[str, Entry] = {}
        for depth in range(len(place) + 1):
            for name, entry in self._entries.get(place[:depth], {}).items():
                if name in found and found[name].final:
                    raise PolicyFault(f"{entry.file}: {name} is final in {found[name].file}")
                found[name] = entry
        return found

    def _typed(self, place: tuple[str, ...]) -> P:
        ruling = self._ruling(place)
        hints = get_type_hints(self._kind)
        missing = sorted(_from_files(self._kind) - set(ruling))
        if missing:
            raise PolicyFault(f"{self._folder}: no value for {', '.join(missing)} in {'/'.join(place) or 'the nation'}")
        return self._kind(**{name: _dated(ruling[name], hints[name]) for name in _from_files(self._kind)})

    def _read_all(self, place: tuple[str, ...]) -> None:
        hints = get_type_hints(self._kind)
        for name, entry in self._entries[place].items():
            _dated(entry, hints[name])

    def _check(self) -> None:
        known = _from_files(self._kind)
        for named in self._entries.values():
            for entry in named.values():
                if entry.name not in known:
                    raise PolicyFault(f"{entry.file}: nobody asks for {entry.name}")
        given = {name for named in self._entries.values() for name in named}
        if known - given:
            raise PolicyFault(f"{self._folder}: no value anywhere for {', '.join(sorted(known - given))}")
        for place in self._entries:
            if known <= set(self._ruling(place)):
                self._known[place] = self._typed(place)
            else:
                self._read_all(place)


def _from_files(kind: Any) -> set[str]:
    """Fields with a default are laid over at run time: schemes that an authority publishes."""
    return {f.name for f in fields(kind) if f.default is MISSING}


class _Strict(yaml.CSafeLoader):
    """Where a name or a day is given twice, plain YAML keeps the last without a word."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        twice = [key for n, key in enumerate(keys) if key in keys[:n]]
        if twice:
            raise yaml.constructor.ConstructorError(None, None, f"{twice[0]} is given twice", node.start_mark)
        return super().construct_mapping(node, deep)


def _entries(file: Path) -> Iterator[Entry]:
    try:
        content = read_yaml(file, _Strict)
    except yaml.YAMLError as fault:
        raise PolicyFault(f"{file}: {fault}") from fault
    if not isinstance(content, dict):
        raise PolicyFault(f"{file}: a mapping of names is expected")
    for name, entry in content.items():
        if not isinstance(entry, dict) or set(entry) - {"means", "source", "values", "final"}:
            raise PolicyFault(f"{file}: {name} must hold means, source, values and nothing else but final")
        for word in ("means", "source", "values"):
            if not entry.get(word):
                raise PolicyFault(f"{file}: {name} has no {word}")
        values = entry["values"]
        if not isinstance(values, dict) or not all(type(day) is date for day in values):
            raise PolicyFault(f"{file}: the values of {name} must be given by day")
        yield Entry(
            name=name,
            file=file,
            means=entry["means"],
            source=entry["source"],
            values=values,
            final=bool(entry.get("final")),
        )


def _dated(entry: Entry, hint: Any) -> Dated[Any]:
    if get_origin(hint) is not Dated:
        raise PolicyFault(f"{entry.name} must be declared as Dated[…]")
    (kind,) = get_args(hint)
    try:
        return Dated(tuple((day, typed(value, kind, entry.name)) for day, value in sorted(entry.values.items())))
    except (TypeError, ValueError, KeyError) as fault:
        raise PolicyFault(f"{entry.file}: {entry.name}: {fault}") from fault


def typed(value: Any, kind: Any, name: str) -> Any:
    """A YAML value as the declared type; `name` is the field it is for."""
    if get_origin(kind) is tuple:
        return _tuple(value, get_args(kind), name)
    if type(None) in get_args(kind):
        return None if value is None else typed(value, next(a for a in get_args(kind) if a is not type(None)), name)
    if is_dataclass(kind):
        return _record(value, kind, name)
    if kind is int and name.endswith(("_ppm", "_fen")):
        if not isinstance(value, str):
            raise TypeError(f"{value!r} is not written as a text, such as '16%' or '3400.00'")
        return rate(value) if name.endswith("_ppm") else to_fen(value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    if type(value) is not kind:
        raise TypeError(f"{value!r} is not {getattr(kind, '__name__', kind)}")
    return value


def _tuple(value: Any, kinds: tuple[Any, ...], name: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is not a list")
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(typed(v, kinds[0], name) for v in value)
    return tuple(typed(v, k, name) for v, k in zip(value, kinds, strict=True))


def _record(value: Any, kind: Any, name: str) -> Any:
    hints = get_type_hints(kind)
    if not isinstance(value, dict) or set(value) - set(hints):
        raise TypeError(f"{value!r} does not fit {kind.__name__}")
    return kind(**{key: typed(v, hints[key], key) for key, v in value.items()})
