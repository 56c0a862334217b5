"""Grade schemes and grade decisions."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.kernel import Region, record
from shared.published.envelope import Name


@record
class SchemePublishedV1:
    """A grade scheme version is in force in a region from the effective day."""

    told: ClassVar[Name] = Name("personnel.scheme.published")
    region: Region
    code: str
    version: int


@record
class SchemeTriedV1:
    """A draft of a region's scheme, to begin on `draft_effective`, was followed over everybody for so many months from the first
    (2027-01). `trial` is the digest of the file trial.json, byte for byte: whoever values that file knows by it that it is ours.
    """

    told: ClassVar[Name] = Name("personnel.scheme.tried")
    region: Region
    trial: str
    code: str
    draft_effective: date
    first_month: str
    months: int


@record
class GradeDecidedV1:
    """A worker's grade from the effective day on, whenever the decision was taken.

    `trigger`: HIRE, IMPORT, ANNIVERSARY, CERTIFICATE, RESULT, APPOINTMENT, SCHEME, DEGREE, HONOUR, DISCIPLINE, YEARS.
    """

    told: ClassVar[Name] = Name("personnel.grade.decided")
    worker_id: UUID
    decision_id: UUID
    post_category: str
    grade: int
    trigger: str
    scheme: str
    scheme_version: int


@record
class GradeRevokedV1:
    """A decision was taken back: it never counted, the one decided before holds again from its day (effective) on."""

    told: ClassVar[Name] = Name("personnel.grade.revoked")
    worker_id: UUID
    decision_id: UUID


@record
class PromotionDueV1:
    """A higher grade was proposed and waits to be decided; effective = the day it would count from."""

    told: ClassVar[Name] = Name("personnel.grade.promotion_due")
    worker_id: UUID
    proposal_id: UUID
    grade: int
    from_grade: int
    trigger: str
