"""One SQL statement for a whole batch: every table's rows and the new position, set-wise, in one round trip."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Column, Table
from sqlalchemy.dialects import postgresql

from shared.readmodel.rows import Add, Drop, Patch, Put, RowChange, columns_of, keys_of

_JSON: Final = ("json", "jsonb")
_DIALECT: Final = postgresql.dialect()  # type: ignore[no-untyped-call]


@dataclass(slots=True)
class Statement:
    """`sql` with one array parameter per column; each part is a common table expression."""

    parts: list[str] = field(default_factory=list)
    arguments: list[Any] = field(default_factory=list)

    def parameter(self, value: Any, type: str) -> str:
        self.arguments.append(value)
        return f"${len(self.arguments)}::{type}"

    def add(self, part: str) -> None:
        self.parts.append(f"p{len(self.parts)} as ({part})")

    @property
    def sql(self) -> str:
        return f"with {', '.join(self.parts)} select 1"


def batch_statement(rows: Iterable[RowChange], schema: str) -> Statement:
    """All rows of a folded batch; each key occurs once, so the parts touch different rows."""
    groups: dict[tuple[type[RowChange], Table, tuple[str, ...]], list[dict[str, Any]]] = defaultdict(list)
    for change in rows:
        names = columns_of(change.table) if isinstance(change, Put) else tuple(sorted(change.values))
        groups[type(change), change.table, names].append(change.values)
    statement = Statement()
    for (kind, table, names), values in groups.items():
        statement.add(_WRITERS[kind](statement, table, names, values, f"{schema}.{table.name}"))
    return statement


def _source(statement: Statement, table: Table, names: Sequence[str], values: list[dict[str, Any]]) -> str:
    return f"unnest({_arrays(statement, table, names, values)}) as u({', '.join(names)})"


def _arrays(statement: Statement, table: Table, names: Sequence[str], values: list[dict[str, Any]]) -> str:
    return ", ".join(
        statement.parameter(_plain(table.columns[name], [row.get(name) for row in values]), f"{kind}[]")
        for name, kind in ((name, _sent_as(table.columns[name])) for name in names)
    )


def _put(statement: Statement, table: Table, names: Sequence[str], values: list[dict[str, Any]], target: str) -> str:
    keys, others = _split(table, names)
    source = _source(statement, table, names, values)
    change = "update set " + ", ".join(f"{n} = excluded.{n}" for n in others) if others else "nothing"
    columns = ", ".join(_cast(table.columns[n]) for n in names)
    return (
        f"insert into {target} ({', '.join(names)}) select {columns} from {source} "
        f"on conflict ({', '.join(keys)}) do {change}"
    )


def _patch(statement: Statement, table: Table, names: Sequence[str], values: list[dict[str, Any]], target: str) -> str:
    keys, others = _split(table, names)
    source = _source(statement, table, names, values)
    changes = ", ".join(f"{n} = {_cast(table.columns[n])}" for n in others)
    return f"update {target} t set {changes} from {source} where {_same(keys)}"


def _add(statement: Statement, table: Table, names: Sequence[str], values: list[dict[str, Any]], target: str) -> str:
    keys, others = _split(table, names)
    source = _source(statement, table, names, values)
    sums = ", ".join(f"{n} = t.{n} + excluded.{n}" for n in others)
    return (
        f"insert into {target} as t ({', '.join(names)}) select {', '.join(names)} from {source} "
        f"on conflict ({', '.join(keys)}) do update set {sums}"
    )


def _drop(statement: Statement, table: Table, names: Sequence[str], values: list[dict[str, Any]], target: str) -> str:
    source = _source(statement, table, names, values)
    return f"delete from {target} t using {source} where {_same(names)}"


_WRITERS: Final[dict[type[RowChange], Callable[[Statement, Table, Sequence[str], list[dict[str, Any]], str], str]]] = {
    Put: _put,
    Patch: _patch,
    Add: _add,
    Drop: _drop,
}


def _split(table: Table, names: Sequence[str]) -> tuple[Sequence[str], list[str]]:
    keys = keys_of(table)
    return keys, [n for n in names if n not in keys]


def _same(names: Iterable[str]) -> str:
    return " and ".join(f"t.{n} = u.{n}" for n in names)


def _type(column: Column[Any]) -> str:
    return column.type.dialect_impl(_DIALECT).compile(_DIALECT).split(" COLLATE")[0].lower()


def _sent_as(column: Column[Any]) -> str:
    return "text" if _as_text(column) else _type(column)


def _cast(column: Column[Any]) -> str:
    """In the select list and in set."""
    return f"u.{column.name}::{_type(column)}" if _as_text(column) else f"u.{column.name}"


def _as_text(column: Column[Any]) -> bool:
    """Json, and arrays: unnested they would fall apart, and value by value they cost the driver more than all the rest."""
    return _type(column) in _JSON or _type(column).endswith("[]")


def _plain(column: Column[Any], values: list[Any]) -> list[Any]:
    if _type(column).endswith("[]"):
        return _texts(values)
    if _type(column) in _JSON:
        return [None if v is None else json.dumps(v, ensure_ascii=False, default=str) for v in values]
    return values


def _texts(values: list[list[Any] | None]) -> list[str | None]:
    """Arrays as PostgreSQL reads them; many rows may hold one and the same list, whose text is made once."""
    distinct = {id(value): value for value in values if value is not None}
    texts = {at: f"{{{str(value)[1:-1]}}}" for at, value in distinct.items()}
    return [texts.get(id(value)) for value in values]
