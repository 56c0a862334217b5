"""What payroll's news means for personnel: a tried scheme was valued, a county has a pay standard to value by."""

from collections.abc import Iterator
from typing import Any

from services.personnel.domain.grade_schemes import scheme_id
from services.personnel.domain.scheme_costs import HearTrialCost, NotePayStandard
from services.personnel.domain.streams import GRADE_SCHEME
from shared.kernel import Send
from shared.published import News
from shared.published.payroll.pay import SchemeCostedV1, StandardPublishedV1

Heard = SchemeCostedV1 | StandardPublishedV1


def react(news: News[Heard]) -> Iterator[Send[Any]]:
    match news.event:
        case SchemeCostedV1(region=region, county=county, trial=trial, costs=costs):
            costed = HearTrialCost(region=region, trial=trial, county=county, costs=costs, cause=news.event_id)
            yield Send(stream=GRADE_SCHEME, to=scheme_id(region), command=costed)
        case StandardPublishedV1(region=region):
            noted = NotePayStandard(region=region, cause=news.event_id)
            yield Send(stream=GRADE_SCHEME, to=scheme_id(region), command=noted)
