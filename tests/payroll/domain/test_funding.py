"""Which money bears whose month: from the day told, split inside a month, moved back when told late, never a fen lost."""

from datetime import date
from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from services.payroll.domain.facts import Fact, FactKind
from services.payroll.domain.funding import ORDINARY, Bearer, Charge, Costs, Known, ReassignFunding, charges
from services.payroll.domain.funding_events import FundingReassigned, funding_fact
from services.payroll.domain.streams import ENTITLEMENT
from shared.kernel import Region
from tests.payroll.county import COMMUNITY, JOB, WORKER, on
from tests.payroll.domain.test_entitlements import ENROLLED
from tests.payroll.happened import cause, enrolled

MARCH, TODAY, CAUSE = date(2026, 3, 1), date(2026, 6, 2), UUID(int=702)
GRID = "政法委网格经费"
OTHER = Region("51/01/07/017/k4f")
REASSIGN = ReassignFunding(
    worker_id=WORKER, employment_id=JOB, starts=MARCH, sponsor="区委政法委", funding_source=GRID, cause=CAUSE
)
REASSIGNED = FundingReassigned(
    effective=MARCH, worker_id=WORKER, employment_id=JOB, sponsor="区委政法委", funding_source=GRID, cause=CAUSE
)
JAN, FEB, MAR = 2026 * 12, 2026 * 12 + 1, 2026 * 12 + 2
HIRED = enrolled(date(2026, 1, 1), at=1)
CONVERTED = funding_fact(REASSIGNED, 5)
HERE, BY_GRID = Bearer(ORDINARY, COMMUNITY), Bearer(GRID, COMMUNITY)


def moved(day: date, place: Region = OTHER, *, at: int = 6) -> Fact:
    return Fact(at, FactKind.COST_CENTRE, UUID(int=60), day, cause(at), region=place)


def known(*facts: Fact) -> Known:
    return Known(facts, {JOB: COMMUNITY})


def charged(now: dict[int, int], *facts: Fact, **more: Any) -> tuple[Charge, ...]:
    before, was = more.get("before", {}), more.get("was", ())
    return charges(Costs(now, known(*facts), before, known(*was)))


def test_a_conversion_is_remembered_once_also_before_the_hire_is_heard() -> None:
    on(ENTITLEMENT, TODAY)(ENROLLED).when(REASSIGN).then(REASSIGNED)
    on(ENTITLEMENT, TODAY)().when(REASSIGN).then(REASSIGNED)
    on(ENTITLEMENT, TODAY)(ENROLLED, REASSIGNED).when(REASSIGN).then()


def test_a_month_is_borne_by_the_county_for_the_community_until_a_sponsors_money_pays() -> None:
    assert charged({JAN: 400_000}, HIRED) == (Charge(HERE, JAN, 400_000),)
    assert charged({JAN: 400_000, MAR: 400_000}, HIRED, CONVERTED) == (
        Charge(HERE, JAN, 400_000),
        Charge(BY_GRID, MAR, 400_000),
    )


def test_a_month_that_changes_inside_is_split_by_working_days() -> None:
    """16 March 2026: 10 of 22 working days before it."""
    late = funding_fact(FundingReassigned(**{**_plain(REASSIGNED), "effective": date(2026, 3, 16)}), 5)
    assert charged({MAR: 100_000}, HIRED, late) == (Charge(HERE, MAR, 45_455), Charge(BY_GRID, MAR, 54_545))


def _plain(event: FundingReassigned) -> dict[str, Any]:
    return {
        name: getattr(event, name)
        for name in ("effective", "worker_id", "employment_id", "sponsor", "funding_source", "cause")
    }


def test_who_moves_to_another_community_is_borne_there_from_the_day() -> None:
    assert charged({FEB: 400_000}, HIRED, moved(date(2026, 2, 1))) == (Charge(Bearer(ORDINARY, OTHER), FEB, 400_000),)


def test_a_conversion_told_late_moves_the_months_paid_before() -> None:
    early = funding_fact(FundingReassigned(**{**_plain(REASSIGNED), "effective": date(2026, 1, 1)}), 5)
    found = charged({MAR: 410_000}, HIRED, early, before={JAN: 400_000, FEB: 390_000}, was=(HIRED,))
    assert found == (
        Charge(HERE, JAN, -400_000), Charge(HERE, FEB, -390_000), Charge(BY_GRID, JAN, 400_000),
        Charge(BY_GRID, FEB, 390_000), Charge(BY_GRID, MAR, 410_000),
    )  # fmt: skip


def test_what_is_told_again_moves_nothing() -> None:
    found = charged({MAR: 410_000}, HIRED, CONVERTED, before={FEB: 390_000}, was=(HIRED, CONVERTED))
    assert found == (Charge(BY_GRID, MAR, 410_000),)


AMOUNTS = st.dictionaries(st.integers(JAN, JAN + 5), st.integers(-900_000, 9_000_000), max_size=5)
DAYS = st.dates(date(2026, 1, 1), date(2026, 6, 30))


@given(AMOUNTS, AMOUNTS, DAYS, DAYS, st.booleans(), st.booleans())
def test_the_parts_are_always_what_the_run_paid(
    now: dict[int, int], before: dict[int, int], from_day: date, moved_on: date, heard: bool, there: bool
) -> None:
    source = funding_fact(FundingReassigned(**{**_plain(REASSIGNED), "effective": from_day}), 5)
    facts = [HIRED, *([source] if heard else []), *([moved(moved_on)] if there else [])]
    found = charged(now, *facts, before=before, was=(HIRED,))
    assert sum(charge.fen for charge in found) == sum(now.values())
    again = charged({}, *facts, before=before, was=tuple(facts))
    assert again == ()
