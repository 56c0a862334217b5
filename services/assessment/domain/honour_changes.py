"""Honours that an outside body gave, and changes of what is granted: entered by one hand, confirmed by another."""

from datetime import date
from uuid import UUID

from services.assessment.domain.honour import Honour, HonourStage
from services.assessment.domain.honour_events import (
    HonourAnnulled,
    HonourChange,
    HonourChangeEntered,
    HonourChangeRefused,
    HonourCorrected,
    HonourEvent,
    HonourLevel,
    HonourNominationEnded,
    HonourPaper,
    HonourRecorded,
    HonourWithdrawn,
)
from services.assessment.domain.honours import ENDED, at, check_paper, check_year, granted, said
from services.assessment.domain.policies import Policies
from shared.kernel import Facts, Region, Rejected, record, same_hand

# Commands


@record
class RecordHonour:
    """Given by an outside body, as its paper says. Looked up by the edge: where the person works, or worked last."""

    worker_id: UUID
    region: Region
    year: int
    paper: HonourPaper


@record
class CorrectHonour:
    """It was entered wrongly: this is right. The person and the year stay."""

    kind: str
    level: HonourLevel
    issuer: str
    document: str
    granted_on: date
    sha256: str
    reason: str


@record
class WithdrawHonour:
    """Whoever gave it took it back by a paper; `since` is the first day without it."""

    since: date
    document: str
    reason: str


@record
class AnnulHonour:
    """It never was."""

    reason: str


@record
class ConfirmHonour:
    """What another hand entered is so: the record of an outside body, or the change that waits."""


@record
class RefuseHonour:
    """What another hand entered is not so."""

    reason: str


ChangeCommand = RecordHonour | CorrectHonour | WithdrawHonour | AnnulHonour | ConfirmHonour | RefuseHonour

# Decisions


def decide(honour: Honour, command: ChangeCommand, facts: Facts[Policies]) -> tuple[HonourEvent, ...]:
    match command:
        case RecordHonour():
            return _record(honour, command, facts)
        case CorrectHonour():
            return _correct(honour, command, facts)
        case WithdrawHonour():
            return _withdraw(honour, command, facts)
        case AnnulHonour(reason=reason):
            worker, paper = _granted(honour)
            return _entered(honour, worker, HonourChange.ANNULMENT, paper, paper.granted_on, "", reason, facts)
        case ConfirmHonour():
            return _confirm(honour, facts)
        case RefuseHonour():
            return _refuse(honour, command, facts)


def _record(honour: Honour, command: RecordHonour, facts: Facts[Policies]) -> tuple[HonourEvent, ...]:
    if honour.stage in (HonourStage.RECORDED, HonourStage.GRANTED) and honour.paper == command.paper:
        return ()
    if honour.stage not in ENDED:
        raise Rejected("honours.already", stage=honour.stage.value)
    check_year(command.year, facts.today)
    check_paper(command.paper, facts)
    return (
        HonourRecorded(
            effective=facts.today, worker_id=command.worker_id, region=command.region, year=command.year,
            paper=command.paper, recorded_by=facts.by,
        ),
    )  # fmt: skip


def _correct(honour: Honour, command: CorrectHonour, facts: Facts[Policies]) -> tuple[HonourEvent, ...]:
    worker, before = _granted(honour)
    paper = HonourPaper(
        kind=command.kind, level=command.level, issuer=command.issuer, document=command.document,
        granted_on=command.granted_on, sha256=command.sha256,
    )  # fmt: skip
    if paper == before and honour.change is None:
        return ()
    check_paper(paper, facts)
    return _entered(honour, worker, HonourChange.CORRECTION, paper, paper.granted_on, "", command.reason, facts)


def _withdraw(honour: Honour, command: WithdrawHonour, facts: Facts[Policies]) -> tuple[HonourEvent, ...]:
    worker, paper = _granted(honour)
    said(command.document, "honours.document", "/document")
    if not paper.granted_on < command.since <= facts.today:
        raise Rejected("honours.withdrawn-when", field="/since", granted_on=paper.granted_on, today=facts.today)
    change = HonourChange.WITHDRAWAL
    return _entered(honour, worker, change, paper, command.since, command.document, command.reason, facts)


def _entered(
    honour: Honour, worker: UUID, change: HonourChange, paper: HonourPaper, since: date, document: str, reason: str,
    facts: Facts[Policies],
) -> tuple[HonourEvent, ...]:  # fmt: skip
    said(reason, "honours.reason", "/reason")
    if honour.change is not None:
        raise Rejected("honours.change-waits", change=honour.change.change.value)
    return (
        HonourChangeEntered(
            effective=facts.today, worker_id=worker, change=change, paper=paper, since=since, document=document,
            reason=reason, entered_by=facts.by,
        ),
    )  # fmt: skip


def _confirm(honour: Honour, facts: Facts[Policies]) -> tuple[HonourEvent, ...]:
    """Neither whoever entered it, nor the one whom it honours."""
    worker = at(honour, HonourStage.RECORDED, HonourStage.GRANTED)
    if honour.stage is HonourStage.GRANTED and honour.change is None:
        return ()
    by = honour.entered_by if honour.change is None else honour.change.entered_by
    if same_hand(by, facts.by) or same_hand(str(worker), facts.by):
        raise Rejected("honours.own-hand")
    if honour.change is None:
        assert honour.paper is not None
        return (granted(honour, worker, honour.paper, facts),)
    return (_changed(honour, worker, honour.change, facts),)


def _changed(honour: Honour, worker: UUID, change: HonourChangeEntered, facts: Facts[Policies]) -> HonourEvent:
    grant, by = honour.grant_id, change.entered_by
    assert grant is not None
    match change.change:
        case HonourChange.CORRECTION:
            return HonourCorrected(
                effective=change.paper.granted_on, worker_id=worker, grant_id=grant, year=honour.year,
                paper=change.paper, revision=honour.revision + 1, reason=change.reason, entered_by=by,
                confirmed_by=facts.by,
            )  # fmt: skip
        case HonourChange.WITHDRAWAL:
            return HonourWithdrawn(
                effective=change.since, worker_id=worker, grant_id=grant, paper=change.paper,
                document=change.document, reason=change.reason, entered_by=by, confirmed_by=facts.by,
            )  # fmt: skip
        case HonourChange.ANNULMENT:
            return HonourAnnulled(
                effective=change.since, worker_id=worker, grant_id=grant, paper=change.paper, reason=change.reason,
                entered_by=by, confirmed_by=facts.by,
            )  # fmt: skip


def _refuse(honour: Honour, command: RefuseHonour, facts: Facts[Policies]) -> tuple[HonourEvent, ...]:
    worker = at(honour, HonourStage.RECORDED, HonourStage.GRANTED)
    reason = said(command.reason, "honours.reason", "/reason")
    if honour.change is not None:
        refused = HonourChangeRefused(
            effective=facts.today, worker_id=worker, change=honour.change.change, reason=reason, refused_by=facts.by
        )
        return (refused,)
    if honour.stage is HonourStage.GRANTED:
        raise Rejected("honours.nothing-waits")
    return (HonourNominationEnded(effective=facts.today, worker_id=worker, reason=reason, ended_by=facts.by),)


def _granted(honour: Honour) -> tuple[UUID, HonourPaper]:
    worker = at(honour, HonourStage.GRANTED)
    assert honour.paper is not None
    return worker, honour.paper
