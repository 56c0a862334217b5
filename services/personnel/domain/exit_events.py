"""What can have happened on the way out of an employment, and after it: findings, protected periods, notice, weighing, papers,
and what was wrong with it. Why somebody is protected is not kept here: the paper says it, the days are enough.

Class and field names of events are the storage format: add, never rename.
"""

from datetime import date
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from services.personnel.domain.exit_scope_events import ExitTookAlong, ReopeningLeft, ReopeningSettled
from shared.kernel import DAY, record


class Ground(StrEnum):
    """Every way out: 辞职、试用期不合格、严重违纪、不胜任、合同期满、协商一致、退休、死亡、医疗期满、客观情况重大变化、经济性裁员、
    因用人单位过错解除、追究刑事责任、录用为公职人员、罢免、届满.
    """

    RESIGNATION = "RESIGNATION"
    PROBATION_FAILED = "PROBATION_FAILED"
    SERIOUS_BREACH = "SERIOUS_BREACH"
    INCOMPETENCE = "INCOMPETENCE"
    EXPIRY = "EXPIRY"
    MUTUAL = "MUTUAL"
    RETIREMENT = "RETIREMENT"
    DEATH = "DEATH"
    EMPLOYER_FAULT = "EMPLOYER_FAULT"
    CRIMINAL_LIABILITY = "CRIMINAL_LIABILITY"
    MEDICAL_PERIOD_OVER = "MEDICAL_PERIOD_OVER"
    CHANGED_CIRCUMSTANCES = "CHANGED_CIRCUMSTANCES"
    LAYOFF = "LAYOFF"
    HIRED_TO_PUBLIC_POST = "HIRED_TO_PUBLIC_POST"
    RECALL = "RECALL"
    TERM_ENDED = "TERM_ENDED"


class Severance(StrEnum):
    """None; N months' wages by years of service (art. 47); twice that for an unlawful end (art. 87)."""

    NONE = "NONE"
    N = "N"
    TWO_N = "TWO_N"


class NoticeKept(StrEnum):
    """Not asked for by law; kept; replaced by a month's wage (art. 40); waived by whom it protects."""

    NOT_NEEDED = "NOT_NEEDED"
    SERVED = "SERVED"
    PAID_IN_LIEU = "PAID_IN_LIEU"
    WAIVED = "WAIVED"


class Remedy(StrEnum):
    TRAINING = "TRAINING"
    REPOSTING = "REPOSTING"


class RetirementClass(StrEnum):
    """By the age that stood before 2025: men 60, women 55 (management) and women 50 (workers)."""

    MEN_60 = "MEN_60"
    WOMEN_55 = "WOMEN_55"
    WOMEN_50 = "WOMEN_50"


# Events


@record
class ProtectionRecorded:
    """From the effective day until `ends` nobody ends the employment under arts. 40 or 41, and a term goes on (arts. 42, 45)."""

    effective: date
    worker_id: UUID
    protection_id: UUID
    ends: date | None
    document: str


@record
class ProtectionCorrected:
    effective: date
    worker_id: UUID
    protection_id: UUID
    ends: date | None
    document: str


@record
class ProtectionAnnulled:
    effective: date
    worker_id: UUID
    protection_id: UUID
    document: str


@record
class IncompetenceFound:
    """Not up to the work, on paper: no ground by itself (art. 40)."""

    effective: date
    worker_id: UUID
    document: str


@record
class RemedyGiven:
    effective: date
    worker_id: UUID
    remedy: Remedy
    document: str


@record
class RetirementClassRecorded:
    effective: date
    worker_id: UUID
    retirement_class: RetirementClass


@record
class RetirementReckoned:
    """As known on the effective day: the statutory day, whether it is `near`: somebody is reminded then. Looked at again on `next_look`."""

    effective: date
    worker_id: UUID
    retirement_class: RetirementClass
    retires_on: date
    near: bool
    next_look: date


@record
class ExitNoticeGiven:
    """Effective = the day of the notice; the person is leaving until `last_day`."""

    effective: date
    worker_id: UUID
    ground: Ground
    last_day: date
    document: str


@record
class ExitNoticeWithdrawn:
    effective: date
    worker_id: UUID
    reason: str


@record
class ExitWeighed:
    """What the end means: severance in half months of wage by unbroken service since `service_since`, and the notice."""

    effective: date
    worker_id: UUID
    employment_id: UUID
    ground: Ground
    article: str
    severance: Severance
    half_months: int
    service_since: date
    notice: NoticeKept
    union_told_on: date | None


@record
class ExitCorrected:
    """It was another day or ground: effective = the right last day, `was` the wrong one."""

    schema_version: ClassVar[int] = 2
    effective: date
    worker_id: UUID
    employment_id: UUID
    ground: Ground
    severance: bool
    employed_since: date
    document: str
    was: date
    reason: str
    papers_due: date


def ended_before_papers_were_dated(stored: dict[str, Any]) -> dict[str, Any]:
    """Of `Exited` and `ExitCorrected`: the fifteen days of the law that ruled then."""
    return {**stored, "papers_due": str(date.fromisoformat(stored["effective"]) + 15 * DAY)}


@record
class ExitAnnulled:
    """The person never left. Effective = the last day that was said; what waits for the contract is told again."""

    effective: date
    worker_id: UUID
    employment_id: UUID
    reason: str
    contract_ends: date | None
    next_notice: date | None


@record
class PlaceRetaken:
    """The place is held again from the effective day."""

    effective: date
    worker_id: UUID
    place: str


@record
class ExitFoundUnlawful:
    """A court or arbitration found the end unlawful: twice the severance, nothing on top (art. 87, Regulation 25)."""

    effective: date
    worker_id: UUID
    employment_id: UUID
    half_months: int
    document: str


@record
class ExitPapersIssued:
    """The certificate, and the days on which archive and insurance were moved (art. 50)."""

    effective: date
    worker_id: UUID
    certificate: str
    archive_moved_on: date
    insurance_moved_on: date


@record
class ExitPapersOverdue:
    """They were due by `due`, fifteen days after the end."""

    effective: date
    worker_id: UUID
    due: date


LeavingEvent = (
    ProtectionRecorded | ProtectionCorrected | ProtectionAnnulled | IncompetenceFound | RemedyGiven
    | RetirementClassRecorded | RetirementReckoned | ExitNoticeGiven | ExitNoticeWithdrawn | ExitWeighed | ExitCorrected | ExitAnnulled
    | PlaceRetaken | ExitFoundUnlawful | ExitPapersIssued | ExitPapersOverdue | ExitTookAlong
    | ReopeningLeft | ReopeningSettled
)  # fmt: skip
