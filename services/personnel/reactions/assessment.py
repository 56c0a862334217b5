"""What assessment's news means for personnel: a result is kept, and may mean that the year does not count."""

from collections.abc import Iterator
from typing import Any

from services.personnel.domain.grade_triggers import CountResult
from services.personnel.domain.seniority import KeepResult
from services.personnel.domain.streams import GRADE, SENIORITY
from shared.kernel import Send
from shared.published import News
from shared.published.assessment.results import ResultConfirmedV1

Heard = ResultConfirmedV1


def react(news: News[Heard]) -> Iterator[Send[Any]]:
    command = CountResult(year=news.event.year, result=news.event.result, effective=news.effective)
    yield Send(stream=GRADE, to=news.event.worker_id, command=command)
    said = news.event
    kept = KeepResult(
        result_id=said.result_id, year=said.year, result=said.result, counts=said.year_counts, effective=news.effective
    )
    yield Send(stream=SENIORITY, to=said.worker_id, command=kept)
