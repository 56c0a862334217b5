"""Reporting and asking for instruction (请示报告): a community or street tells the one above, which answers.

Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from services.personnel.domain.policies import Policies
from shared.kernel import NATION, Facts, Region, Rejected, level, record, same_hand

_LONGEST = 2_000


class ReportKind(StrEnum):
    """报告 tells; 请示 asks what to do."""

    REPORT = "REPORT"
    REQUEST = "REQUEST"


class ReportPhase(StrEnum):
    NONE = "NONE"
    REPORTED = "REPORTED"
    ANSWERED = "ANSWERED"


# Events


@record
class MatterReported:
    """`text` is about the work and names no resident. Effective = the day; `due` when an answer is expected."""

    effective: date
    report_id: UUID
    unit: Region
    kind: ReportKind
    title: str
    text: str
    due: date
    reported_by: str


@record
class MatterAnswered:
    effective: date
    report_id: UUID
    answer: str
    answered_by: str


ReportingEvent = MatterReported | MatterAnswered

# State


@record
class Matter:
    report_id: UUID | None = None
    region: Region = NATION
    phase: ReportPhase = ReportPhase.NONE
    reported_by: str = ""


def evolve(matter: Matter, event: ReportingEvent) -> Matter:
    match event:
        case MatterReported():
            return Matter(
                report_id=event.report_id, region=event.unit, phase=ReportPhase.REPORTED, reported_by=event.reported_by
            )
        case MatterAnswered():
            return replace(matter, phase=ReportPhase.ANSWERED)


# Commands


@record
class ReportMatter:
    report_id: UUID
    unit: Region
    kind: ReportKind
    title: str
    text: str


@record
class AnswerMatter:
    answer: str


ReportingCommand = ReportMatter | AnswerMatter

# Decisions


def report(matter: Matter, command: ReportMatter, facts: Facts[Policies]) -> tuple[ReportingEvent, ...]:
    if matter.phase is not ReportPhase.NONE:
        return ()
    if level(command.unit) not in ("street", "community"):
        raise Rejected("reporting.unit", field="/unit")
    if not 1 <= len(command.title.strip()) <= 100:
        raise Rejected("reporting.title", field="/title")
    if not 1 <= len(command.text.strip()) <= _LONGEST:
        raise Rejected("reporting.text", field="/text", most=_LONGEST)
    days = facts.policies.report_answer_days.on(facts.today)
    reported = MatterReported(
        effective=facts.today, report_id=command.report_id, unit=command.unit, kind=command.kind,
        title=command.title.strip(), text=command.text.strip(), due=facts.today + timedelta(days=days),
        reported_by=facts.by,
    )  # fmt: skip
    return (reported,)


def answer(matter: Matter, command: AnswerMatter, facts: Facts[Policies]) -> tuple[ReportingEvent, ...]:
    """Once, by another hand."""
    if matter.phase is not ReportPhase.REPORTED:
        raise Rejected("reporting.nothing-open")
    if same_hand(matter.reported_by, facts.by):
        raise Rejected("reporting.own-report")
    if not 1 <= len(command.answer.strip()) <= _LONGEST:
        raise Rejected("reporting.text", field="/answer", most=_LONGEST)
    assert matter.report_id is not None
    return (
        MatterAnswered(
            effective=facts.today, report_id=matter.report_id, answer=command.answer.strip(), answered_by=facts.by
        ),
    )
