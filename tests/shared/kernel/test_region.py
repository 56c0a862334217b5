"""Region paths are compared segment by segment; zeros are never stripped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Text

from shared.kernel import LEVELS, NATION, Region, Scope, ancestor, level, prefix, region, ruled, segments, within
from shared.readmodel.scope import inside

SEGMENT = st.sampled_from(("01", "1", "10", "100", "001", "51", "5", "k3f", "_"))
PATHS = st.lists(SEGMENT, max_size=5).map(lambda parts: region(*parts))
DONGGUAN_STREET = region("44", "19", "_", "003")


def test_a_path_always_has_five_segments() -> None:
    assert region("51", "01", "07") == "51/01/07/_/_"
    assert region() == NATION == "_/_/_/_/_"
    assert DONGGUAN_STREET == "44/19/_/003/_"


@pytest.mark.parametrize("parts", [("51", ""), ("51/01",), ("5.1",), ("1", "2", "3", "4", "5", "6")])
def test_a_segment_is_never_empty_and_holds_no_separator(parts: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="not a region path"):
        region(*parts)


@pytest.mark.parametrize("path", ["", "51", "51/01/07/017", "51/01/07/017/k3f/x"])
def test_a_path_of_another_length_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="not a region path"):
        segments(Region(path))


def test_a_missing_level_inside_stays_and_the_tail_is_cut() -> None:
    assert segments(DONGGUAN_STREET) == ("44", "19", "_", "003")
    assert segments(region("51", "01")) == ("51", "01")
    assert segments(NATION) == ()


def test_a_region_knows_its_level() -> None:
    assert [level(region(*("51", "01", "07", "017", "k3f")[:n])) for n in range(6)] == ["nation", *LEVELS]
    assert level(DONGGUAN_STREET) == "street"


@pytest.mark.parametrize(
    ("scope", "path", "inside"),
    [
        (region("50"), region("5"), False),
        (region("5"), region("50"), False),
        (region("37", "01"), region("37", "011"), False),
        (region("37", "01", "10"), region("37", "01", "1"), False),
        (region("44", "19"), DONGGUAN_STREET, True),
        (region("44", "19", "_", "003"), region("44", "19", "_", "003", "a"), True),
        (region("44", "19", "_", "003"), region("44", "19", "_", "004"), False),
        (region("51", "01", "07"), region("51", "01"), False),
        (region("51", "01", "07"), region("51", "01", "07"), True),
        (NATION, NATION, True),
    ],
)
def test_the_same_digits_at_another_place_are_another_region(scope: Region, path: Region, inside: bool) -> None:
    assert within(scope, path) is inside


def test_the_ancestor_of_a_level_is_the_path_cut_there() -> None:
    community = region("51", "01", "07", "017", "k3f")
    assert [ancestor(community, name) for name in ("province", "county", "community")] == [
        region("51"), region("51", "01", "07"), community,
    ]  # fmt: skip
    with pytest.raises(ValueError, match="has no street"):
        ancestor(region("51", "01", "07"), "street")


@given(PATHS)
def test_every_region_lies_in_itself_and_in_the_nation(path: Region) -> None:
    assert within(path, path)
    assert within(NATION, path)


@given(PATHS, PATHS)
def test_two_regions_that_lie_in_one_another_are_one(one: Region, other: Region) -> None:
    assert (within(one, other) and within(other, one)) == (one == other)


@given(PATHS, PATHS, PATHS)
def test_what_lies_inside_lies_in_everything_around(outer: Region, middle: Region, inner: Region) -> None:
    if within(outer, middle) and within(middle, inner):
        assert within(outer, inner)


@given(PATHS, PATHS)
def test_lying_inside_is_being_an_ancestor_or_itself(scope: Region, path: Region) -> None:
    depth = len(segments(scope))
    assert within(scope, path) == (region(*segments(path)[:depth]) == scope and len(segments(path)) >= depth)


@given(PATHS.filter(lambda path: level(path) != "community"), PATHS)
def test_the_prefix_of_a_query_finds_exactly_what_lies_inside(scope: Region, path: Region) -> None:
    assert path.startswith(prefix(scope)) == within(scope, path)


@given(PATHS.filter(lambda path: level(path) == "community"), PATHS)
def test_a_query_about_a_community_asks_for_the_path_itself(community: Region, path: Region) -> None:
    paths = Column("region", Text)
    asked = inside(paths, Scope((community,))).compile(compile_kwargs={"literal_binds": True})
    assert str(asked) == f"region = '{community}'"
    assert within(community, path) == (path == community)


def test_policies_rule_down_to_the_county_and_a_city_without_counties_is_its_own() -> None:
    assert ruled(region("51", "01", "07", "017", "k3f")) == "51/01/07/_/_"
    assert ruled(region("44", "19", "_", "003")) == "44/19/_/_/_"
    assert ruled(region("51")) == "51/_/_/_/_"
    assert ruled(NATION) == NATION
