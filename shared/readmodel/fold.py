"""Many changes of one row become one: what a batch of events means for each key."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Table

from shared.readmodel.rows import Add, Drop, Patch, Put, RowChange, keys_of

Key = tuple[Any, ...]


class Folded:
    """The changes of a batch by (table, primary key), at most one kind for each key.

    A kind that cannot be merged into the one before (an Add after a Patch of an unseen row) says so with `fits`:
    the batch is then written first and a new one begun.
    """

    def __init__(self) -> None:
        self.rows: dict[tuple[Table, Key], RowChange] = {}

    def take(self, changes: Iterable[RowChange]) -> bool:
        """Fold the changes in; False (and nothing folded) when the batch must be written before them."""
        trial: dict[tuple[Table, Key], RowChange] = {}
        for change in changes:
            at = (change.table, _key(change))
            before = trial.get(at) or self.rows.get(at)
            merged = change if before is None else merge(before, change)
            if merged is None:
                return False
            trial[at] = merged
        self.rows.update(trial)
        return True


def _key(change: RowChange) -> Key:
    try:
        return tuple([change.values[name] for name in keys_of(change.table)])
    except KeyError as missing:
        raise KeyError(f"{change.table.name}: the primary key column {missing} is not among the values") from None


def merge(before: RowChange, after: RowChange) -> RowChange | None:
    """One change with the effect of both in turn; None when no single change has it."""
    match before, after:
        case (_, Put() | Drop()):
            return after
        case (Put(), Patch()):
            return Put(before.table, **{**before.values, **after.values})
        case (Drop(), Patch()):
            return before
        case (Patch(), Patch()):
            return Patch(before.table, **{**before.values, **after.values})
        case (Put() | Add(), Add()):
            return type(before)(before.table, **_sum(before, after))
        case (Drop(), Add()):
            zeros = {c.name: 0 for c in after.table.columns if not c.primary_key and c.name in after.values}
            return Put(after.table, **{**zeros, **after.values})
        case _:
            return None


def _sum(before: RowChange, after: RowChange) -> dict[str, Any]:
    keys = keys_of(before.table)
    total = dict(before.values)
    for name, value in after.values.items():
        total[name] = value if name in keys else (total.get(name) or 0) + value
    return total
