"""Every policy of a service, and which of them rule where."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any, Generic, TypeVar, get_type_hints

from shared.kernel import Bound, Dated, Region, region, segments
from shared.policies.entries import Entry, entries
from shared.policies.faults import PolicyFault
from shared.policies.levels import Ruling, against, dated, laid_over, require_open, require_opening
from shared.policies.typed import typed

P = TypeVar("P")
Place = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What a value means and where it comes from, for the explanation of a decision."""

    name: str
    region: str
    means: str
    source: str


class PolicyBook(Generic[P]):
    """Every policy of a service. `of(region)` answers the typed policies that rule there."""

    def __init__(self, kind: type[P], folder: Path, given: Mapping[Place, Mapping[str, Entry]]) -> None:
        self._kind = kind
        self._folder = folder
        self._entries = given
        self._known: dict[Place, P] = {}

    @staticmethod
    def load(kind: type[P], folder: Path) -> "PolicyBook[P]":
        """Read every file below the folder. Raises PolicyFault, also where a level says other than what binds it."""
        given: dict[Place, dict[str, Entry]] = {(): {}}
        for file in sorted(folder.rglob("*.yaml")):
            level = file.parent.relative_to(folder).parts
            place = () if level == ("national",) else level
            for entry in entries(file, place):
                if entry.name in given.setdefault(place, {}):
                    raise PolicyFault(f"{file}: {entry.name} is given twice at this level")
                given[place][entry.name] = entry
        book = PolicyBook(kind, folder, MappingProxyType(given))
        book._check()
        return book

    def of(self, region: Region) -> P:
        """The policies of the nearest level that has any; equal for all regions below it."""
        place = self._place(region)
        if place not in self._known:
            self._known[place] = self._typed(place)
        return self._known[place]

    def rulings(self, region: Region) -> dict[str, tuple[Ruling, ...]]:
        """What rules in a region by name, each rule's values in the order of days with the level they come from."""
        return {name: laid_over(layers) for name, layers in sorted(self._layers(self._place(region)).items())}

    def value(self, ruling: Ruling) -> Any:
        """The value of a ruling in the type that the service asks for."""
        (kind,) = get_type_hints(self._kind)[ruling.entry.name].__args__
        return typed(ruling.value, kind, ruling.entry.name)

    def bound(self, place: Region, values: Mapping[str, Any], day: date) -> tuple[Bound, ...]:
        """Of values that a region publishes at run time those that another one of a level above it binds on a day, by name."""
        own, hints = segments(place), get_type_hints(self._kind)
        found = []
        for name, value in values.items():
            higher = [e for e in self._layers(self._place(place)).get(name, ()) if len(e.level) < len(own)]
            if (entry := against(higher, value, day, hints[name])) is not None:
                found.append(Bound(rule=f"policy:{name}", region=region(*entry.level), document=entry.source.strip()))
        return tuple(found)

    def fingerprint(self, region: Region) -> str:
        """The same for the same values, sources and days of everything that rules in a region; otherwise another."""
        ruling = {
            name: [rulings[-1].entry.means, rulings[-1].entry.source, {str(r.since): r.value for r in rulings}]
            for name, rulings in self.rulings(region).items()
        }
        return sha256(json.dumps(ruling, sort_keys=True, default=str).encode()).hexdigest()

    def citations(self) -> Iterator[Citation]:
        for place, named in self._entries.items():
            for entry in named.values():
                yield _citation(place, entry)

    def cited(self, name: str, region: Region) -> Citation:
        """Of the nearest level that gives the policy. Raises KeyError where none does."""
        place = segments(region)
        for depth in range(len(place), -1, -1):
            if (entry := self._entries.get(place[:depth], {}).get(name)) is not None:
                return _citation(place[:depth], entry)
        raise KeyError(name)

    def _place(self, region: Region) -> Place:
        place = segments(region)
        while place and place not in self._entries:
            place = place[:-1]
        return place

    def _layers(self, place: Place) -> dict[str, tuple[Entry, ...]]:
        """Each rule's entries from the nation down."""
        found: dict[str, tuple[Entry, ...]] = {}
        for depth in range(len(place) + 1):
            for name, entry in self._entries.get(place[:depth], {}).items():
                found[name] = (*found.get(name, ()), entry)
        return found

    def _typed(self, place: Place) -> P:
        layers = self._layers(place)
        missing = sorted(_from_files(self._kind) - set(layers))
        if missing:
            raise PolicyFault(f"{self._folder}: no value for {', '.join(missing)} in {'/'.join(place) or 'the nation'}")
        return self._kind(**{name: self._dated(layers[name]) for name in _from_files(self._kind)})

    def _dated(self, layers: tuple[Entry, ...]) -> Dated[Any]:
        dated(layers[-1], get_type_hints(self._kind)[layers[-1].name])
        return Dated(tuple((ruling.since, self.value(ruling)) for ruling in laid_over(layers)))

    def _check(self) -> None:
        known, hints = _from_files(self._kind), get_type_hints(self._kind)
        for named in self._entries.values():
            for entry in named.values():
                if entry.name not in known:
                    raise PolicyFault(f"{entry.file}: nobody asks for {entry.name}")
                dated(entry, hints[entry.name])
                require_opening(entry, hints[entry.name])
        given = {name for named in self._entries.values() for name in named}
        if known - given:
            raise PolicyFault(f"{self._folder}: no value anywhere for {', '.join(sorted(known - given))}")
        for place in self._entries:
            layers = self._layers(place)
            for name in self._entries[place]:
                require_open(layers[name], hints[name])
            if known <= set(layers):
                self._known[place] = self._typed(place)


def _from_files(kind: Any) -> set[str]:
    """Fields with a default are laid over at run time: schemes that an authority publishes."""
    return {f.name for f in fields(kind) if f.default is MISSING}


def _citation(place: Place, entry: Entry) -> Citation:
    return Citation(name=entry.name, region="/".join(place), means=entry.means, source=entry.source)
