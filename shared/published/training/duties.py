"""Training duties: induction, yearly (secretaries and directors), rotation once in three years, remedial."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.kernel import record
from shared.published.envelope import Name


@record
class ObligationOpenedV1:
    """`kind`: INDUCTION, ANNUAL, ROTATION, REMEDIAL, RESERVE; to be met from `opens` until `due`, both days included."""

    told: ClassVar[Name] = Name("training.obligation.opened")
    worker_id: UUID
    duty_id: UUID
    kind: str
    opens: date
    due: date


@record
class ObligationMetV1:
    told: ClassVar[Name] = Name("training.obligation.met")
    worker_id: UUID
    duty_id: UUID
    kind: str
    met_on: date


@record
class ObligationOverdueV1:
    told: ClassVar[Name] = Name("training.obligation.overdue")
    worker_id: UUID
    duty_id: UUID
    kind: str
    due: date


@record
class ObligationWithdrawnV1:
    """Nobody owes it any more.

    `reason`: LEFT, POST_ENDED, POST_TAKEN, WAIVED, RESERVE_LEFT, MOVED (the window never was: another takes its place).
    """

    told: ClassVar[Name] = Name("training.obligation.withdrawn")
    worker_id: UUID
    duty_id: UUID
    kind: str
    reason: str


@record
class ObligationReopenedV1:
    """What met it was annulled or corrected away: it is to be met again, or is overdue."""

    told: ClassVar[Name] = Name("training.obligation.reopened")
    worker_id: UUID
    duty_id: UUID
    kind: str
    opens: date
    due: date
