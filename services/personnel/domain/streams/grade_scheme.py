"""A region's grade scheme: one line of versions."""

from typing import get_args

from services.personnel.domain import grade_schemes
from services.personnel.domain.grade_schemes import Scheme, SchemeCommand, SchemeEvent
from services.personnel.domain.policies import Policies
from services.personnel.domain.streams.placed import home
from shared.kernel import Decider, Stream

GRADE_SCHEME: Stream[Scheme, SchemeCommand, SchemeEvent, Policies] = Stream(
    type="grade_scheme", decider=Decider(initial=Scheme(), decide=grade_schemes.decide, evolve=grade_schemes.evolve),
    events=get_args(SchemeEvent), region_of=home,
)  # fmt: skip
