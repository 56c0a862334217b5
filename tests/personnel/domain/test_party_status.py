"""Stages of party membership are told in any order, corrected and annulled with reasons, and stored sealed."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from services.personnel.domain.party_status import (
    AnnulPartyStatus,
    CorrectPartyStatus,
    EndPartyStatus,
    PartyStatusAnnulled,
    PartyStatusCorrected,
    PartyStatusRecorded,
    RecordPartyStatus,
)
from services.personnel.domain.streams import PARTY_STATUS
from shared.kernel import Sealed
from tests.personnel.people import COMMUNITY, WORKER, on

TODAY, SINCE = date(2027, 6, 1), date(2026, 7, 1)
FACT, FULL, PROBATIONARY = UUID(int=31), Sealed("full"), Sealed("probationary")
TELL = RecordPartyStatus(worker_id=WORKER, region=COMMUNITY, fact=FACT, stage=FULL, since=SINCE)
TOLD = PartyStatusRecorded(
    effective=SINCE, worker_id=WORKER, region=COMMUNITY, fact=FACT, stage=FULL, recorded_by="officer"
)
CORRECT = CorrectPartyStatus(fact=FACT, stage=PROBATIONARY, since=date(2026, 8, 1), reason="录入错误")


def test_a_stage_is_told_once_and_not_before_it_begins() -> None:
    on(PARTY_STATUS, TODAY).when(TELL).then(TOLD)
    on(PARTY_STATUS, TODAY, TOLD).when(TELL).then()
    on(PARTY_STATUS, TODAY).when(replace(TELL, since=date(2027, 6, 2))).then_rejected("party-status.future")


def test_a_stage_is_corrected_or_annulled_with_a_reason() -> None:
    corrected = PartyStatusCorrected(
        effective=date(2026, 8, 1), worker_id=WORKER, fact=FACT, stage=PROBATIONARY, reason="录入错误",
        corrected_by="officer",
    )  # fmt: skip
    never = PartyStatusAnnulled(effective=SINCE, worker_id=WORKER, fact=FACT, reason="并无此事", annulled_by="officer")
    given_told = on(PARTY_STATUS, TODAY, TOLD)
    given_told.when(CORRECT).then(corrected)
    given_told.when(replace(CORRECT, reason="")).then_rejected("party-status.reason")
    given_told.when(replace(CORRECT, since=date(2027, 6, 2))).then_rejected("party-status.future")
    given_told.when(AnnulPartyStatus(fact=FACT, reason="并无此事")).then(never)
    given_told.when(AnnulPartyStatus(fact=FACT, reason=" ")).then_rejected("party-status.reason")
    on(PARTY_STATUS, TODAY, TOLD, never).when(CORRECT).then_rejected("party-status.unknown")
    on(PARTY_STATUS, TODAY).when(AnnulPartyStatus(fact=FACT, reason="x")).then_rejected("party-status.unknown")


def test_membership_ends_with_a_life_the_day_after_where_a_stage_is_known() -> None:
    fact, none = UUID(int=32), Sealed("none")
    end = EndPartyStatus(fact=fact, stage=none, last_day=TODAY)
    over = replace(TOLD, effective=date(2027, 6, 2), fact=fact, stage=none)
    on(PARTY_STATUS, TODAY, TOLD).when(end).then(over)
    on(PARTY_STATUS, TODAY, TOLD, over).when(end).then()
    on(PARTY_STATUS, TODAY).when(end).then()


STAGES = [(UUID(int=n), date(2020 + n, 7, 1), Sealed(str(n))) for n in range(1, 5)]


@given(st.permutations(STAGES))
def test_the_stage_of_a_day_is_the_same_in_whatever_order_stages_come_to_be_known(told: list[Any]) -> None:
    history = [
        PartyStatusRecorded(
            effective=since, worker_id=WORKER, region=COMMUNITY, fact=fact, stage=stage, recorded_by="officer"
        )
        for fact, since, stage in told
    ]
    stages = PARTY_STATUS.decider.fold(history).stages
    assert [stages.on(date(2020 + n, 12, 31)) for n in range(5)] == [None, *(stage for _, _, stage in STAGES)]
