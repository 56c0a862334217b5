"""What assessment's news means for personnel: a result is kept, and may mean that the year does not count; an honour may lift a grade."""

from collections.abc import Iterator
from typing import Any

from services.personnel.domain.grade_honours import CountHonour, UncountHonour
from services.personnel.domain.grade_triggers import CountResult
from services.personnel.domain.scheme_terms import HonourRank
from services.personnel.domain.seniority import KeepResult
from services.personnel.domain.streams import GRADE, SENIORITY
from shared.kernel import Send
from shared.published import News
from shared.published.assessment.honours import HonourGrantedV1, HonourWithdrawnV1
from shared.published.assessment.results import ResultConfirmedV1

Heard = ResultConfirmedV1 | HonourGrantedV1 | HonourWithdrawnV1


def react(news: News[Heard]) -> Iterator[Send[Any]]:
    match news.event:
        case ResultConfirmedV1() as said:
            counted = CountResult(year=said.year, result=said.result, effective=news.effective)
            yield Send(stream=GRADE, to=said.worker_id, command=counted)
            kept = KeepResult(
                result_id=said.result_id, year=said.year, result=said.result, counts=said.year_counts,
                effective=news.effective,
            )  # fmt: skip
            yield Send(stream=SENIORITY, to=said.worker_id, command=kept)
        case HonourGrantedV1(worker_id=worker, honour_id=id, kind=kind, level=level):
            count = CountHonour(fact=id, honour=kind, rank=HonourRank(level), granted_on=news.effective)
            yield Send(stream=GRADE, to=worker, command=count)
        case HonourWithdrawnV1(worker_id=worker, honour_id=id, never_was=never):
            uncount = UncountHonour(fact=id, since=news.effective, never_was=never)
            yield Send(stream=GRADE, to=worker, command=uncount)
