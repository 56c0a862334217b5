"""Which events of an honour the world hears of: what counts, and that it no longer does. Nominations and objections stay inside."""

from uuid import UUID

from services.assessment.domain import honour_events as honour
from services.assessment.domain.honour_events import HonourEvent, HonourPaper
from shared.published import Published
from shared.published.assessment.honours import HonourGrantedV1, HonourWithdrawnV1


def publish(honour_id: UUID, event: HonourEvent) -> Published | None:
    match event:
        case honour.HonourGranted(paper=paper):
            return _granted(event, paper, 0)
        case honour.HonourCorrected(paper=paper, revision=revision):
            return _granted(event, paper, revision)
        case honour.HonourWithdrawn(worker_id=worker, grant_id=grant, paper=paper):
            return _withdrawn(worker, grant, paper, never_was=False)
        case honour.HonourAnnulled(worker_id=worker, grant_id=grant, paper=paper):
            return _withdrawn(worker, grant, paper, never_was=True)
        case honour.HonourNominated() | honour.HonourPublicised() | honour.HonourNominationEnded():
            return None
        case honour.HonourObjected() | honour.HonourObjectionDecided() | honour.HonourRecorded():
            return None
        case honour.HonourChangeEntered() | honour.HonourChangeRefused():
            return None


def _granted(event: honour.HonourGranted | honour.HonourCorrected, paper: HonourPaper, revision: int) -> Published:
    return HonourGrantedV1(
        worker_id=event.worker_id, honour_id=event.grant_id, year=event.year, kind=paper.kind, level=paper.level.value,
        issuer=paper.issuer, document=paper.document, revision=revision,
    )  # fmt: skip


def _withdrawn(worker: UUID, grant: UUID, paper: HonourPaper, *, never_was: bool) -> Published:
    return HonourWithdrawnV1(
        worker_id=worker, honour_id=grant, kind=paper.kind, level=paper.level.value, granted_on=paper.granted_on,
        never_was=never_was,
    )  # fmt: skip
