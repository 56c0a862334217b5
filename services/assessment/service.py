"""Assessment, filled in: the only place where its pure and its wired parts meet."""

from pathlib import Path
from typing import Final

from services.assessment.domain.policies import Policies
from services.assessment.domain.streams import ASSESSEE, HONOUR, RESULT, SCHEME
from services.assessment.operations.county_year import HANDLERS
from services.assessment.projections.assessees import ASSESSEES
from services.assessment.projections.deadlines import DEADLINES
from services.assessment.projections.honours import HONOURS
from services.assessment.projections.results import RESULTS
from services.assessment.projections.schemes import SCHEMES
from services.assessment.publications import publish
from services.assessment.reactions import personnel
from services.assessment.rights import CONFIRM_RESULTS, PROPOSE_RESULTS
from services.assessment.routes import honour_changes, honours, results, schemes, scoring
from shared.access_ledger.reading import READER
from shared.authority.heard import STREAMS as AUTHORITY_STREAMS
from shared.authority.rows import AUTHORITY
from shared.service import Hears, Service

SERVICE: Final = Service(
    name="assessment",
    title="Assessment of community workers",
    folder=Path(__file__).parent,
    streams=(SCHEME, ASSESSEE, RESULT, HONOUR, READER, *AUTHORITY_STREAMS),
    policies=Policies,
    projections=(SCHEMES, ASSESSEES, RESULTS, HONOURS, DEADLINES, AUTHORITY),
    publish=publish,
    hears={"personnel": Hears(personnel.Heard, personnel.react)},
    routers=(schemes.router, scoring.router, results.router, honours.router, honour_changes.router),
    operations=HANDLERS,
    started_under={
        "open-results": PROPOSE_RESULTS,
        "propose-results": PROPOSE_RESULTS,
        "publicise-results": PROPOSE_RESULTS,
        "confirm-results": CONFIRM_RESULTS,
    },
)
