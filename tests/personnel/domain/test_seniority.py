"""Four clocks over dated periods: what counts as community work, with the employer, as work at all, as insured."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.personnel.domain import ledgers, service_periods
from services.personnel.domain.employment import Employment, Source
from services.personnel.domain.grades import CloseGrading
from services.personnel.domain.seniority import (
    AnnulPeriod,
    CorrectPeriod,
    CreditYears,
    EndService,
    KeepResult,
    RecognisedPeriod,
    StartService,
    clocks_on,
)
from services.personnel.domain.seniority_events import (
    EmployerKind,
    MonthsDeemed,
    PeriodAnnulled,
    PeriodCorrected,
    PeriodCredited,
    PeriodSource,
    SeniorityEvent,
    ServiceEnded,
    ServiceStarted,
    WhyCounted,
    YearAssessed,
)
from services.personnel.domain.service_periods import Seniority
from services.personnel.domain.service_time import Clocks
from services.personnel.domain.streams import GRADE, SENIORITY
from shared.kernel import Month, region
from shared.testing.spec import sent
from tests.personnel.people import COMMUNITY, EMPLOYMENT, POLICIES, STREET, WORKER, on

CASE, PERIOD = UUID(int=30), UUID(int=31)
FIRST, TODAY = date(2020, 3, 1), date(2027, 6, 1)
STARTED = ServiceStarted(effective=FIRST, worker_id=WORKER, employment_id=EMPLOYMENT, region=COMMUNITY, employer=STREET)
ENDED = ServiceEnded(effective=date(2026, 2, 28), worker_id=WORKER, employment_id=EMPLOYMENT)
START = StartService(
    worker_id=WORKER, employment_id=EMPLOYMENT, region=COMMUNITY, employer=STREET, since=FIRST, community_work_since=FIRST,
    source=PeriodSource.DECLARED,
)  # fmt: skip
END = EndService(
    worker_id=WORKER,
    employment_id=EMPLOYMENT,
    region=COMMUNITY,
    employer=STREET,
    since=FIRST,
    last_day=date(2026, 2, 28),
)


def credited(
    starts: date, ends: date, *, id: UUID = PERIOD, kind: EmployerKind = EmployerKind.COMMUNITY, insured: bool = False
) -> PeriodCredited:
    counted = kind is EmployerKind.COMMUNITY
    return PeriodCredited(
        effective=starts, worker_id=WORKER, region=COMMUNITY, period_id=id, ends=ends, employer="草市街", employer_kind=kind,
        province="51", source=PeriodSource.RECOGNITION, counted=counted,
        why=WhyCounted.RECOGNISED if counted else WhyCounted.NOT_COMMUNITY_WORK, insured=insured, case_id=CASE,
        evidence=("CONTRACT 18号",), credited_by="officer",
    )  # fmt: skip


def assessed(year: int, *, counts: bool) -> YearAssessed:
    return YearAssessed(
        effective=date(year + 1, 1, 10), worker_id=WORKER, result_id=UUID(int=year), year=year,
        result="QUALIFIED" if counts else "FAIL", counts=counts,
    )  # fmt: skip


def after(*events: SeniorityEvent) -> Seniority:
    ledger: Seniority = SENIORITY.decider.fold(events)
    return ledger


def clock(day: date, *events: SeniorityEvent) -> Clocks:
    return clocks_on(after(*events), day, POLICIES)


def test_a_hire_and_an_exit_enter_by_themselves_once() -> None:
    on(SENIORITY, FIRST).when(START).then(STARTED)
    on(SENIORITY, FIRST, STARTED).when(START).then()
    on(SENIORITY, TODAY, STARTED).when(END).then(ENDED)
    on(SENIORITY, TODAY, STARTED, ENDED).when(END).then()
    on(SENIORITY, TODAY).when(END).then(STARTED, ENDED)


def test_what_is_taken_over_with_a_hire_lies_before_it_and_says_whence() -> None:
    events = on(SENIORITY, FIRST).when(replace(START, community_work_since=date(2017, 3, 1))).then_events()
    assert events[0] == STARTED
    before = events[1]
    assert isinstance(before, PeriodCredited)
    assert (before.effective, before.ends, before.why) == (date(2017, 3, 1), date(2020, 2, 29), WhyCounted.TAKEN_OVER)
    assert clock(TODAY, *events).community_work == 123
    assert clock(TODAY, *events).employer == 87


def test_every_clock_ticks_for_an_own_employment() -> None:
    assert clock(FIRST, STARTED) == Clocks(community_work=0, employer=0, employer_since=FIRST, working=0, insured=0)
    assert clock(date(2021, 3, 1), STARTED) == Clocks(
        community_work=12, employer=12, employer_since=FIRST, working=12, insured=12
    )
    assert clock(TODAY, STARTED, ENDED) == Clocks(
        community_work=72, employer=0, employer_since=None, working=72, insured=72
    )


def test_other_work_counts_as_working_years_only() -> None:
    factory = credited(date(2010, 1, 1), date(2011, 12, 31), kind=EmployerKind.ENTERPRISE, insured=True)
    assert clock(date(2021, 3, 1), STARTED, factory) == Clocks(
        community_work=12, employer=12, employer_since=FIRST, working=36, insured=36
    )


def test_a_failed_year_is_not_counted_from_the_day_its_result_takes_effect() -> None:
    failed = assessed(2022, counts=False)
    assert clock(date(2023, 1, 9), STARTED, failed).community_work == 34
    assert clock(date(2023, 1, 10), STARTED, failed).community_work == 22
    assert clock(TODAY, STARTED, failed).community_work == 75
    assert clock(TODAY, STARTED, failed, assessed(2022, counts=True)).community_work == 87
    assert clock(TODAY, STARTED, failed).working == 87


def test_the_years_with_the_employer_are_those_without_a_break() -> None:
    back = replace(STARTED, effective=date(2026, 3, 1), employment_id=UUID(int=9))
    assert clock(TODAY, STARTED, ENDED, back).employer_since == FIRST
    assert clock(TODAY, STARTED, ENDED, replace(back, effective=date(2026, 3, 2))).employer_since == date(2026, 3, 2)
    elsewhere = replace(back, employer=region("51", "01", "07", "002"))
    assert clock(TODAY, STARTED, ENDED, elsewhere).employer_since == date(2026, 3, 1)


def test_deemed_months_count_from_their_day() -> None:
    deem = CreditYears(
        worker_id=WORKER, region=COMMUNITY, case_id=CASE, source=PeriodSource.RECOGNITION, periods=(), deemed_months=36,
        reason="本科视同三年", evidence=("OTHER_PAPER 学位证",),
    )  # fmt: skip
    (deemed,) = on(SENIORITY, TODAY, STARTED).when(deem).then_events()
    assert isinstance(deemed, MonthsDeemed)
    assert clock(TODAY, STARTED, deemed).community_work == 87 + 36
    assert clock(TODAY - timedelta(days=1), STARTED, deemed).community_work == 86
    on(SENIORITY, TODAY, STARTED, deemed).when(deem).then()
    gone = PeriodAnnulled(
        effective=TODAY,
        worker_id=WORKER,
        period_id=deemed.period_id,
        reason="x",
        case_id=UUID(int=5),
        annulled_by="officer",
    )
    annul = AnnulPeriod(case_id=UUID(int=5), period_id=deemed.period_id, reason="x")
    on(SENIORITY, TODAY, STARTED, deemed).when(annul).then(gone)
    assert clock(TODAY, STARTED, deemed, gone).community_work == 87


def test_a_case_credits_each_period_by_what_policy_counts() -> None:
    period = RecognisedPeriod(
        starts=date(2015, 1, 1), ends=date(2016, 12, 31), employer="草市街", employer_kind=EmployerKind.COMMUNITY, province="51",
        insured=True,
    )  # fmt: skip
    army = replace(period, starts=date(2012, 1, 1), ends=date(2013, 12, 31), employer_kind=EmployerKind.MILITARY)
    command = CreditYears(
        worker_id=WORKER, region=COMMUNITY, case_id=CASE, source=PeriodSource.RECOGNITION, periods=(period, army),
        deemed_months=0, reason="x", evidence=("CONTRACT 18号",),
    )  # fmt: skip
    events = on(SENIORITY, TODAY, STARTED).when(command).then_events()
    assert [(e.counted, e.why) for e in events if isinstance(e, PeriodCredited)] == [
        (True, WhyCounted.RECOGNISED), (False, WhyCounted.NOT_COMMUNITY_WORK),
    ]  # fmt: skip
    assert clock(TODAY, STARTED, *events).community_work == 87 + 24
    on(SENIORITY, TODAY, STARTED, *events).when(command).then()


def test_a_period_is_corrected_or_annulled_and_own_employments_are_not() -> None:
    known = (STARTED, credited(date(2015, 1, 1), date(2016, 12, 31)))
    later = UUID(int=32)
    correct = CorrectPeriod(
        case_id=later, period_id=PERIOD, starts=date(2015, 1, 1), ends=date(2015, 12, 31), reason="合同止期有误"
    )
    right = PeriodCorrected(
        effective=date(2015, 1, 1), worker_id=WORKER, period_id=PERIOD, ends=date(2015, 12, 31), reason="合同止期有误",
        case_id=later, corrected_by="officer",
    )  # fmt: skip
    on(SENIORITY, TODAY, *known).when(correct).then(right)
    on(SENIORITY, TODAY, *known, right).when(correct).then()
    assert clock(TODAY, *known, right).community_work == 87 + 12
    annul = AnnulPeriod(case_id=later, period_id=PERIOD, reason="材料系伪造")
    gone = PeriodAnnulled(
        effective=TODAY, worker_id=WORKER, period_id=PERIOD, reason="材料系伪造", case_id=later, annulled_by="officer"
    )
    on(SENIORITY, TODAY, *known).when(annul).then(gone)
    assert clock(TODAY, *known, gone).community_work == 87
    for command in (replace(correct, period_id=EMPLOYMENT), replace(annul, period_id=EMPLOYMENT)):
        on(SENIORITY, TODAY, *known).when(command).then_rejected("seniority.follows-employment")
    for command in (replace(correct, period_id=CASE), replace(annul, period_id=CASE)):
        on(SENIORITY, TODAY, *known).when(command).then_rejected("seniority.no-period")


def test_a_result_is_kept_once_and_replaced_by_a_later_one() -> None:
    keep = KeepResult(result_id=UUID(int=2022), year=2022, result="FAIL", counts=False, effective=date(2023, 1, 10))
    on(SENIORITY, TODAY, STARTED).when(keep).then(assessed(2022, counts=False))
    on(SENIORITY, TODAY, STARTED, assessed(2022, counts=False)).when(keep).then()
    on(SENIORITY, TODAY, STARTED, assessed(2022, counts=True)).when(keep).then(assessed(2022, counts=False))
    on(SENIORITY, TODAY).when(keep).then()


def test_every_exit_closes_grading_and_service() -> None:
    gone = Employment(worker_id=WORKER, employment_id=EMPLOYMENT, region=COMMUNITY, starts=FIRST)
    found = [(stream, command) for stream, _, command in sent(list(ledgers.left(gone, date(2026, 2, 28))))]
    assert (GRADE.type, CloseGrading(last_day=date(2026, 2, 28))) in found
    assert (SENIORITY.type, END) in found
    assert not list(ledgers.left(Employment(), date(2026, 2, 28)))


@pytest.mark.parametrize(("source", "said"), [(Source.HIRED, "DECLARED"), (Source.IMPORTED, "ROSTER")])
def test_a_hire_tells_the_ledger_whence_earlier_years_come(source: Source, said: str) -> None:
    hired = ledgers.joined(
        worker_id=WORKER, employment_id=EMPLOYMENT, employer=STREET, workplace=COMMUNITY, source=source, starts=FIRST,
        community_work_since=FIRST,
    )  # fmt: skip
    found = {stream: command for stream, _, command in sent(list(hired))}
    assert found[SENIORITY.type] == replace(START, source=PeriodSource(said))


def test_left_over_days_of_several_periods_make_a_month_and_those_of_one_do_not() -> None:
    may = credited(date(2015, 5, 1), date(2015, 5, 16))
    june = credited(date(2016, 6, 1), date(2016, 6, 14), id=UUID(int=40))
    assert clock(TODAY, may, june).community_work == 1
    assert clock(TODAY, may, replace(june, ends=date(2016, 6, 13))).community_work == 0
    assert clock(TODAY, replace(may, ends=date(2015, 5, 30))).community_work == 0


DAYS = st.dates(date(2000, 1, 1), date(2026, 12, 31))


@given(st.lists(st.tuples(DAYS, st.integers(0, 2_000), st.sampled_from(EmployerKind)), max_size=6), DAYS, st.randoms())
def test_the_order_of_recording_changes_nothing_and_no_day_counts_twice(
    found: list[tuple[date, int, EmployerKind]], day: date, random: object
) -> None:
    events: list[SeniorityEvent] = [
        credited(starts, starts + timedelta(days=days), id=UUID(int=100 + n), kind=kind, insured=n % 2 == 0)
        for n, (starts, days, kind) in enumerate(found)
    ]
    events += [STARTED, assessed(2022, counts=False)]
    shuffled = list(events)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    ledger, other = after(*events), after(*shuffled)
    assert replace(ledger, results=()) == replace(other, results=())
    told = clocks_on(ledger, day, POLICIES)
    assert told == clocks_on(other, day, POLICIES)
    assert 0 <= told.community_work <= told.working <= Month.of(day).index - Month(year=2000, month=1).index + 1
    doubled = after(
        *events,
        *[replace(e, period_id=UUID(int=500 + n)) for n, e in enumerate(events) if isinstance(e, PeriodCredited)],
    )
    assert clocks_on(doubled, day, POLICIES) == told


def test_what_is_told_of_an_unknown_period_changes_no_other() -> None:
    ledger = after(STARTED)
    lost = service_periods.evolve(ledger, replace(ENDED, employment_id=UUID(int=77)))
    assert lost.periods == ledger.periods
