"""Rules laid over one another (P-15.2): nation, province, city, county; a lower one fills only what the higher left open."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, timedelta
from typing import Any, get_args, get_origin

from shared.kernel import Dated
from shared.kernel.dated import NoValueYet
from shared.policies.entries import OWN, Entry
from shared.policies.faults import PolicyFault
from shared.policies.typed import typed


@dataclass(frozen=True, slots=True)
class Ruling:
    """What rules from a day on: a value as written, and the entry it is of."""

    since: date
    value: Any
    entry: Entry


def dated(entry: Entry, hint: Any) -> Dated[Any]:
    """The values of one entry in the type declared. Raises PolicyFault."""
    if get_origin(hint) is not Dated:
        raise PolicyFault(f"{entry.name} must be declared as Dated[…]")
    return Dated(tuple((day, _typed(value, hint, entry)) for day, value in sorted(entry.values.items())))


def laid_over(layers: Sequence[Entry]) -> tuple[Ruling, ...]:
    """The rulings of one rule in the order of days; the nearest level rules from its own first day on, those above before."""
    found: list[Ruling] = []
    for entry in layers:
        first = min(entry.values)
        found = [ruling for ruling in found if ruling.since < first]
        found += [Ruling(day, value, entry) for day, value in sorted(entry.values.items())]
    return tuple(found)


def require_open(layers: Sequence[Entry], hint: Any) -> None:
    """Raises PolicyFault where a lower level says other than what a higher one says, in what it did not leave open."""
    for at, lower in enumerate(layers):
        for higher in layers[:at]:
            _require(lower, higher, hint)


def _require(lower: Entry, higher: Entry, hint: Any) -> None:
    below, above = dated(lower, hint), dated(higher, hint)
    for day in _days(lower, higher):
        try:
            binding = above.on(day)
        except NoValueYet:
            continue
        value = below.on(day)
        if value != binding and (said := _against(value, binding, higher, hint)):
            raise PolicyFault(f"{lower.file}: {lower.name} {said} from {day} on, {higher.file}")


def _days(lower: Entry, higher: Entry) -> Iterator[date]:
    first = min(lower.values)
    yield from sorted({*lower.values, *(day for day in higher.values if day >= first)})


def _against(value: Any, binding: Any, higher: Entry, hint: Any) -> str:
    """What is wrong with another value than the binding one; nothing when it was left open."""
    if higher.open is None:
        return "is not left open: another value binds"
    if fixed := [name for name in _fixed(higher, binding) if getattr(value, name) != getattr(binding, name)]:
        return f"is left open only in {', '.join(higher.open.only)}, not in {', '.join(fixed)}: another value binds"
    least, most = (_bound(said, binding, higher, hint) for said in (higher.open.at_least, higher.open.at_most))
    if least is not None and not _reaches(value, least):
        return f"is left open upwards only, to at least {least!r}: less binds"
    if most is not None and not _reaches(most, value):
        return f"is left open downwards only, to at most {most!r}: more binds"
    return ""


def against(layers: Sequence[Entry], value: Any, day: date, hint: Any) -> Entry | None:
    """The entry of a level above, the farthest first, that another value published below stands against on a day."""
    for higher in layers:
        try:
            binding = dated(higher, hint).on(day)
        except NoValueYet:
            continue
        if value != binding and _against(value, binding, higher, hint):
            return higher
    return None


def require_opening(entry: Entry, hint: Any) -> None:
    """Raises PolicyFault for bounds that a value of this type cannot have, and for fields it has not."""
    if entry.open is None:
        return
    for value in dated(entry, hint).values:
        unknown = set(entry.open.only) - (_names(value[1]) if entry.open.only else set())
        if unknown:
            raise PolicyFault(f"{entry.file}: {entry.name} has no field {', '.join(sorted(unknown))} to leave open")
        for said in (entry.open.at_least, entry.open.at_most):
            bound = _bound(said, value[1], entry, hint)
            if bound is not None and (type(bound) is bool or not isinstance(bound, int | tuple)):
                raise PolicyFault(f"{entry.file}: {entry.name} is neither a number nor a list and has no bounds")


def _fixed(higher: Entry, binding: Any) -> set[str]:
    only = set(higher.open.only) if higher.open else set()
    return _names(binding) - only if only else set()


def _names(value: Any) -> set[str]:
    return {field.name for field in fields(value)} if is_dataclass(value) else set()


def _bound(said: Any, binding: Any, entry: Entry, hint: Any) -> Any:
    return binding if said == OWN else None if said is None else _typed(said, hint, entry)


def _reaches(value: Any, least: Any) -> bool:
    """Not less; of lists, that nothing is missing."""
    return set(least) <= set(value) if isinstance(least, tuple) else bool(value >= least)


def _typed(value: Any, hint: Any, entry: Entry) -> Any:
    (kind,) = get_args(hint)
    try:
        return typed(value, kind, entry.name)
    except (TypeError, ValueError, KeyError) as fault:
        raise PolicyFault(f"{entry.file}: {entry.name}: {fault}") from fault


def until(rulings: Sequence[Ruling], at: int) -> date | None:
    """The last day of a ruling; none for the one that is not followed by another."""
    return rulings[at + 1].since - timedelta(days=1) if at + 1 < len(rulings) else None
