"""A form of a region and a period: its versions."""

from typing import get_args

from services.personnel.domain import statistics
from services.personnel.domain.policies import Policies
from services.personnel.domain.statistics import FreezeStatistics, Statistic, StatisticEvent
from services.personnel.domain.streams.placed import home
from shared.kernel import Decider, Stream

STATISTIC: Stream[Statistic, FreezeStatistics, StatisticEvent, Policies] = Stream(
    type="statistic", decider=Decider(initial=Statistic(), decide=statistics.freeze, evolve=statistics.evolve),
    events=get_args(StatisticEvent), region_of=home,
)  # fmt: skip
