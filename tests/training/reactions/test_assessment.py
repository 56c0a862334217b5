from uuid import UUID

import pytest

from services.training.domain.duties import OweRemedial
from services.training.reactions.assessment import react
from shared.published.assessment.results import ResultConfirmedV1
from shared.testing.spec import sent
from tests.training.book import WORKER
from tests.training.news import news


@pytest.mark.parametrize("result", ["FAIL", "EXCELLENT"])
def test_every_confirmed_result_is_handed_on_for_the_policy_to_judge(result: str) -> None:
    confirmed = ResultConfirmedV1(worker_id=WORKER, result_id=UUID(int=50), year=2025, result=result, year_counts=False)
    owe = OweRemedial(worker_id=WORKER, result_id=UUID(int=50), result=result)
    assert sent(list(react(news(confirmed)))) == [("duty_book", WORKER, owe)]
