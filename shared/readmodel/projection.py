"""A read model: the tables it owns and the pure function that fills them from events."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from shared.kernel import Recorded
from shared.readmodel.rows import RowChange


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """`project` is asked about events of the named stream types only. A table belongs to exactly one projection."""

    name: str
    tables: tuple[Table, ...]
    streams: tuple[str, ...]
    project: Callable[[Recorded[Any]], tuple[RowChange, ...]]

    @property
    def fingerprint(self) -> str:
        """Changes when a table or the projecting code changes; then the rows are rebuilt from the log."""
        ddl = [str(CreateTable(t).compile(dialect=postgresql.dialect())) for t in self.tables]  # type: ignore[no-untyped-call]
        return sha256("\n".join([*ddl, inspect.getsource(self.project)]).encode()).hexdigest()[:32]
