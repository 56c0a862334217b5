"""After an exit: the papers of the last days, what was wrong with it and is corrected or undone, what a court found."""

from datetime import date
from typing import Final

from services.personnel.domain.contracts import next_notice
from services.personnel.domain.employment import Employment, EmploymentEvent, Exited, Ground
from services.personnel.domain.exit_events import (
    ExitAnnulled,
    ExitCorrected,
    ExitFoundUnlawful,
    ExitPapersIssued,
    ExitPapersOverdue,
    ExitWeighed,
    NoticeKept,
    PlaceRetaken,
    Severance,
)
from services.personnel.domain.exit_grounds import RULES, half_months
from services.personnel.domain.exits import Parting, after, freed, held, papers_due, severance
from services.personnel.domain.policies import Policies
from services.personnel.domain.transfer_lapses import lapsed
from shared.kernel import DAY, Facts, Rejected, record

_EMPLOYERS_DOING: Final = frozenset(ground for ground, rule in RULES.items() if rule.unilateral) | {Ground.EXPIRY}

# Commands


@record
class CorrectExit:
    """What is right; what may not be so is refused as at the exit itself, but for the notice. A death is never corrected into
    another exit, nor one into a death: it is annulled and recorded anew.
    """

    last_day: date
    ground: Ground
    document: str
    reason: str


@record
class AnnulExit:
    reason: str


@record
class FindUnlawful:
    on: date
    document: str


@record
class IssuePapers:
    certificate: str
    archive_moved_on: date
    insurance_moved_on: date


@record
class NoticePapersOverdue:
    """The calendar: the papers were due."""


CaseCommand = CorrectExit | AnnulExit | FindUnlawful | IssuePapers | NoticePapersOverdue

# Decisions


def decide(employment: Employment, command: CaseCommand, facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
    match command:
        case CorrectExit():
            return correct(employment, command, facts)
        case AnnulExit():
            return annul(employment, command, facts)
        case FindUnlawful():
            return find_unlawful(employment, command, facts)
        case IssuePapers():
            return issue_papers(employment, command, facts)
        case NoticePapersOverdue():
            return papers_overdue(employment, facts)


def _ended(employment: Employment) -> Exited:
    if employment.exited is None:
        raise Rejected("dismissal.not-ended")
    return employment.exited


def correct(employment: Employment, command: CorrectExit, facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
    """Also after the place was freed: it is taken again where the right last day has not passed."""
    was = _ended(employment)
    if not command.reason.strip():
        raise Rejected("dismissal.reason", field="/reason")
    if command.last_day < employment.starts:
        raise Rejected("dismissal.last-day", field="/last_day")
    if (command.ground is Ground.DEATH) is not (was.ground is Ground.DEATH):  # with a life more ends than with work
        raise Rejected("dismissal.death", field="/ground")
    if RULES[command.ground].paper and not command.document.strip():
        raise Rejected("dismissal.document", field="/document")
    if (command.last_day, command.ground, command.document) == (was.effective, was.ground, was.document):
        return ()
    due = severance(employment, Parting(ground=command.ground, last_day=command.last_day))
    corrected = ExitCorrected(
        effective=command.last_day, worker_id=was.worker_id, employment_id=was.employment_id, ground=command.ground,
        severance=due is not Severance.NONE, employed_since=employment.severance_since, document=command.document,
        was=was.effective, reason=command.reason, papers_due=papers_due(command.last_day, facts.policies),
    )  # fmt: skip
    over = lapsed(employment, was.worker_id, command.last_day)
    placed = _placed(after(employment, over), command.last_day, facts)
    return (corrected, _weighed_again(employment, corrected, due), *over, *placed)


def _weighed_again(employment: Employment, corrected: ExitCorrected, due: Severance) -> ExitWeighed:
    before = employment.leaving.weighed
    return ExitWeighed(
        effective=corrected.effective, worker_id=corrected.worker_id, employment_id=corrected.employment_id,
        ground=corrected.ground, article=RULES[corrected.ground].article, severance=due,
        half_months=0 if due is Severance.NONE else half_months(corrected.employed_since, corrected.effective),
        service_since=corrected.employed_since, notice=before.notice if before else NoticeKept.NOT_NEEDED,
        union_told_on=before.union_told_on if before else None,
    )  # fmt: skip


def _placed(employment: Employment, last_day: date, facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
    assert employment.worker_id is not None
    if employment.freed and last_day >= facts.today:
        return (PlaceRetaken(effective=facts.today, worker_id=employment.worker_id, place=held(employment)),)
    if not employment.freed and last_day < facts.today:
        return (freed(employment, employment.worker_id, last_day),)
    return ()


def annul(employment: Employment, command: AnnulExit, facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
    """Undone before or after the last day; refused where somebody else has the place by now."""
    was, term = _ended(employment), employment.term
    if not command.reason.strip():
        raise Rejected("dismissal.reason", field="/reason")
    ends = term.ends if term else None
    annulled = ExitAnnulled(
        effective=was.effective, worker_id=was.worker_id, employment_id=was.employment_id, reason=command.reason,
        contract_ends=ends, next_notice=next_notice(ends, employment.told_days, facts),
    )  # fmt: skip
    if not employment.freed:
        return (annulled,)
    again = PlaceRetaken(effective=was.effective + DAY, worker_id=was.worker_id, place=held(employment))
    return (annulled, again)


def find_unlawful(employment: Employment, command: FindUnlawful, facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
    """Twice N, whatever the ground was said to give (art. 87)."""
    was = _ended(employment)
    if not command.document.strip():
        raise Rejected("dismissal.document", field="/document")
    if command.on > facts.today:
        raise Rejected("dismissal.day", field="/on")
    if was.ground not in _EMPLOYERS_DOING:
        raise Rejected("dismissal.not-the-employers")
    if employment.leaving.unlawful:
        return ()
    return (
        ExitFoundUnlawful(
            effective=command.on, worker_id=was.worker_id, employment_id=was.employment_id, document=command.document,
            half_months=2 * half_months(employment.severance_since, was.effective),
        ),
    )  # fmt: skip


def issue_papers(employment: Employment, command: IssuePapers, facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
    was = _ended(employment)
    if employment.leaving.papers:
        return ()
    if not command.certificate.strip():
        raise Rejected("dismissal.document", field="/certificate")
    if max(command.archive_moved_on, command.insurance_moved_on) > facts.today:
        raise Rejected("dismissal.day", field="/archive_moved_on")
    return (
        ExitPapersIssued(
            effective=facts.today, worker_id=was.worker_id, certificate=command.certificate,
            archive_moved_on=command.archive_moved_on, insurance_moved_on=command.insurance_moved_on,
        ),
    )  # fmt: skip


def papers_overdue(employment: Employment, facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
    if employment.exited is None or employment.leaving.papers or employment.leaving.papers_overdue:
        return ()
    due = employment.exited.papers_due
    if facts.today <= due:
        return ()
    return (ExitPapersOverdue(effective=due + DAY, worker_id=employment.exited.worker_id, due=due),)
