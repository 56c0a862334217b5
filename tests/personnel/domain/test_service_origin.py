"""Years count from where the ledger says: unbroken, for severance only what was not paid before (Regulation art. 10)."""

from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from services.personnel.domain.dismissal import EndEmployment
from services.personnel.domain.employment import Exited, Hired, PlaceFreed
from services.personnel.domain.exit_events import ExitWeighed, Ground, NoticeKept, Severance
from services.personnel.domain.seniority_events import (
    EmployerKind,
    PeriodSource,
    ServiceEnded,
    ServicePaidOut,
    ServiceResumed,
    ServiceStarted,
    WhyCounted,
)
from services.personnel.domain.service_origin import AnnulTakeover, CountService, TakeOverService
from services.personnel.domain.service_origin_events import ServiceCounted, ServiceTakenOver, ServiceTakeoverAnnulled
from services.personnel.domain.service_periods import Period
from services.personnel.domain.service_resumption import NotePaidOut, ResumeService
from services.personnel.domain.streams import EMPLOYMENT, SENIORITY
from tests.personnel.people import COMMUNITY, STREET, WORKER, hired, on
from tests.personnel.people import EMPLOYMENT as NOW

STARTS, TODAY = date(2027, 3, 1), date(2028, 6, 1)
FIRST, ELSEWHERE = UUID(int=11), UUID(int=12)
HERE: Hired = hired(STARTS)


def spell(
    id: UUID, starts: date, ends: date | None, *, employer: str = STREET, own: bool = True, paid: bool = False
) -> Period:
    return Period(
        period_id=id, starts=starts, ends=ends, employer=employer, employer_kind=EmployerKind.COMMUNITY, province="51",
        source=PeriodSource.EMPLOYMENT if own else PeriodSource.RECOGNITION, counted=True, why=WhyCounted.EMPLOYED_HERE,
        insured=True, paid_out=paid,
    )  # fmt: skip


PRESENT = spell(NOW, STARTS, None)
BEFORE = spell(FIRST, date(2018, 3, 1), date(2027, 2, 28))
OTHER = spell(ELSEWHERE, date(2015, 1, 1), date(2018, 2, 28), employer="某镇政府", own=False)


def counted(since: date, severance: date | None = None) -> ServiceCounted:
    return ServiceCounted(effective=STARTS, worker_id=WORKER, since=since, severance_since=severance or since)


def test_an_unbroken_earlier_spell_with_the_same_employer_counts_by_itself() -> None:
    on(EMPLOYMENT, TODAY, HERE).when(CountService(periods=(BEFORE, PRESENT))).then(counted(BEFORE.starts))
    on(EMPLOYMENT, TODAY, HERE).when(CountService(periods=(PRESENT,))).then()
    after = counted(BEFORE.starts)
    on(EMPLOYMENT, TODAY, HERE, after).when(CountService(periods=(BEFORE, PRESENT))).then()
    broken = spell(FIRST, date(2018, 3, 1), date(2027, 2, 27))
    on(EMPLOYMENT, TODAY, HERE).when(CountService(periods=(broken, PRESENT))).then()
    on(EMPLOYMENT, TODAY, HERE, after).when(CountService(periods=(broken, PRESENT))).then(counted(STARTS))
    stranger = spell(FIRST, date(2018, 3, 1), date(2027, 2, 28), employer="51/01/07/002")
    on(EMPLOYMENT, TODAY, HERE).when(CountService(periods=(stranger, PRESENT))).then()


def test_years_for_which_severance_was_paid_count_for_all_but_severance() -> None:
    paid = spell(FIRST, BEFORE.starts, BEFORE.ends, paid=True)
    after = counted(BEFORE.starts, STARTS)
    on(EMPLOYMENT, TODAY, HERE).when(CountService(periods=(paid, PRESENT))).then(after)
    gone = EndEmployment(ground=Ground.MUTUAL, last_day=date(2028, 2, 29), document="1号")
    on(EMPLOYMENT, TODAY, HERE, after).when(gone).then(*_left(STARTS, 2))
    both = counted(BEFORE.starts)
    on(EMPLOYMENT, TODAY, HERE, both).when(gone).then(*_left(BEFORE.starts, 20))


def _left(since: date, halves: int) -> tuple[Exited, ExitWeighed, PlaceFreed]:
    last = date(2028, 2, 29)
    exited = Exited(
        effective=last, worker_id=WORKER, employment_id=NOW, ground=Ground.MUTUAL, severance=True, employed_since=since,
        document="1号", papers_due=last + timedelta(days=15),
)  # fmt: skip
    return exited, weighed(since, halves), PlaceFreed(effective=date(2028, 3, 1), worker_id=WORKER, place=HERE.place)


def weighed(since: date, halves: int) -> ExitWeighed:
    return ExitWeighed(
        effective=date(2028, 2, 29), worker_id=WORKER, employment_id=NOW, ground=Ground.MUTUAL, article="36",
        severance=Severance.N, half_months=halves, service_since=since, notice=NoticeKept.NOT_NEEDED, union_told_on=None,
    )  # fmt: skip


def test_an_end_that_was_weighed_by_other_years_is_weighed_again() -> None:
    exited, first, freed = _left(STARTS, 2)
    again = on(EMPLOYMENT, TODAY, HERE, exited, first, freed)
    again.when(CountService(periods=(BEFORE, PRESENT))).then(counted(BEFORE.starts), weighed(BEFORE.starts, 20))


def test_years_of_an_employer_from_whom_somebody_was_moved_are_taken_over_on_paper() -> None:
    periods = (OTHER, BEFORE, PRESENT)
    take = TakeOverService(period_id=ELSEWHERE, severance_paid=False, document="调1号", periods=periods)
    taken = ServiceTakenOver(
        effective=STARTS, worker_id=WORKER, period_id=ELSEWHERE, severance_paid=False, document="调1号"
    )
    known = (HERE, counted(BEFORE.starts))
    on(EMPLOYMENT, TODAY, *known).when(take).then(taken, counted(OTHER.starts))
    on(EMPLOYMENT, TODAY, *known, taken, counted(OTHER.starts)).when(take).then()
    paid = TakeOverService(period_id=ELSEWHERE, severance_paid=True, document="调1号", periods=periods)
    on(EMPLOYMENT, TODAY, *known).when(paid).then(
        ServiceTakenOver(
            effective=STARTS, worker_id=WORKER, period_id=ELSEWHERE, severance_paid=True, document="调1号"
        ),
        counted(OTHER.starts, BEFORE.starts),
    )
    on(EMPLOYMENT, TODAY, *known).when(
        TakeOverService(period_id=ELSEWHERE, severance_paid=False, document=" ", periods=periods)
    ).then_rejected("service-origin.document")
    on(EMPLOYMENT, TODAY, *known).when(
        TakeOverService(period_id=UUID(int=99), severance_paid=False, document="1", periods=periods)
    ).then_rejected("service-origin.no-period")
    on(EMPLOYMENT, TODAY, *known).when(
        TakeOverService(period_id=FIRST, severance_paid=False, document="1", periods=periods)
    ).then_rejected("service-origin.own-period")
    on(EMPLOYMENT, TODAY).when(take).then_rejected("employments.not-running")


def test_what_was_taken_over_wrongly_is_annulled_and_a_corrected_ledger_moves_the_day() -> None:
    periods = (OTHER, BEFORE, PRESENT)
    taken = ServiceTakenOver(
        effective=STARTS, worker_id=WORKER, period_id=ELSEWHERE, severance_paid=False, document="调1号"
    )
    known = (HERE, taken, counted(OTHER.starts))
    annul = AnnulTakeover(period_id=ELSEWHERE, reason="本人应聘", periods=periods)
    gone = ServiceTakeoverAnnulled(effective=STARTS, worker_id=WORKER, period_id=ELSEWHERE, reason="本人应聘")
    on(EMPLOYMENT, TODAY, *known).when(annul).then(gone, counted(BEFORE.starts))
    on(EMPLOYMENT, TODAY, *known).when(AnnulTakeover(period_id=ELSEWHERE, reason="", periods=periods)).then_rejected(
        "service-origin.reason"
    )
    on(EMPLOYMENT, TODAY, HERE).when(annul).then_rejected("service-origin.no-period")
    later = spell(ELSEWHERE, date(2016, 1, 1), date(2018, 2, 28), own=False)
    on(EMPLOYMENT, TODAY, *known).when(CountService(periods=(later, BEFORE, PRESENT))).then(counted(date(2016, 1, 1)))


def test_the_ledger_keeps_whether_severance_was_paid_for_a_spell() -> None:
    last = date(2027, 12, 31)
    begun = ServiceStarted(effective=STARTS, worker_id=WORKER, employment_id=NOW, region=COMMUNITY, employer=STREET)
    ended = ServiceEnded(effective=last, worker_id=WORKER, employment_id=NOW)
    paid = ServicePaidOut(effective=last, worker_id=WORKER, employment_id=NOW, paid=True)
    note = NotePaidOut(employment_id=NOW, paid=True)
    on(SENIORITY, TODAY, begun, ended).when(note).then(paid)
    on(SENIORITY, TODAY, begun, ended, paid).when(note).then()
    on(SENIORITY, TODAY, begun).when(note).then()
    resumed = ServiceResumed(effective=last, worker_id=WORKER, employment_id=NOW)
    on(SENIORITY, TODAY, begun, ended, paid).when(ResumeService(employment_id=NOW)).then(resumed)
    on(SENIORITY, TODAY, begun, ended, paid, resumed, ended).when(note).then(paid)


@given(st.permutations((OTHER, BEFORE, PRESENT)))
def test_the_order_in_which_the_ledger_holds_its_periods_means_nothing(periods: list[Period]) -> None:
    on(EMPLOYMENT, TODAY, HERE).when(CountService(periods=tuple(periods))).then(counted(BEFORE.starts))
