"""A list shows exactly the rows whose place lies in the caller's regions today: SQL and the pure rule are the same."""

from collections.abc import AsyncIterator
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, MetaData, Table, Text, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.kernel import Region, Scope, Tree, region, segments, within
from shared.readmodel.scope import above, below, inside
from shared.runtime import read_engine
from tests.servers import TestDatabase
from tests.shared.kernel.test_tree import DAY, PATHS, TREES

ROWS = Table("scoped", MetaData(schema="read"), Column("path", Text(collation="C"), primary_key=True))
EVERY = [region(*parts) for depth in range(6) for parts in product(("1", "01", "_2"), repeat=min(depth, 4))]
EVERY += [region(*parts, "1") for parts in product(("1", "01"), repeat=4)]
PLACES = sorted({r for r in EVERY if segments(r)})


@pytest.fixture(scope="module")
async def rows(database: TestDatabase) -> AsyncIterator[AsyncConnection]:
    engine = read_engine(database.projector, 1)
    async with engine.connect() as read:
        await read.run_sync(lambda sync: ROWS.create(sync))
        await read.execute(insert(ROWS), [{"path": path} for path in PLACES])
        yield read
    await engine.dispose()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=TREES, granted=st.lists(PATHS, max_size=3))
async def test_a_filter_finds_what_the_scope_covers(rows: AsyncConnection, tree: Tree, granted: list[Region]) -> None:
    scope = Scope(tuple(granted), tree.on(DAY))
    found = set((await rows.execute(select(ROWS.c.path).where(inside(ROWS.c.path, scope)))).scalars())
    assert found == {path for path in PLACES if scope.covers(path)}


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=PATHS)
async def test_below_a_place_is_what_was_recorded_there(rows: AsyncConnection, place: Region) -> None:
    found = set((await rows.execute(select(ROWS.c.path).where(below(ROWS.c.path, place)))).scalars())
    assert found == {path for path in PLACES if within(place, path)}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=TREES, granted=st.lists(PATHS, max_size=3))
async def test_above_a_scope_is_what_holds_it_today(rows: AsyncConnection, tree: Tree, granted: list[Region]) -> None:
    scope = Scope(tuple(granted), tree.on(DAY))
    found = set((await rows.execute(select(ROWS.c.path).where(above(ROWS.c.path, scope)))).scalars())
    lies = {path: scope.layout.resolve(path) for path in PLACES}
    assert found == {
        path
        for path, today in lies.items()
        if any(within(today, own) and today != own for own in scope.regions)
        and len(segments(path)) == len(segments(today))
    }
