"""A post that is begun again under its own id: the end that was told with an exit was none."""

from services.payroll.domain.entitlement import Entitlement
from services.payroll.domain.entitlement_events import FactEvent, PostTaken
from services.payroll.domain.facts import FactKind
from services.payroll.domain.stopping_events import PostResumed


def returned(entitlement: Entitlement, event: FactEvent) -> tuple[PostResumed, ...]:
    """Nothing follows where the post was not left, or from the very news that began it, heard again late."""
    if not isinstance(event, PostTaken):
        return ()
    id = event.appointment_id
    taken, left = (entitlement.fact(kind, id) for kind in (FactKind.POST_TAKEN, FactKind.POST_LEFT))
    if taken is None or left is None or left.annulled or taken.cause == event.cause:
        return ()
    resumed = PostResumed(
        effective=left.effective, worker_id=event.worker_id, appointment_id=id, post=event.post, cause=event.cause
    )
    return (resumed,)
