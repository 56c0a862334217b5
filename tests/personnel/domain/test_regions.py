from dataclasses import replace
from datetime import date

import pytest

from services.personnel.domain.region_events import Place, RegionFounded, RegionMerged, RegionMoved, RegionRenamed
from services.personnel.domain.region_names import RenameRegion
from services.personnel.domain.regions import FoundRegion, MergeRegion, MoveRegion, parent
from services.personnel.domain.streams import REGION
from shared.kernel import NATION, Region, region
from tests.personnel.people import COMMUNITY, on

DAY = date(2027, 1, 4)
FOUND = FoundRegion(path=COMMUNITY, code="510107001004", name="洗面桥社区", effective=date(2000, 1, 1))
FOUNDED = RegionFounded(
    effective=date(2000, 1, 1), path=COMMUNITY, level="community", code="510107001004", name="洗面桥社区"
)


def test_a_region_is_founded_with_its_official_code_of_the_day() -> None:
    on(REGION, DAY).when(FOUND).then(FOUNDED)


def test_founding_the_same_region_again_is_harmless() -> None:
    on(REGION, DAY, FOUNDED).when(FOUND).then()


def test_a_path_in_use_is_not_founded_under_another_name() -> None:
    on(REGION, DAY, FOUNDED).when(replace(FOUND, name="锦里社区")).then_rejected("regions.exists")


def test_a_city_without_counties_keeps_its_gap() -> None:
    path = region("44", "19", "_", "003")
    street = FoundRegion(path=path, code="441900003", name="东城街道", effective=DAY)
    (founded,) = on(REGION, DAY).when(street).then_events()
    assert founded.level == "street"


def test_a_new_name_or_code_leaves_the_path() -> None:
    rename = RenameRegion(code="510107001099", name="洗面桥新社区", effective=DAY)
    renamed = RegionRenamed(effective=DAY, path=COMMUNITY, code="510107001099", name="洗面桥新社区")
    on(REGION, DAY, FOUNDED).when(rename).then(renamed)
    on(REGION, DAY, FOUNDED, renamed).when(rename).then()


def test_a_region_that_was_never_founded_is_not_renamed() -> None:
    on(REGION, DAY).when(RenameRegion(code="51", name="四川", effective=DAY)).then_rejected("regions.unknown")


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"path": NATION}, "regions.path"),
        ({"path": Region("51/01")}, "regions.path"),
        ({"code": "5101O7"}, "regions.code"),
        ({"name": "  "}, "regions.name"),
    ],
)
def test_nonsense_is_refused(wrong: dict[str, str], code: str) -> None:
    on(REGION, DAY).when(replace(FOUND, **wrong)).then_rejected(code)  # type: ignore[arg-type]


OTHER_STREET = region("51", "01", "07", "002")
THERE = region("51", "01", "07", "002", "014")
NEXT = region("51", "01", "07", "001", "005")
LEAVES = date(2027, 3, 1)
PARENT = Place(path=OTHER_STREET, code="510107002", name="跳伞塔街道", founded=date(2000, 1, 1))
MOVE = MoveRegion(to=THERE, effective=LEAVES, parent=PARENT, free=True)
MOVED = RegionMoved(effective=LEAVES, path=COMMUNITY, to=THERE)
SISTER = Place(path=NEXT, code="510107001005", name="锦里社区", founded=date(2000, 1, 1))
MERGE = MergeRegion(into=NEXT, effective=LEAVES, other=SISTER, empty=True)
MERGED = RegionMerged(effective=LEAVES, path=COMMUNITY, into=NEXT)


def test_a_community_goes_to_another_street_and_is_gone_from_there() -> None:
    on(REGION, DAY, FOUNDED).when(MOVE).then(MOVED)
    on(REGION, DAY, FOUNDED, MOVED).when(MOVE).then()
    again = replace(MOVE, to=region("51", "01", "07", "002", "015"))
    for command in (again, MERGE, replace(MOVE, effective=DAY), RenameRegion(code="51", name="四川", effective=DAY)):
        on(REGION, DAY, FOUNDED, MOVED).when(command).then_rejected("regions.gone")


def test_a_community_goes_up_in_another_one() -> None:
    on(REGION, DAY, FOUNDED).when(MERGE).then(MERGED)
    on(REGION, DAY, FOUNDED, MERGED).when(MERGE).then()
    on(REGION, DAY, FOUNDED, MERGED).when(MOVE).then_rejected("regions.gone")


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (replace(MOVE, to=OTHER_STREET), "regions.other-level"),
        (replace(MOVE, to=NATION), "regions.path"),
        (replace(MOVE, to=COMMUNITY), "regions.into-itself"),
        (replace(MOVE, free=False), "regions.path-used"),
        (replace(MOVE, parent=Place()), "regions.no-parent"),
        (replace(MOVE, parent=replace(PARENT, founded=date(2027, 3, 2))), "regions.no-parent"),
        (replace(MOVE, parent=replace(PARENT, successor=NEXT)), "regions.no-parent"),
        (replace(MOVE, effective=date(1999, 12, 31)), "regions.before-founding"),
        (replace(MERGE, into=OTHER_STREET), "regions.other-level"),
        (replace(MERGE, into=COMMUNITY), "regions.into-itself"),
        (replace(MERGE, other=Place()), "regions.no-such-other"),
        (replace(MERGE, other=replace(SISTER, successor=THERE)), "regions.no-such-other"),
        (replace(MERGE, empty=False), "regions.not-empty"),
    ],
)
def test_a_region_goes_only_where_it_can(command: MoveRegion | MergeRegion, code: str) -> None:
    on(REGION, DAY, FOUNDED).when(command).then_rejected(code)


def test_what_was_never_founded_goes_nowhere() -> None:
    on(REGION, DAY).when(MOVE).then_rejected("regions.unknown")
    on(REGION, DAY).when(MERGE).then_rejected("regions.unknown")


def test_a_town_of_a_city_without_counties_stands_below_the_city() -> None:
    assert parent(region("44", "19", "_", "003")) == region("44", "19")
    assert parent(THERE) == OTHER_STREET
    assert parent(region("51")) == NATION
