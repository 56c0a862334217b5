from datetime import date
from uuid import UUID

from services.personnel.domain.grade_triggers import CountYears
from services.personnel.domain.recognised_years import years_after
from services.personnel.domain.seniority import AnnulPeriod, CreditYears, RecognisedPeriod
from services.personnel.domain.seniority_events import EmployerKind, PeriodSource, ServiceStarted
from services.personnel.domain.streams import SENIORITY
from tests.personnel.people import COMMUNITY, EMPLOYMENT, STREET, WORKER, on

TODAY = date(2027, 3, 20)
STARTED = ServiceStarted(
    effective=date(2027, 1, 4), worker_id=WORKER, employment_id=EMPLOYMENT, region=COMMUNITY, employer=STREET
)
CREDIT = CreditYears(
    worker_id=WORKER, region=COMMUNITY, case_id=UUID(int=5), source=PeriodSource.RECOGNITION,
    periods=(
        RecognisedPeriod(
            starts=date(2015, 3, 1), ends=date(2018, 2, 28), employer="草市街街道", employer_kind=EmployerKind.COMMUNITY,
            province="51", insured=True,
        ),
    ),
    deemed_months=12, reason="省内经历", evidence=("18号",),
)  # fmt: skip


def test_the_grade_hears_the_months_of_the_ledger_from_the_day_on_which_the_last_one_was_full() -> None:
    given = on(SENIORITY, TODAY, STARTED)
    counted = years_after(given.state(), CREDIT, given.facts)
    assert counted == CountYears(ledger_version=3, months=36 + 12 + 2, since=date(2027, 3, 4))


def test_nothing_is_heard_of_a_change_that_the_ledger_refuses_or_knows() -> None:
    given = on(SENIORITY, TODAY, STARTED)
    unknown = AnnulPeriod(case_id=UUID(int=6), period_id=UUID(int=7), reason="x")
    assert years_after(given.state(), unknown, given.facts) is None
    again = on(SENIORITY, TODAY, STARTED, *given.when(CREDIT).then_events())
    assert years_after(again.state(), CREDIT, again.facts) is None
