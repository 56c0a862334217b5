"""A region's grade scheme: one line of versions."""

from services.personnel.domain import grade_schemes
from services.personnel.domain.grade_schemes import Scheme, SchemeCommand, SchemeEvent, SchemePublished
from services.personnel.domain.policies import Policies
from services.personnel.domain.scheme_trials import SchemeTried
from services.personnel.domain.streams.placed import home
from shared.kernel import Decider, Stream

GRADE_SCHEME: Stream[Scheme, SchemeCommand, SchemeEvent, Policies] = Stream(
    type="grade_scheme", decider=Decider(initial=Scheme(), decide=grade_schemes.decide, evolve=grade_schemes.evolve),
    events=(SchemePublished, SchemeTried), region_of=home,
)  # fmt: skip
