"""Training, filled in: the only place where its pure and its wired parts meet."""

from pathlib import Path
from typing import Final

from services.training.domain.policies import Policies
from services.training.domain.streams import DUTY_BOOK
from services.training.projections.completions import COMPLETIONS
from services.training.projections.deadlines import DEADLINES
from services.training.projections.duties import DUTIES
from services.training.projections.learners import LEARNERS
from services.training.publications import publish
from services.training.reactions import assessment, calendar, personnel
from services.training.routes import completions, duties
from shared.access_ledger.reading import READER
from shared.authority.heard import STREAMS as AUTHORITY_STREAMS
from shared.authority.rows import AUTHORITY
from shared.service import Hears, Service

SERVICE: Final = Service(
    name="training",
    title="Training of community workers",
    folder=Path(__file__).parent,
    streams=(DUTY_BOOK, READER, *AUTHORITY_STREAMS),
    policies=Policies,
    projections=(DUTIES, COMPLETIONS, LEARNERS, DEADLINES, AUTHORITY),
    publish=publish,
    hears={
        "personnel": Hears(personnel.Heard, personnel.react),
        "assessment": Hears(assessment.Heard, assessment.react),
    },
    calendar=calendar.react,
    routers=(duties.router, completions.router),
)
