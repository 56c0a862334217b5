"""An archive is a catalogue with hashes and a log of loans; it is handed over within fifteen days, sealed, destroyed by a list."""

from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest

from services.personnel.domain import ledgers
from services.personnel.domain.archive_closing import (
    DecideDestruction,
    ProposeDestruction,
    SealArchive,
    TransferArchive,
)
from services.personnel.domain.archive_events import (
    ArchiveDestroyed,
    ArchiveLent,
    ArchiveLoanOverdue,
    ArchiveOpened,
    ArchiveReturned,
    ArchiveSealed,
    ArchiveTransferAsked,
    ArchiveTransferOverdue,
    ArchiveTransferred,
    ArchiveTransferWithdrawn,
    DestructionDeclined,
    DestructionProposed,
    ManifestLine,
    MaterialAdded,
    MaterialAnnulled,
)
from services.personnel.domain.archives import (
    AddMaterial,
    AnnulMaterial,
    AskArchiveTransfer,
    FollowArchive,
    KeepArchive,
    LendArchive,
    OpenArchive,
    TakeArchiveBack,
)
from services.personnel.domain.employment import Employment
from services.personnel.domain.streams import ARCHIVE
from shared.testing.spec import sent
from tests.personnel.people import COMMUNITY, EMPLOYMENT, WORKER, on

FIRST, TODAY, LEFT, DUE = date(2020, 3, 1), date(2027, 6, 1), date(2027, 6, 30), date(2027, 7, 15)
PAPER, OTHER, LOAN = UUID(int=80), UUID(int=81), UUID(int=82)
OPENED = ArchiveOpened(effective=FIRST, worker_id=WORKER, region=COMMUNITY)
ADD = AddMaterial(
    material_id=PAPER, material_class="3", reference="考核2026", sha256="a" * 64, source="街道", dated=date(2027, 1, 10)
)
ADDED = MaterialAdded(
    effective=date(2027, 1, 10), worker_id=WORKER, material_id=PAPER, material_class="3", reference="考核2026",
    sha256="a" * 64, source="街道", retention_years=10, added_by="officer",
)  # fmt: skip
LEND = LendArchive(loan_id=LOAN, borrower="组织部", purpose="考察", due=date(2027, 6, 20))
LENT = ArchiveLent(
    effective=TODAY, worker_id=WORKER, loan_id=LOAN, borrower="组织部", purpose="考察", due=date(2027, 6, 20), materials=(),
    lent_by="officer",
)  # fmt: skip
BACK = ArchiveReturned(effective=TODAY, worker_id=WORKER, loan_id=LOAN, received_by="officer")
ASK = AskArchiveTransfer(worker_id=WORKER, region=COMMUNITY, since=FIRST, last_day=LEFT)
ASKED = ArchiveTransferAsked(effective=LEFT, worker_id=WORKER, due=DUE)
TRANSFER = TransferArchive(receiver="区人才中心", document="转1号", on=date(2027, 7, 10))
LINE = ManifestLine(material_id=PAPER, material_class="3", reference="考核2026", sha256="a" * 64)
TRANSFERRED = ArchiveTransferred(
    effective=date(2027, 7, 10), worker_id=WORKER, receiver="区人才中心", document="转1号", manifest=(LINE,),
    manifest_hash=sha256(f"3\t考核2026\t{'a' * 64}\n".encode()).hexdigest(), due=DUE, transferred_by="officer",
)  # fmt: skip
SEALED = ArchiveSealed(effective=date(2027, 8, 1), worker_id=WORKER, sealed_by="officer")
GONE = (OPENED, ADDED, ASKED, TRANSFERRED, SEALED)
LISTED = DestructionProposed(effective=date(2037, 7, 1), worker_id=WORKER, list_number="销1号", proposed_by="officer")
LATE = date(2037, 7, 1)


def test_it_is_opened_with_the_hire_and_asked_for_with_the_exit() -> None:
    on(ARCHIVE, FIRST).when(OpenArchive(worker_id=WORKER, region=COMMUNITY, since=FIRST)).then(OPENED)
    on(ARCHIVE, FIRST, OPENED).when(OpenArchive(worker_id=WORKER, region=COMMUNITY, since=FIRST)).then()
    on(ARCHIVE, LEFT, OPENED).when(ASK).then(ASKED)
    on(ARCHIVE, LEFT, OPENED, ASKED).when(ASK).then()
    on(ARCHIVE, LEFT).when(ASK).then(OPENED, ASKED)
    gone = Employment(worker_id=WORKER, employment_id=EMPLOYMENT, region=COMMUNITY, starts=FIRST)
    assert (ARCHIVE.type, WORKER, ASK) in sent(list(ledgers.left(gone, LEFT)))


def test_a_material_is_catalogued_once_by_a_class_of_policy() -> None:
    on(ARCHIVE, TODAY, OPENED).when(ADD).then(ADDED)
    on(ARCHIVE, TODAY, OPENED, ADDED).when(replace(ADD, material_id=OTHER)).then_rejected("archives.known")
    on(ARCHIVE, TODAY).when(ADD).then_rejected("archives.phase")
    for changes, code in (
        ({"material_class": "99"}, "archives.class"), ({"reference": " "}, "archives.reference"),
        ({"source": ""}, "archives.reference"), ({"sha256": "A" * 64}, "archives.hash"),
        ({"dated": date(2027, 6, 2)}, "archives.future"),
    ):  # fmt: skip
        changed: dict[str, Any] = dict(changes)
        on(ARCHIVE, TODAY, OPENED).when(replace(ADD, **changed)).then_rejected(code)


def test_what_was_entered_by_mistake_is_annulled_and_may_come_again() -> None:
    annulled = MaterialAnnulled(
        effective=TODAY, worker_id=WORKER, material_id=PAPER, reason="误录", annulled_by="officer"
    )
    on(ARCHIVE, TODAY, OPENED, ADDED).when(AnnulMaterial(material_id=PAPER, reason="误录")).then(annulled)
    on(ARCHIVE, TODAY, OPENED, ADDED, annulled).when(ADD).then(ADDED)
    on(ARCHIVE, TODAY, OPENED, ADDED).when(AnnulMaterial(material_id=PAPER, reason="")).then_rejected("archives.reason")
    on(ARCHIVE, TODAY, OPENED).when(AnnulMaterial(material_id=PAPER, reason="x")).then_rejected("archives.no-material")


def test_what_is_out_is_not_lent_again_and_comes_back() -> None:
    on(ARCHIVE, TODAY, OPENED, ADDED).when(LEND).then(LENT)
    part = replace(LEND, loan_id=OTHER, materials=(PAPER,))
    on(ARCHIVE, TODAY, OPENED, ADDED, LENT).when(part).then_rejected("archives.lent")
    out = replace(LENT, materials=(PAPER,))
    for again in (LEND, part):
        on(ARCHIVE, TODAY, OPENED, ADDED, out).when(again).then_rejected("archives.lent")
    second = replace(ADDED, material_id=OTHER, sha256="b" * 64)
    free = replace(part, materials=(OTHER,))
    on(ARCHIVE, TODAY, OPENED, ADDED, second, out).when(free).then(replace(LENT, loan_id=OTHER, materials=(OTHER,)))
    on(ARCHIVE, TODAY, OPENED, ADDED, LENT).when(TakeArchiveBack(loan_id=LOAN)).then(BACK)
    on(ARCHIVE, TODAY, OPENED, ADDED, LENT, BACK).when(TakeArchiveBack(loan_id=LOAN)).then_rejected("archives.not-lent")
    for changes, code in (
        ({"borrower": ""}, "archives.borrower"), ({"due": date(2027, 7, 2)}, "archives.due"),
        ({"due": date(2027, 5, 31)}, "archives.due"), ({"materials": (OTHER,)}, "archives.no-material"),
    ):  # fmt: skip
        changed: dict[str, Any] = dict(changes)
        on(ARCHIVE, TODAY, OPENED, ADDED).when(replace(LEND, **changed)).then_rejected(code)


def test_the_calendar_tells_each_delay_once() -> None:
    follow, day = FollowArchive(), date(2027, 6, 21)
    overdue = ArchiveLoanOverdue(effective=day, worker_id=WORKER, loan_id=LOAN, due=date(2027, 6, 20))
    on(ARCHIVE, date(2027, 6, 20), OPENED, LENT).when(follow).then()
    on(ARCHIVE, day, OPENED, LENT).when(follow).then(overdue)
    on(ARCHIVE, day, OPENED, LENT, overdue).when(follow).then()
    on(ARCHIVE, day, OPENED, LENT, BACK).when(follow).then()
    late = ArchiveTransferOverdue(effective=date(2027, 7, 16), worker_id=WORKER, due=DUE)
    on(ARCHIVE, DUE, OPENED, ASKED).when(follow).then()
    on(ARCHIVE, date(2027, 7, 16), OPENED, ASKED).when(follow).then(late)
    on(ARCHIVE, date(2027, 7, 17), OPENED, ASKED, late).when(follow).then()
    on(ARCHIVE, date(2027, 7, 17), *GONE).when(follow).then()
    on(ARCHIVE, date(2027, 7, 17)).when(follow).then()


def test_an_exit_that_is_undone_leaves_the_archive_here() -> None:
    stays = ArchiveTransferWithdrawn(effective=TODAY, worker_id=WORKER)
    on(ARCHIVE, TODAY, OPENED, ASKED).when(KeepArchive()).then(stays)
    on(ARCHIVE, TODAY, OPENED, ASKED, stays).when(KeepArchive()).then()
    on(ARCHIVE, TODAY, *GONE).when(KeepArchive()).then()
    on(ARCHIVE, date(2027, 7, 20), OPENED, ASKED, stays).when(FollowArchive()).then()
    on(ARCHIVE, LEFT, OPENED, ASKED, stays).when(ASK).then(ASKED)


def test_it_is_handed_over_after_the_exit_with_a_manifest() -> None:
    day = date(2027, 7, 10)
    on(ARCHIVE, day, OPENED, ADDED, ASKED).when(TRANSFER).then(TRANSFERRED)
    on(ARCHIVE, day, OPENED, ADDED).when(TRANSFER).then_rejected("archives.transfer-day")
    for wrong in (date(2027, 6, 29), date(2027, 7, 11)):
        on(ARCHIVE, day, OPENED, ADDED, ASKED).when(replace(TRANSFER, on=wrong)).then_rejected("archives.transfer-day")
    on(ARCHIVE, day, OPENED, ADDED, ASKED, LENT).when(TRANSFER).then_rejected("archives.lent")
    on(ARCHIVE, day, OPENED, ADDED, ASKED).when(replace(TRANSFER, receiver="")).then_rejected("archives.receiver")
    gone = (OPENED, ADDED, ASKED, TRANSFERRED)
    for command in (TRANSFER, ADD, LEND):
        on(ARCHIVE, day, *gone).when(command).then_rejected("archives.phase")
    on(ARCHIVE, date(2027, 8, 1), *gone).when(SealArchive()).then(SEALED)
    on(ARCHIVE, date(2027, 8, 1), OPENED).when(SealArchive()).then_rejected("archives.phase")


def test_it_is_destroyed_after_its_retention_by_a_list_of_two_people() -> None:
    propose, decide = ProposeDestruction(list_number="销1号"), DecideDestruction(list_number="销1号", agreed=True)
    destroyed = ArchiveDestroyed(
        effective=LATE, worker_id=WORKER, list_number="销1号", proposed_by="officer", approved_by="approver"
    )
    on(ARCHIVE, LATE, *GONE).when(propose).then(LISTED)
    on(ARCHIVE, LATE, *GONE, LISTED).when(propose).then()
    on(ARCHIVE, date(2037, 6, 30), *GONE).when(propose).then_rejected("archives.retained")
    on(ARCHIVE, LATE, *GONE).when(ProposeDestruction(list_number=" ")).then_rejected("archives.list")
    on(ARCHIVE, LATE, OPENED).when(propose).then_rejected("archives.phase")
    on(ARCHIVE, LATE, *GONE, LISTED, by="approver").when(decide).then(destroyed)
    on(ARCHIVE, LATE, *GONE, LISTED, destroyed, by="approver").when(decide).then_rejected("archives.not-listed")
    for number in ("销2号", ""):
        other = replace(decide, list_number=number)
        on(ARCHIVE, LATE, *GONE, LISTED, by="approver").when(other).then_rejected("archives.not-listed")


@pytest.mark.parametrize("by", ["officer", "li for officer", "officer for wang"])
def test_nobody_decides_on_his_own_list(by: str) -> None:
    decide = DecideDestruction(list_number="销1号", agreed=True)
    on(ARCHIVE, LATE, *GONE, LISTED, by=by).when(decide).then_rejected("archives.own-list")


def test_a_list_is_declined_with_a_reason_and_may_be_made_again() -> None:
    no = DecideDestruction(list_number="销1号", agreed=False, reason="涉诉")
    declined = DestructionDeclined(
        effective=LATE, worker_id=WORKER, list_number="销1号", reason="涉诉", declined_by="approver"
    )
    on(ARCHIVE, LATE, *GONE, LISTED, by="approver").when(no).then(declined)
    on(ARCHIVE, LATE, *GONE, LISTED, by="approver").when(replace(no, reason="")).then_rejected("archives.reason")
    on(ARCHIVE, LATE, *GONE, LISTED, declined).when(ProposeDestruction(list_number="销1号")).then(LISTED)
