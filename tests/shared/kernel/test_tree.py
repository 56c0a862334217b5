"""The tree of regions through its history: what was recorded somewhere is looked for where that place lies today."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.kernel import NATION, UNMOVED, Extent, Layout, Move, Region, Scope, Tree, region, segments, within

DAY = date(2027, 3, 1)
OLD, NEW = region("51", "01", "07", "001"), region("51", "01", "07", "002")
COMMUNITY, THERE = region("51", "01", "07", "001", "004"), region("51", "01", "07", "002", "014")

SEGMENT = st.sampled_from(("1", "01", "_2"))
DEPTHS = st.integers(1, 3)


@st.composite
def moves(draw: st.DrawFn) -> Move:
    depth = draw(DEPTHS)
    path = draw(st.tuples(*[SEGMENT] * depth))
    to = draw(st.tuples(*[SEGMENT] * depth).filter(lambda to: to != path))
    since = DAY + timedelta(days=draw(st.integers(-2, 1)))
    return Move(path=region(*path), to=region(*to), since=since, merged=draw(st.booleans()))


TREES = st.lists(moves(), max_size=6).map(lambda found: Tree(tuple(found)))
PATHS = st.lists(SEGMENT, max_size=4).map(lambda parts: region(*parts))


def moved(*moves: Move) -> Layout:
    return Tree(moves).on(DAY)


def holds(extent: Extent, path: Region) -> bool:
    inside = within(region(*extent.below), path)
    return inside and not any(within(region(*left), path) for left in extent.without)


def test_what_lies_below_moves_along_from_the_day_on() -> None:
    tree = Tree((Move(path=OLD, to=NEW, since=DAY),))
    assert tree.resolve(COMMUNITY, DAY) == region("51", "01", "07", "002", "004")
    assert tree.resolve(COMMUNITY, DAY - timedelta(days=1)) == COMMUNITY


def test_a_path_that_only_begins_with_the_same_digits_stays() -> None:
    layout = moved(Move(path=region("51", "01"), to=region("52", "01"), since=DAY))
    assert layout.resolve(region("51", "010", "07")) == region("51", "010", "07")
    assert layout.resolve(region("51", "01", "07")) == region("52", "01", "07")


def test_the_move_of_the_nearest_region_counts_first() -> None:
    layout = moved(Move(path=OLD, to=NEW, since=DAY, merged=True), Move(path=COMMUNITY, to=THERE, since=DAY))
    assert layout.resolve(COMMUNITY) == THERE
    assert layout.resolve(OLD) == NEW


def test_one_move_follows_another() -> None:
    again = region("51", "01", "08", "009")
    layout = moved(Move(path=COMMUNITY, to=THERE, since=DAY), Move(path=NEW, to=again, since=DAY))
    assert layout.resolve(COMMUNITY) == region("51", "01", "08", "009", "014")


def test_what_was_merged_lies_at_the_other_itself_and_not_at_a_namesake_below_it() -> None:
    layout = moved(Move(path=OLD, to=NEW, since=DAY, merged=True))
    assert layout.resolve(COMMUNITY) == NEW
    assert not Scope((region("51", "01", "07", "002", "004"),), layout).covers(COMMUNITY)


def test_a_grant_follows_a_move_and_ends_with_a_merger() -> None:
    assert Scope.of([OLD], moved(Move(path=OLD, to=NEW, since=DAY))).regions == (NEW,)
    assert Scope.of([OLD, COMMUNITY], moved(Move(path=OLD, to=NEW, since=DAY, merged=True))).regions == ()


def test_the_new_street_sees_a_moved_community_and_the_old_one_does_not() -> None:
    layout = moved(Move(path=COMMUNITY, to=THERE, since=DAY))
    old, new, county = (Scope.of([r], layout) for r in (OLD, NEW, region("51", "01", "07")))
    for path in (COMMUNITY, THERE):
        assert (old.covers(path), new.covers(path), county.covers(path)) == (False, True, True)


def test_a_county_is_asked_with_one_prefix_whatever_moves_inside_it() -> None:
    layout = moved(Move(path=COMMUNITY, to=THERE, since=DAY))
    assert Scope((region("51", "01", "07"),), layout).extents == (Extent(("51", "01", "07")),)
    assert Scope((OLD,), layout).extents == (Extent(segments(OLD), (segments(COMMUNITY),)),)
    assert set(Scope((NEW,), layout).extents) == {Extent(segments(NEW)), Extent(segments(COMMUNITY))}


@pytest.mark.parametrize("to", [OLD, COMMUNITY, region("51", "01", "07")])
def test_a_region_moves_to_another_place_of_its_own_level(to: Region) -> None:
    with pytest.raises(ValueError, match="its own level"):
        Tree((Move(path=OLD, to=to, since=DAY),))


@given(TREES, PATHS)
def test_what_was_resolved_is_resolved(tree: Tree, path: Region) -> None:
    once = tree.resolve(path, DAY)
    assert tree.resolve(once, DAY) == once


@given(TREES, PATHS, PATHS)
def test_two_places_that_cover_one_another_are_the_same_place(tree: Tree, one: Region, other: Region) -> None:
    layout = tree.on(DAY)
    one, other = layout.resolve(one), layout.resolve(other)
    if Scope((one,), layout).covers(other) and Scope((other,), layout).covers(one):
        assert one == other


@given(TREES, PATHS)
def test_what_begins_tomorrow_changes_nothing_today(tree: Tree, path: Region) -> None:
    begun = Tree(tuple(m for m in tree.moves if m.since <= DAY))
    assert tree.resolve(path, DAY) == begun.resolve(path, DAY)


@given(TREES, st.lists(PATHS, max_size=3), PATHS)
def test_the_extents_are_exactly_what_the_scope_covers(tree: Tree, granted: list[Region], path: Region) -> None:
    scope = Scope(tuple(granted), tree.on(DAY))
    assert any(holds(extent, path) for extent in scope.extents) == scope.covers(path)
    assert scope.covers(path) == any(within(r, scope.layout.resolve(path)) for r in granted)


@given(st.lists(PATHS, max_size=3), PATHS)
def test_without_moves_a_scope_is_its_regions(granted: list[Region], path: Region) -> None:
    assert Scope.of(granted, UNMOVED).covers(path) == any(within(r, path) for r in granted)
    assert Scope.of([NATION], UNMOVED).covers(path)
