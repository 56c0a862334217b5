"""Honours (P-13.6): nominated, publicised, granted by another hand once the publicity is over and no objection is open."""

import re
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from services.assessment.domain.honour import Honour, HonourStage, honour_id
from services.assessment.domain.honour_events import (
    HonourEvent,
    HonourGranted,
    HonourLevel,
    HonourNominated,
    HonourNominationEnded,
    HonourObjected,
    HonourObjectionDecided,
    HonourPaper,
    HonourPublicised,
)
from services.assessment.domain.policies import Policies
from shared.kernel import Facts, Region, Rejected, record, same_hand
from shared.kernel.derived import derived_id

LONGEST: Final = 100
_SHA256: Final = re.compile(r"[0-9a-f]{64}")

# Commands


@record
class NominateHonour:
    """Looked up by the edge: where the person works and whether today. `merits` are numbers of papers."""

    worker_id: UUID
    region: Region
    employed: bool
    year: int
    kind: str
    level: HonourLevel
    issuer: str
    merits: tuple[str, ...]


@record
class PubliciseHonour:
    """From this day on; without a day from today."""

    first_day: date | None = None


@record
class ObjectToHonour:
    objection_id: UUID
    document: str


@record
class DecideHonourObjection:
    objection_id: UUID
    upheld: bool
    document: str


@record
class GrantHonour:
    """By another hand than nominated; what the paper of whoever gives it says."""

    document: str
    granted_on: date
    sha256: str


@record
class EndNomination:
    """Withdrawn before it was given."""

    reason: str


NominationCommand = (
    NominateHonour | PubliciseHonour | ObjectToHonour | DecideHonourObjection | GrantHonour | EndNomination
)

# Decisions

ENDED: Final = (HonourStage.NONE, HonourStage.WITHDRAWN, HonourStage.ANNULLED)
BEFORE: Final = (HonourStage.NOMINATED, HonourStage.PUBLICISED)


def decide(honour: Honour, command: NominationCommand, facts: Facts[Policies]) -> tuple[HonourEvent, ...]:
    match command:
        case NominateHonour():
            return _nominate(honour, command, facts)
        case PubliciseHonour():
            return _publicise(honour, command, facts)
        case ObjectToHonour():
            return _object(honour, command, facts)
        case DecideHonourObjection():
            return _decide_objection(honour, command, facts)
        case GrantHonour():
            return _grant(honour, command, facts)
        case EndNomination():
            return _end(honour, command, facts)


def _nominate(honour: Honour, command: NominateHonour, facts: Facts[Policies]) -> tuple[HonourEvent, ...]:
    if honour.stage not in ENDED:
        raise Rejected("honours.already", stage=honour.stage.value)
    if not command.employed:
        raise Rejected("honours.not-employed", field="/worker_id")
    check_kind(command.kind, facts)
    check_year(command.year, facts.today)
    said(command.issuer, "honours.issuer", "/issuer")
    if not 1 <= len(command.merits) <= 20 or not all(1 <= len(m.strip()) <= LONGEST for m in command.merits):
        raise Rejected("honours.merits", field="/merits")
    return (
        HonourNominated(
            effective=facts.today, worker_id=command.worker_id, region=command.region, year=command.year,
            kind=command.kind, level=command.level, issuer=command.issuer, merits=command.merits, nominated_by=facts.by,
        ),
    )  # fmt: skip


def _publicise(honour: Honour, command: PubliciseHonour, facts: Facts[Policies]) -> tuple[HonourEvent, ...]:
    if honour.stage is HonourStage.PUBLICISED:
        return ()
    worker = at(honour, HonourStage.NOMINATED)
    first = command.first_day or facts.today
    if first < facts.today:
        raise Rejected("honours.publicity-in-the-past", field="/first_day", today=facts.today)
    last = first + timedelta(days=facts.policies.honour_publicity_days.on(first) - 1)
    return (HonourPublicised(effective=first, worker_id=worker, last=last, publicised_by=facts.by),)


def _object(honour: Honour, command: ObjectToHonour, facts: Facts[Policies]) -> tuple[HonourEvent, ...]:
    """Heard until the honour is given, also after the last day of the publicity."""
    if command.objection_id in honour.objected:
        return ()
    worker = at(honour, HonourStage.PUBLICISED)
    return (
        HonourObjected(
            effective=facts.today, worker_id=worker, objection_id=command.objection_id,
            document=said(command.document, "honours.document", "/document"), raised_by=facts.by,
        ),
    )  # fmt: skip


def _decide_objection(
    honour: Honour, command: DecideHonourObjection, facts: Facts[Policies]
) -> tuple[HonourEvent, ...]:
    worker = at(honour, HonourStage.PUBLICISED)
    raised = next((o for o in honour.objections if o.objection_id == command.objection_id), None)
    if raised is None:
        raise Rejected("honours.no-objection", field="/objection_id")
    if same_hand(honour.entered_by, facts.by) or same_hand(raised.raised_by, facts.by):
        raise Rejected("honours.own-hand")
    decided = HonourObjectionDecided(
        effective=facts.today, worker_id=worker, objection_id=raised.objection_id, upheld=command.upheld,
        document=said(command.document, "honours.document", "/document"), decided_by=facts.by,
    )  # fmt: skip
    if not command.upheld:
        return (decided,)
    ended = HonourNominationEnded(effective=facts.today, worker_id=worker, reason=command.document, ended_by=facts.by)
    return (decided, ended)


def _grant(honour: Honour, command: GrantHonour, facts: Facts[Policies]) -> tuple[HonourEvent, ...]:
    worker, ends, nominated = at(honour, HonourStage.PUBLICISED), honour.publicity_ends, honour.nominated
    assert ends is not None
    assert nominated is not None
    if facts.today <= ends:
        raise Rejected("honours.publicity-running", ends=ends)
    if honour.objections:
        raise Rejected("honours.objection-open")
    if same_hand(honour.entered_by, facts.by) or same_hand(str(worker), facts.by):
        raise Rejected("honours.own-hand")
    if command.granted_on <= ends:
        raise Rejected("honours.before-publicity-ended", field="/granted_on", ends=ends)
    paper = HonourPaper(
        kind=nominated.kind, level=nominated.level, issuer=nominated.issuer, document=command.document,
        granted_on=command.granted_on, sha256=command.sha256,
    )  # fmt: skip
    check_paper(paper, facts)
    return (granted(honour, worker, paper, facts),)


def _end(honour: Honour, command: EndNomination, facts: Facts[Policies]) -> tuple[HonourEvent, ...]:
    if honour.stage is HonourStage.WITHDRAWN:
        return ()
    worker = at(honour, *BEFORE)
    reason = said(command.reason, "honours.reason", "/reason")
    return (HonourNominationEnded(effective=facts.today, worker_id=worker, reason=reason, ended_by=facts.by),)


def granted(honour: Honour, worker: UUID, paper: HonourPaper, facts: Facts[Policies]) -> HonourGranted:
    """Named anew each time it is given, so that one given again after it was taken back is another."""
    grant = derived_id(
        "assessment.honour.grant", str(honour_id(worker, paper.kind, paper.level, honour.year)), str(honour.grants)
    )
    return HonourGranted(
        effective=paper.granted_on, worker_id=worker, grant_id=grant, year=honour.year, paper=paper,
        entered_by=honour.entered_by, granted_by=facts.by,
    )  # fmt: skip


def at(honour: Honour, *stages: HonourStage) -> UUID:
    """The worker of an honour at one of the stages; refused at any other."""
    if honour.worker_id is None:
        raise Rejected("honours.unknown")
    if honour.stage not in stages:
        raise Rejected("honours.stage", stage=honour.stage.value, needed=" / ".join(stages))
    return honour.worker_id


def check_kind(kind: str, facts: Facts[Policies]) -> None:
    kinds = facts.policies.honour_kinds.on(facts.today)
    if kind not in kinds:
        raise Rejected("honours.kind", field="/kind", kinds=", ".join(kinds))


def check_year(year: int, today: date) -> None:
    if not today.year - 60 <= year <= today.year:
        raise Rejected("honours.year", field="/year")


def check_paper(paper: HonourPaper, facts: Facts[Policies]) -> None:
    check_kind(paper.kind, facts)
    said(paper.issuer, "honours.issuer", "/issuer")
    said(paper.document, "honours.document", "/document")
    if paper.granted_on > facts.today:
        raise Rejected("honours.not-yet", field="/granted_on", today=facts.today)
    if not _SHA256.fullmatch(paper.sha256):
        raise Rejected("honours.file", field="/sha256")


def said(text: str, code: str, field: str) -> str:
    if not 1 <= len(text.strip()) <= LONGEST:
        raise Rejected(code, field=field)
    return text
