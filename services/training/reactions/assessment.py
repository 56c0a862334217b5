"""What assessment's news means for training: whoever failed a year may owe a remedial training."""

from collections.abc import Iterator
from typing import Any

from services.training.domain.duties import OweRemedial
from services.training.domain.streams import DUTY_BOOK
from shared.kernel import Send
from shared.published import News
from shared.published.assessment.results import ResultConfirmedV1

Heard = ResultConfirmedV1


def react(news: News[Heard]) -> Iterator[Send[Any]]:
    worker, result_id, result = news.event.worker_id, news.event.result_id, news.event.result
    yield Send(stream=DUTY_BOOK, to=worker, command=OweRemedial(worker_id=worker, result_id=result_id, result=result))
