"""What a level above says binds those below it, unless it says by which document it is open."""

from datetime import date
from typing import NamedTuple

from shared.kernel import Bound, Region, Said, against, in_force, region

PROVINCE, CITY, COUNTY = region("51"), region("51", "01"), region("51", "01", "07")
JANUARY, JULY = date(2026, 1, 1), date(2026, 7, 1)


class Paper(NamedTuple):
    region: Region
    effective: date
    value: int
    binds: bool = False


def said(place: Region, day: date, value: int, open_by: str | None) -> Said:
    return Said(region=place, effective=day, value=value, document=f"{value}号", open_by=open_by)


def ruling(papers: list[Paper], day: date) -> int | None:
    found = in_force(papers, day)
    return None if found is None else found.value


def test_the_nearest_region_rules_from_its_first_day_on() -> None:
    papers = [Paper(PROVINCE, JANUARY, 1), Paper(COUNTY, JULY, 3), Paper(PROVINCE, JULY, 2)]
    assert [ruling(papers, day) for day in (date(2025, 1, 1), JANUARY, JULY)] == [None, 1, 3]


def test_of_one_day_the_one_published_last_rules() -> None:
    assert ruling([Paper(CITY, JANUARY, 1), Paper(CITY, JANUARY, 2)], JULY) == 2
    assert ruling([Paper(CITY, JULY, 1), Paper(CITY, JANUARY, 2)], JULY) == 1, (
        "the later day, whenever it was published"
    )


def test_what_binds_goes_before_whatever_lies_below_it() -> None:
    papers = [Paper(COUNTY, JANUARY, 3), Paper(CITY, JULY, 2, binds=True), Paper(PROVINCE, JANUARY, 1)]
    assert [ruling(papers, day) for day in (JANUARY, JULY)] == [3, 2]


def test_another_value_than_one_that_binds_is_against_it() -> None:
    above = (said(PROVINCE, JANUARY, 1, "省文1号"), said(CITY, JANUARY, 2, ""), said(CITY, JULY, 4, "市文4号"))
    assert against(2, JANUARY, above, ()) is None
    found = against(3, JANUARY, above, ())
    assert found == Bound(rule="", region=CITY, document="2号")
    assert against(3, JULY, above, ()) is None, "from July on it is open"
    assert against(3, JANUARY, (said(CITY, JANUARY, 2, None),), ()) is None, "published before levels were asked"
    file = Bound(rule="policy:quota", region=PROVINCE, document="省文")
    assert against(3, JULY, above, (file,)) == file
