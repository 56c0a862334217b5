"""What assessment's news means for pay: the performance part follows the confirmed result from the day it takes effect."""

from collections.abc import Iterator

from services.payroll.domain.entitlements import GiveResult, HeardCommand
from services.payroll.domain.streams import ENTITLEMENT
from shared.kernel import Send
from shared.published import News
from shared.published.assessment.results import ResultConfirmedV1

Heard = ResultConfirmedV1


def react(news: News[Heard]) -> Iterator[Send[HeardCommand]]:
    confirmed = news.event
    give = GiveResult(
        worker_id=confirmed.worker_id, result_id=confirmed.result_id, effective=news.effective, year=confirmed.year,
        result=confirmed.result, cause=news.event_id,
    )  # fmt: skip
    yield Send(stream=ENTITLEMENT, to=confirmed.worker_id, command=give)
