"""What a projection answers: changes of rows, by key. Pure values; the follower folds and writes them in batches."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Column, MetaData, Table, Text

metadata = MetaData(schema="read")


def sealed_column(name: str, field: str) -> Column[str]:
    """A column of sealed tokens of the catalogue's `field`, each empty once the person's key was destroyed."""
    return Column(name, Text, info={"personal": field})


@cache
def columns_of(table: Table) -> tuple[str, ...]:
    return tuple(c.name for c in table.columns)


@cache
def keys_of(table: Table) -> tuple[str, ...]:
    """The names of the primary key's columns."""
    return tuple(c.name for c in table.primary_key.columns)


@dataclass(frozen=True, slots=True, init=False)
class Put:
    """The whole row: inserted, or replacing the one with the same primary key."""

    table: Table
    values: dict[str, Any]

    def __init__(self, table: Table, /, **values: Any) -> None:
        object.__setattr__(self, "table", table)
        object.__setattr__(self, "values", values)


@dataclass(frozen=True, slots=True, init=False)
class Patch:
    """Some columns of the row with this primary key; nothing happens if there is none. The key is among the values."""

    table: Table
    values: dict[str, Any]

    def __init__(self, table: Table, /, **values: Any) -> None:
        object.__setattr__(self, "table", table)
        object.__setattr__(self, "values", values)


@dataclass(frozen=True, slots=True, init=False)
class Add:
    """Add to numeric columns of the row with this primary key, which begins at zero. The key is among the values."""

    table: Table
    values: dict[str, Any]

    def __init__(self, table: Table, /, **values: Any) -> None:
        object.__setattr__(self, "table", table)
        object.__setattr__(self, "values", values)


@dataclass(frozen=True, slots=True, init=False)
class Drop:
    """The row with this primary key goes; harmless if there is none. Values are exactly the key."""

    table: Table
    values: dict[str, Any]

    def __init__(self, table: Table, /, **values: Any) -> None:
        object.__setattr__(self, "table", table)
        object.__setattr__(self, "values", values)


RowChange = Put | Patch | Add | Drop
