from dataclasses import replace
from datetime import date

import pytest

from services.personnel.domain.regions import FoundRegion, RegionFounded, RegionRenamed, RenameRegion
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
