"""What a region is called is a dated fact: recorded before a later one too, corrected, annulled."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.personnel.domain.region_events import (
    RegionFounded,
    RegionName,
    RegionNameAnnulled,
    RegionNameCorrected,
    RegionRenamed,
)
from services.personnel.domain.region_names import AnnulRegionName, CorrectRegionName, RenameRegion
from services.personnel.domain.streams import REGION
from tests.personnel.people import COMMUNITY, on

TODAY, FIRST, NEW = date(2027, 6, 1), date(2000, 1, 1), date(2027, 3, 1)
FOUNDED = RegionFounded(effective=FIRST, path=COMMUNITY, level="community", code="510107001004", name="洗面桥社区")
RENAMED = RegionRenamed(effective=NEW, path=COMMUNITY, code="510107001004", name="洗面桥新社区")
RIGHT = CorrectRegionName(
    since=NEW, code="510107001004", name="洗面桥新社区", effective=date(2027, 4, 1), reason="批复日期录入有误"
)
CORRECTED = RegionNameCorrected(
    effective=date(2027, 4, 1), path=COMMUNITY, since=NEW, code="510107001004", name="洗面桥新社区", reason="批复日期录入有误",
    corrected_by="officer",
)  # fmt: skip
ANNUL = AnnulRegionName(since=NEW, reason="更名未获批准")
ANNULLED = RegionNameAnnulled(effective=NEW, path=COMMUNITY, reason="更名未获批准", annulled_by="officer")


def test_a_name_recorded_before_a_later_one_leaves_the_later_one() -> None:
    before = RenameRegion(code="510107001004", name="桥头社区", effective=date(2010, 1, 1))
    place: Any = on(REGION, TODAY, FOUNDED, RENAMED).when(before).then_state()
    assert [place.called_on(day).name for day in (FIRST, date(2010, 1, 1), NEW)] == [
        "洗面桥社区",
        "桥头社区",
        "洗面桥新社区",
    ]
    assert place.name == "洗面桥新社区"
    assert place.called_on(date(1999, 12, 31)) is None


def test_a_wrong_day_is_corrected_and_the_old_one_is_gone() -> None:
    on(REGION, TODAY, FOUNDED, RENAMED).when(RIGHT).then(CORRECTED)
    place = on(REGION, TODAY, FOUNDED, RENAMED, CORRECTED).state()
    assert place.called_on(date(2027, 3, 31)) == RegionName(code="510107001004", name="洗面桥社区")
    on(REGION, TODAY, FOUNDED, RENAMED, CORRECTED).when(RIGHT).then()


def test_a_name_that_never_was_is_annulled_once() -> None:
    on(REGION, TODAY, FOUNDED, RENAMED).when(ANNUL).then(ANNULLED)
    place = on(REGION, TODAY, FOUNDED, RENAMED, ANNULLED).state()
    assert place.name == "洗面桥社区"
    on(REGION, TODAY, FOUNDED, RENAMED, ANNULLED).when(ANNUL).then()


def test_the_founding_name_is_corrected_in_place_and_never_annulled() -> None:
    named = replace(RIGHT, since=FIRST, effective=FIRST, name="洗面桥居")
    on(REGION, TODAY, FOUNDED).when(named).then(replace(CORRECTED, since=FIRST, effective=FIRST, name="洗面桥居"))
    on(REGION, TODAY, FOUNDED).when(replace(named, effective=NEW)).then_rejected("regions.founding-name")
    on(REGION, TODAY, FOUNDED).when(replace(ANNUL, since=FIRST)).then_rejected("regions.founding-name")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"since": date(2027, 3, 2)}, "regions.no-such-name"),
        ({"effective": FIRST}, "regions.day-named"),
        ({"effective": date(1999, 1, 1)}, "regions.before-founding"),
        ({"reason": " "}, "regions.reason"),
        ({"code": "x"}, "regions.code"),
        ({"name": ""}, "regions.name"),
    ],
)
def test_a_correction_is_refused(changes: dict[str, Any], code: str) -> None:
    on(REGION, TODAY, FOUNDED, RENAMED).when(replace(RIGHT, **changes)).then_rejected(code)


def test_an_annulment_says_why_and_a_region_has_to_be_there() -> None:
    on(REGION, TODAY, FOUNDED, RENAMED).when(replace(ANNUL, reason="")).then_rejected("regions.reason")
    on(REGION, TODAY).when(ANNUL).then_rejected("regions.unknown")
    on(REGION, TODAY).when(RIGHT).then_rejected("regions.unknown")


def test_nothing_is_called_anything_before_it_was_founded() -> None:
    early = RenameRegion(code="510107001004", name="桥头社区", effective=date(1990, 1, 1))
    on(REGION, TODAY, FOUNDED).when(early).then_rejected("regions.before-founding")
