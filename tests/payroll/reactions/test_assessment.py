from uuid import UUID

from services.payroll.domain.entitlements import GiveResult
from services.payroll.reactions.assessment import react
from shared.published.assessment.results import ResultConfirmedV1
from shared.testing.spec import sent
from tests.payroll.county import WORKER
from tests.payroll.reactions.test_personnel import EVENT, MARCH, news


def test_a_confirmed_result_decides_the_performance_part_from_its_day() -> None:
    confirmed = ResultConfirmedV1(worker_id=WORKER, result_id=UUID(int=8), year=2025, result="FAIL", year_counts=False)
    give = GiveResult(worker_id=WORKER, result_id=UUID(int=8), effective=MARCH, year=2025, result="FAIL", cause=EVENT)
    assert sent(list(react(news(confirmed)))) == [("entitlement", WORKER, give)]
