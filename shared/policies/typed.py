"""A value of a YAML file as the type that a service declares for it.

In a field ending in `_ppm` a rate is written "16%", in one ending in `_fen` an amount is written "3400.00".
"""

from dataclasses import is_dataclass
from enum import Enum
from typing import Any, get_args, get_origin, get_type_hints

from shared.kernel import rate, to_fen


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
