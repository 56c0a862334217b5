from dataclasses import replace
from datetime import date

import pytest

from services.assessment.domain import honour_events as honour
from services.assessment.domain.honour import HonourStage
from services.assessment.domain.honour_changes import (
    AnnulHonour,
    ChangeCommand,
    ConfirmHonour,
    CorrectHonour,
    RecordHonour,
    RefuseHonour,
    WithdrawHonour,
)
from services.assessment.domain.honour_events import HonourChange, HonourEvent, HonourLevel, HonourPaper
from services.assessment.publications.honour import publish
from shared.published.assessment.honours import HonourGrantedV1, HonourWithdrawnV1
from tests.assessment.domain.test_honours import AFTER, FILE, GRANTED, NOMINATE, NOMINATED, PAPER, PUBLIC, on
from tests.assessment.year import COMMUNITY, WORKER

LATER = date(2026, 9, 1)
OUTSIDE = HonourPaper(
    kind="MODEL_WORKER", level=HonourLevel.PROVINCE, issuer="四川省人民政府", document="川府发〔2025〕8号",
    granted_on=date(2025, 4, 28), sha256=FILE,
)  # fmt: skip
RECORD = RecordHonour(worker_id=WORKER, region=COMMUNITY, year=2025, paper=OUTSIDE)
RECORDED = honour.HonourRecorded(
    effective=AFTER, worker_id=WORKER, region=COMMUNITY, year=2025, paper=OUTSIDE, recorded_by="officer"
)
HELD = (*PUBLIC, GRANTED)
RIGHT = replace(PAPER, level=HonourLevel.PROVINCE, granted_on=date(2026, 4, 19))
CORRECT = CorrectHonour(
    kind="MODEL_WORKER", level=HonourLevel.PROVINCE, issuer=PAPER.issuer, document=PAPER.document,
    granted_on=date(2026, 4, 19), sha256=FILE, reason="级别录入有误",
)  # fmt: skip
WITHDRAW = WithdrawHonour(since=date(2026, 8, 1), document="成府发〔2026〕31号", reason="撤销称号")


def entered(change: HonourChange, paper: HonourPaper, since: date, document: str, reason: str) -> HonourEvent:
    return honour.HonourChangeEntered(
        effective=LATER, worker_id=WORKER, change=change, paper=paper, since=since, document=document, reason=reason,
        entered_by="officer",
    )  # fmt: skip


CORRECTION = entered(HonourChange.CORRECTION, RIGHT, RIGHT.granted_on, "", "级别录入有误")
WITHDRAWAL = entered(HonourChange.WITHDRAWAL, PAPER, date(2026, 8, 1), "成府发〔2026〕31号", "撤销称号")
ANNULMENT = entered(HonourChange.ANNULMENT, PAPER, PAPER.granted_on, "", "张冠李戴")
CORRECTED = honour.HonourCorrected(
    effective=date(2026, 4, 19), worker_id=WORKER, grant_id=GRANTED.grant_id, year=2026, paper=RIGHT, revision=1,
    reason="级别录入有误", entered_by="officer", confirmed_by="approver",
)  # fmt: skip
WITHDRAWN = honour.HonourWithdrawn(
    effective=date(2026, 8, 1), worker_id=WORKER, grant_id=GRANTED.grant_id, paper=PAPER, document="成府发〔2026〕31号",
    reason="撤销称号", entered_by="officer", confirmed_by="approver",
)  # fmt: skip
ANNULLED = honour.HonourAnnulled(
    effective=date(2026, 4, 18), worker_id=WORKER, grant_id=GRANTED.grant_id, paper=PAPER, reason="张冠李戴",
    entered_by="officer", confirmed_by="approver",
)  # fmt: skip


def test_an_honour_of_an_outside_body_counts_from_its_day_once_another_hand_confirmed_it() -> None:
    on(AFTER)().when(RECORD).then(RECORDED)
    on(AFTER)(RECORDED).when(RECORD).then()
    on(AFTER)(RECORDED).when(ConfirmHonour()).then_rejected("honours.own-hand")
    on(AFTER, str(WORKER))(RECORDED).when(ConfirmHonour()).then_rejected("honours.own-hand")
    (granted,) = on(AFTER, "approver")(RECORDED).when(ConfirmHonour()).then_events()
    assert isinstance(granted, honour.HonourGranted)
    assert (granted.effective, granted.paper, granted.entered_by) == (date(2025, 4, 28), OUTSIDE, "officer")
    on(AFTER, "approver")(RECORDED, granted).when(ConfirmHonour()).then()


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (replace(RECORD, year=2027), "honours.year"), (replace(RECORD, year=1950), "honours.year"),
        (replace(RECORD, paper=replace(OUTSIDE, kind="HERO")), "honours.kind"),
        (replace(RECORD, paper=replace(OUTSIDE, issuer="")), "honours.issuer"),
        (replace(RECORD, paper=replace(OUTSIDE, document="")), "honours.document"),
        (replace(RECORD, paper=replace(OUTSIDE, sha256="")), "honours.file"),
        (replace(RECORD, paper=replace(OUTSIDE, granted_on=LATER)), "honours.not-yet"),
    ],
)  # fmt: skip
def test_a_record_says_everything_its_paper_says(asked: RecordHonour, code: str) -> None:
    on(AFTER)().when(asked).then_rejected(code)


def test_an_honour_on_its_way_is_not_recorded_beside() -> None:
    on(AFTER)(NOMINATED).when(RECORD).then_rejected("honours.already")


def test_a_record_that_is_not_so_is_refused_and_may_be_made_again() -> None:
    refused = honour.HonourNominationEnded(effective=AFTER, worker_id=WORKER, reason="查无此文", ended_by="approver")
    on(AFTER, "approver")(RECORDED).when(RefuseHonour(reason="查无此文")).then(refused)
    on(AFTER)(RECORDED, refused).when(RECORD).then(RECORDED)


@pytest.mark.parametrize(
    ("asked", "waits", "follows"),
    [(CORRECT, CORRECTION, CORRECTED), (WITHDRAW, WITHDRAWAL, WITHDRAWN), (AnnulHonour(reason="张冠李戴"), ANNULMENT, ANNULLED)],
)  # fmt: skip
def test_what_is_granted_changes_by_two_hands(asked: ChangeCommand, waits: HonourEvent, follows: HonourEvent) -> None:
    on(LATER)(*HELD).when(asked).then(waits)
    on(LATER)(*HELD, waits).when(ConfirmHonour()).then_rejected("honours.own-hand")
    on(LATER)(*HELD, waits).when(asked).then_rejected("honours.change-waits")
    on(LATER, "approver")(*HELD, waits).when(ConfirmHonour()).then(follows)


def test_a_change_that_is_not_so_is_dropped() -> None:
    refused = honour.HonourChangeRefused(
        effective=LATER, worker_id=WORKER, change=HonourChange.WITHDRAWAL, reason="无此文", refused_by="approver"
    )
    after = on(LATER, "approver")(*HELD, WITHDRAWAL).when(RefuseHonour(reason="无此文"))
    after.then(refused)
    assert (after.then_state().stage, after.then_state().change) == (HonourStage.GRANTED, None)
    on(LATER, "approver")(*HELD).when(RefuseHonour(reason="无此文")).then_rejected("honours.nothing-waits")


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (replace(WITHDRAW, since=PAPER.granted_on), "honours.withdrawn-when"),
        (replace(WITHDRAW, since=date(2026, 9, 2)), "honours.withdrawn-when"),
        (replace(WITHDRAW, document=""), "honours.document"), (replace(WITHDRAW, reason=""), "honours.reason"),
        (replace(CORRECT, reason=""), "honours.reason"), (replace(CORRECT, kind="HERO"), "honours.kind"),
        (AnnulHonour(reason=""), "honours.reason"),
    ],
)  # fmt: skip
def test_a_change_says_when_why_and_by_which_paper(asked: ChangeCommand, code: str) -> None:
    on(LATER)(*HELD).when(asked).then_rejected(code)


def test_correcting_to_what_is_so_changes_nothing_and_nothing_else_is_changed() -> None:
    same = replace(CORRECT, level=PAPER.level, granted_on=PAPER.granted_on)
    on(LATER)(*HELD).when(same).then()
    on(LATER)(*HELD, WITHDRAWN).when(CORRECT).then_rejected("honours.stage")
    on(LATER)().when(CORRECT).then_rejected("honours.unknown")


def test_one_given_again_after_it_was_taken_back_is_another() -> None:
    again = replace(NOMINATED, effective=LATER)
    on(LATER)(*HELD, WITHDRAWN).when(NOMINATE).then(again)
    recorded = replace(RECORDED, year=2026, paper=PAPER)
    (granted,) = on(LATER, "approver")(*HELD, ANNULLED, recorded).when(ConfirmHonour()).then_events()
    assert isinstance(granted, honour.HonourGranted)
    assert granted.grant_id != GRANTED.grant_id


def test_the_world_hears_what_counts_and_that_it_no_longer_does() -> None:
    told = [publish(WORKER, event) for event in (GRANTED, CORRECTED, WITHDRAWN, ANNULLED)]
    first, second, third, fourth = told
    assert isinstance(first, HonourGrantedV1)
    assert isinstance(second, HonourGrantedV1)
    assert (first.level, first.revision, second.level, second.revision) == ("CITY", 0, "PROVINCE", 1)
    assert isinstance(third, HonourWithdrawnV1)
    assert isinstance(fourth, HonourWithdrawnV1)
    assert (third.never_was, fourth.never_was) == (False, True)
    assert {t.honour_id for t in (first, second, third, fourth)} == {GRANTED.grant_id}
    assert [publish(WORKER, event) for event in (*PUBLIC, RECORDED, CORRECTION)] == [None] * 4
