"""An archive waits to be handed over after the exit, a loan that is overdue to be brought back, a list to be decided."""

from typing import Any

from services.personnel.domain import archive_events as events
from shared.kernel import Recorded
from shared.readmodel import RowChange
from shared.readmodel.tasks import settled, waits


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    match recorded.event:
        case events.ArchiveTransferAsked(due=due):
            return (waits(recorded, "archive-transfer", due=due),)
        case events.ArchiveTransferred() | events.ArchiveTransferWithdrawn():
            return settled(recorded, "archive-transfer")
        case events.ArchiveLoanOverdue(loan_id=id, due=due):
            return (waits(recorded, "archive-loan", item=id, due=due),)
        case events.ArchiveReturned(loan_id=id):
            return settled(recorded, "archive-loan", item=id)
        case events.DestructionProposed(proposed_by=by):
            return (waits(recorded, "archive-destruction", made_by=by),)
        case events.DestructionDeclined() | events.ArchiveDestroyed():
            return settled(recorded, "archive-destruction")
        case _:
            return ()
