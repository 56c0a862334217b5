"""Honours."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.kernel import record
from shared.published.envelope import Name


@record
class HonourGrantedV1:
    """An honour (表彰) of a worker; effective = the day of the paper. Told again with a higher `revision` when it is corrected.

    `kind` is a word of the region's rules, such as MODEL_WORKER; `level`: COUNTY, CITY, PROVINCE, NATION. `honour_id` stays the same
    whatever is corrected; an honour given again after it was taken back has another.
    """

    told: ClassVar[Name] = Name("assessment.honour.granted")
    worker_id: UUID
    honour_id: UUID
    year: int
    kind: str
    level: str
    issuer: str
    document: str
    revision: int


@record
class HonourWithdrawnV1:
    """An honour no longer counts; effective = the first day without it. `never_was`: it was entered wrongly and never counted."""

    told: ClassVar[Name] = Name("assessment.honour.withdrawn")
    worker_id: UUID
    honour_id: UUID
    kind: str
    level: str
    granted_on: date
    never_was: bool
