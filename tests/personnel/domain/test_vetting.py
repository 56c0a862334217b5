"""A vetting has its material before its result, the reasons are sealed, and the signature answers for it."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.personnel.domain.streams import VETTING
from services.personnel.domain.vetting import (
    CompleteMaterial,
    ConcludeVetting,
    OpenVetting,
    VettingConcluded,
    VettingMaterialComplete,
    VettingOpened,
    VettingResult,
)
from services.personnel.publications import recruiting
from shared.kernel import Release, Sealed, Take
from shared.published.personnel.vetting import VettingConcludedV1
from tests.personnel.people import STREET, on

ID, WHO, CAMPAIGN, DAY = UUID(int=1), UUID(int=2), UUID(int=3), date(2027, 5, 3)
OPEN = OpenVetting(vetting_id=ID, candidate_id=WHO, campaign_id=CAMPAIGN, region=STREET)
OPENED = VettingOpened(effective=DAY, vetting_id=ID, candidate_id=WHO, campaign_id=CAMPAIGN, region=STREET)
COMPLETE = VettingMaterialComplete(effective=DAY, vetting_id=ID, candidate_id=WHO)
CONCLUDE = ConcludeVetting(result=VettingResult.PASS, reasons=Sealed("reasons"))
CONCLUDED = VettingConcluded(
    effective=DAY, vetting_id=ID, candidate_id=WHO, campaign_id=CAMPAIGN, result=VettingResult.PASS,
    reasons=Sealed("reasons"), signed_by="officer",
)  # fmt: skip


def test_a_vetting_is_opened_once() -> None:
    on(VETTING, DAY).when(OPEN).then(OPENED)
    on(VETTING, DAY, OPENED).when(OPEN).then()


def test_the_result_waits_for_the_material() -> None:
    on(VETTING, DAY, OPENED).when(CONCLUDE).then_rejected("vetting.stage")
    on(VETTING, DAY, OPENED).when(CompleteMaterial()).then(COMPLETE)
    on(VETTING, DAY, OPENED, COMPLETE).when(CompleteMaterial()).then()
    on(VETTING, DAY).when(CompleteMaterial()).then_rejected("vetting.stage")


@pytest.mark.parametrize("result", list(VettingResult))
def test_it_is_concluded_once_with_a_signature(result: VettingResult) -> None:
    concluded = replace(CONCLUDED, result=result)
    on(VETTING, DAY, OPENED, COMPLETE).when(replace(CONCLUDE, result=result)).then(concluded)
    on(VETTING, DAY, OPENED, COMPLETE, concluded).when(CONCLUDE).then_rejected("vetting.stage")


def test_a_candidate_is_vetted_once_at_a_time() -> None:
    assert VETTING.reserves(ID, OPEN, OPENED) == (Take(kind="vetting", key=str(WHO)),)
    assert VETTING.reserves(ID, CONCLUDE, CONCLUDED) == (Release(kind="vetting", key=str(WHO)),)
    assert VETTING.reserves(ID, CompleteMaterial(), COMPLETE) == ()


def test_only_the_result_is_told() -> None:
    told = VettingConcludedV1(vetting_id=ID, candidate_id=WHO, campaign_id=CAMPAIGN, result="PASS")
    assert recruiting.publish(CONCLUDED) == told
    assert recruiting.publish(OPENED) is None
    assert "reasons" not in repr(told)
