"""One SQL statement for a whole batch: every table's rows and the new position, set-wise, in one round trip."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Column, Table
from sqlalchemy.dialects import postgresql

from shared.readmodel.rows import Add, Drop, Patch, Put, RowChange, columns_of, keys_of

_WHOLE: Final = ("smallint", "integer", "bigint")
_MANY: Final = 6
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
    """The rows as `u`. Many whole numbers of a row travel as one text: value by value they cost more than all the rest."""
    whole = [name for name in names if _type(table.columns[name]) in _WHOLE]
    if len(whole) < _MANY:
        return f"unnest({_arrays(statement, table, names, values)}) as u({', '.join(names)})"
    others = [name for name in names if name not in whole]
    packed = ["{" + ",".join(map(str, map(row.get, whole))).replace("None", "null") + "}" for row in values]
    sent = [*filter(None, [_arrays(statement, table, others, values)]), statement.parameter(packed, "text[]")]
    apart = [f"packed[{n}]::{_type(table.columns[name])} as {name}" for n, name in enumerate(whole, start=1)]
    rows = f"unnest({', '.join(sent)}) as r({', '.join([*others, 'packed'])})"
    once = f"select {', '.join([*others, 'packed::bigint[] as packed'])} from {rows} offset 0"
    return f"(select {', '.join([*others, *apart])} from ({once}) as q) as u"


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
    return "text" if _type(column) in ("json", "jsonb") else _type(column)


def _cast(column: Column[Any]) -> str:
    """In the select list and in set: json travels as text."""
    return f"u.{column.name}::{_type(column)}" if _type(column) in ("json", "jsonb") else f"u.{column.name}"


def _plain(column: Column[Any], values: list[Any]) -> list[Any]:
    if _type(column) not in ("json", "jsonb"):
        return values
    return [None if v is None else json.dumps(v, ensure_ascii=False, default=str) for v in values]
