"""Nobody is paid above the places of a unit without somebody's answer."""

from datetime import date
from uuid import UUID

from services.payroll.domain.calculation import calculate
from services.payroll.domain.finding_events import FindingKind, RunFinding
from services.payroll.domain.streams import UNIT_QUOTA
from services.payroll.domain.unit_quotas import HearQuota, Places, UnitQuotaHeard, check_quotas, unit_quota_id
from shared.kernel import Region
from tests.payroll.county import COUNTY, OTHER_STREET, STREET, Books, on
from tests.payroll.happened import enrolled, graded, stopped

JANUARY, TODAY = date(2026, 1, 1), date(2026, 1, 20)
HEARD = UnitQuotaHeard(effective=JANUARY, unit=STREET, places=2, cause=UUID(int=9))
HEAR = HearQuota(unit=STREET, places=2, effective=JANUARY, cause=UUID(int=9))
given = on(UNIT_QUOTA, TODAY)


def test_a_quota_is_remembered_with_its_day_and_twice_the_same_is_once() -> None:
    given().when(HEAR).then(HEARD)
    given(HEARD).when(HEAR).then()
    assert unit_quota_id(STREET) != unit_quota_id(COUNTY)


def street_of(*days: tuple[date, date | None], employer: Region = STREET) -> Books:
    books = Books()
    for n, (first, last) in enumerate(days, 1):
        job = UUID(int=100 + n)
        books.know(enrolled(first, job=job, employer=employer), graded(2, first), of=UUID(int=n))
        if last is not None:
            books.know(stopped(last, job=job, since=first), of=UUID(int=n))
    return books


def found(books: Books, *heard: Places, month: str = "2026-01") -> tuple[RunFinding, ...]:
    cohort = books.cohort(month)
    return check_quotas(cohort, calculate(cohort).slips, heard)


def test_one_more_than_places_is_named_with_both_numbers() -> None:
    three = street_of(*[(JANUARY, None)] * 3)
    assert found(three, Places(1, STREET, JANUARY, 3)) == ()
    [finding] = found(three, Places(1, STREET, JANUARY, 2))
    assert (finding.kind, finding.count, finding.about) == (FindingKind.QUOTA, 1, f"{STREET} 3/2")


def test_the_county_has_places_of_its_own_and_other_streets_do_not_count() -> None:
    three = street_of(*[(JANUARY, None)] * 3)
    [finding] = found(three, Places(1, COUNTY, JANUARY, 2), Places(2, OTHER_STREET, JANUARY, 0))
    assert finding.about == f"{COUNTY} 3/2"


def test_the_quota_in_force_on_the_last_day_of_the_month_counts_the_later_word_of_a_day() -> None:
    two = street_of(*[(JANUARY, None)] * 2)
    assert found(two, Places(1, STREET, JANUARY, 1), Places(2, STREET, date(2026, 1, 31), 2)) == ()
    assert len(found(two, Places(1, STREET, JANUARY, 1), Places(2, STREET, date(2026, 2, 1), 2))) == 1
    assert found(two, Places(1, STREET, JANUARY, 1), Places(2, STREET, JANUARY, 2)) == ()


def test_a_successor_takes_the_place_of_who_left() -> None:
    one_place = Places(1, STREET, JANUARY, 1)
    assert found(street_of((JANUARY, date(2026, 1, 14)), (date(2026, 1, 15), None)), one_place) == ()
    assert len(found(street_of((JANUARY, date(2026, 1, 15)), (date(2026, 1, 15), None)), one_place)) == 1
    assert found(street_of(*[(JANUARY, None)] * 5)) == ()
