"""Vetting a candidate (考察政审): the material, the result, the reasons under seal (policy article 2). Restricted: only the organisation
department reads the reasons; others hear the result.

Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from services.personnel.domain.policies import Policies
from shared.kernel import NATION, Facts, Region, Rejected, VettingReasons, record

VETTED: Final = "vetting"
"""The reservation of a candidate: one open vetting at a time."""


class VettingStage(StrEnum):
    NONE = "NONE"
    OPEN = "OPEN"
    MATERIAL_COMPLETE = "MATERIAL_COMPLETE"
    CONCLUDED = "CONCLUDED"


class VettingResult(StrEnum):
    """合格、不合格、作为储备."""

    PASS = "PASS"
    FAIL = "FAIL"
    RESERVE = "RESERVE"


# Events


@record
class VettingOpened:
    """`candidate_id` is the applicant, or who is converted."""

    effective: date
    vetting_id: UUID
    candidate_id: UUID
    campaign_id: UUID | None
    region: Region


@record
class VettingMaterialComplete:
    effective: date
    vetting_id: UUID
    candidate_id: UUID


@record
class VettingConcluded:
    """`signed_by` answers for the result."""

    effective: date
    vetting_id: UUID
    candidate_id: UUID
    campaign_id: UUID | None
    result: VettingResult
    reasons: VettingReasons
    signed_by: str


VettingEvent = VettingOpened | VettingMaterialComplete | VettingConcluded

# State


@record
class Vetting:
    vetting_id: UUID | None = None
    candidate_id: UUID | None = None
    campaign_id: UUID | None = None
    region: Region = NATION
    stage: VettingStage = VettingStage.NONE


def evolve(vetting: Vetting, event: VettingEvent) -> Vetting:
    match event:
        case VettingOpened():
            return Vetting(
                vetting_id=event.vetting_id, candidate_id=event.candidate_id, campaign_id=event.campaign_id,
                region=event.region, stage=VettingStage.OPEN,
            )  # fmt: skip
        case VettingMaterialComplete():
            return replace(vetting, stage=VettingStage.MATERIAL_COMPLETE)
        case VettingConcluded():
            return replace(vetting, stage=VettingStage.CONCLUDED)


# Commands


@record
class OpenVetting:
    vetting_id: UUID
    candidate_id: UUID
    campaign_id: UUID | None
    region: Region


@record
class CompleteMaterial:
    """Everything that the vetting needs is there."""


@record
class ConcludeVetting:
    result: VettingResult
    reasons: VettingReasons


VettingCommand = OpenVetting | CompleteMaterial | ConcludeVetting

# Decisions


def open_file(vetting: Vetting, command: OpenVetting, facts: Facts[Policies]) -> tuple[VettingEvent, ...]:
    if vetting.vetting_id is not None:
        return ()
    return (
        VettingOpened(
            effective=facts.today, vetting_id=command.vetting_id, candidate_id=command.candidate_id,
            campaign_id=command.campaign_id, region=command.region,
        ),
    )  # fmt: skip


def complete(vetting: Vetting, facts: Facts[Policies]) -> tuple[VettingEvent, ...]:
    if vetting.stage is VettingStage.MATERIAL_COMPLETE:
        return ()
    id, candidate = _at(vetting, VettingStage.OPEN)
    return (VettingMaterialComplete(effective=facts.today, vetting_id=id, candidate_id=candidate),)


def conclude(vetting: Vetting, command: ConcludeVetting, facts: Facts[Policies]) -> tuple[VettingEvent, ...]:
    id, candidate = _at(vetting, VettingStage.MATERIAL_COMPLETE)
    return (
        VettingConcluded(
            effective=facts.today, vetting_id=id, candidate_id=candidate, campaign_id=vetting.campaign_id,
            result=command.result, reasons=command.reasons, signed_by=facts.by,
        ),
    )  # fmt: skip


def may_be_concluded(vetting: Vetting) -> UUID:
    """Who is vetted. Raises Rejected where the material is not complete: to be asked before anything is sealed."""
    return _at(vetting, VettingStage.MATERIAL_COMPLETE)[1]


def _at(vetting: Vetting, stage: VettingStage) -> tuple[UUID, UUID]:
    if vetting.vetting_id is None or vetting.candidate_id is None or vetting.stage is not stage:
        raise Rejected("vetting.stage", stage=vetting.stage.value)
    return vetting.vetting_id, vetting.candidate_id
