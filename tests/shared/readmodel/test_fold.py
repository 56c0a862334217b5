"""A batch writes one change per row; its effect is that of all changes in turn."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, MetaData, Table, Text

from shared.readmodel import Add, Drop, Patch, Put, RowChange
from shared.readmodel.fold import Folded

TABLE = Table(
    "counted", MetaData(), Column("id", Integer, primary_key=True), Column("n", Integer), Column("word", Text)
)
Rows = dict[int, dict[str, Any]]


def apply(rows: Rows, change: RowChange) -> None:
    """What the database does for one change, in plain Python."""
    values = dict(change.values)
    id = values["id"]
    match change:
        case Put():
            rows[id] = {"id": id, "n": values.get("n"), "word": values.get("word")}
        case Patch():
            rows.get(id, {}).update(values)
        case Add():
            row = rows.setdefault(id, {"id": id, "n": 0, "word": None})
            row["n"] = (row["n"] or 0) + values["n"]
        case Drop():
            rows.pop(id, None)


ids = st.integers(1, 3)
changes = st.one_of(
    st.builds(lambda i, n, w: Put(TABLE, id=i, n=n, word=w), ids, st.integers(-5, 5), st.sampled_from("abc")),
    st.builds(lambda i, w: Patch(TABLE, id=i, word=w), ids, st.sampled_from("xyz")),
    st.builds(lambda i, n: Patch(TABLE, id=i, n=n), ids, st.integers(-5, 5)),
    st.builds(lambda i, n: Add(TABLE, id=i, n=n), ids, st.integers(-5, 5)),
    st.builds(lambda i: Drop(TABLE, id=i), ids),
)


@given(st.lists(changes, max_size=30))
def test_folding_changes_has_the_effect_of_making_them_one_by_one(given_changes: list[RowChange]) -> None:
    expected: Rows = {}
    written: Rows = {}
    batch = Folded()
    for change in given_changes:
        apply(expected, change)
        if not batch.take([change]):
            for folded in batch.rows.values():
                apply(written, folded)
            batch = Folded()
            assert batch.take([change])
    for folded in batch.rows.values():
        apply(written, folded)
    assert written == expected


def test_a_refused_change_leaves_the_batch_as_it_was() -> None:
    batch = Folded()
    assert batch.take([Patch(TABLE, id=1, word="a")])
    assert not batch.take([Put(TABLE, id=2, n=1, word="b"), Add(TABLE, id=1, n=1)])
    assert len(batch.rows) == 1
