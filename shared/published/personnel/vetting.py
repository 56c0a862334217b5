"""Vetting of candidates: the result and nothing of its content."""

from typing import ClassVar
from uuid import UUID

from shared.kernel import record
from shared.published.envelope import Name


@record
class VettingConcludedV1:
    """`result` is PASS, FAIL or RESERVE; `campaign_id` where the candidate applied in one."""

    told: ClassVar[Name] = Name("personnel.vetting.concluded")
    vetting_id: UUID
    candidate_id: UUID
    campaign_id: UUID | None
    result: str
