"""A region's grade scheme: one line of versions."""

from services.personnel.domain import grade_schemes
from services.personnel.domain.grade_schemes import PublishScheme, Scheme, SchemePublished
from services.personnel.domain.policies import Policies
from services.personnel.domain.streams.placed import home
from shared.kernel import Decider, Stream

GRADE_SCHEME: Stream[Scheme, PublishScheme, SchemePublished, Policies] = Stream(
    type="grade_scheme", decider=Decider(initial=Scheme(), decide=grade_schemes.publish, evolve=grade_schemes.evolve),
    events=(SchemePublished,), region_of=home,
)  # fmt: skip
