"""Shadow runs (并行核对): the old system's sheet beside a run, each difference given its cause, signed off by another hand."""

from typing import Final
from uuid import UUID

from services.payroll.domain.policies import Policies
from services.payroll.domain.shadow_events import (
    DifferenceCause,
    DifferencesClassified,
    ShadowCompared,
    ShadowDifference,
    ShadowEvent,
    ShadowRun,
    ShadowSignedOff,
)
from shared.kernel import Facts, Region, Rejected, record, same_hand

LONGEST_NOTE: Final = 500

# Commands


@record
class CompareRun:
    """The long work: a sheet against the slips of a run."""

    run_id: UUID


@record
class RecordComparison:
    """What came of it."""

    run_id: UUID
    unit: Region
    month: str
    sheet: str
    rows: int
    people: int
    equal: int
    old_net_fen: int
    new_net_fen: int
    differences: tuple[ShadowDifference, ...]


@record
class ClassifyDifferences:
    """The same cause for several differences; a later cause takes the place of an earlier one."""

    numbers: tuple[int, ...]
    why: DifferenceCause
    note: str


@record
class SignOff:
    """By somebody who neither compared nor classified."""

    note: str


ShadowCommand = RecordComparison | ClassifyDifferences | SignOff

# Decisions


def decide(run: ShadowRun, command: ShadowCommand, facts: Facts[Policies]) -> tuple[ShadowEvent, ...]:
    match command:
        case RecordComparison():
            return _compare(run, command, facts)
        case ClassifyDifferences():
            return _classify(run, command, facts)
        case SignOff():
            return _sign_off(run, command, facts)


def _compare(run: ShadowRun, command: RecordComparison, facts: Facts[Policies]) -> tuple[ShadowCompared, ...]:
    if run.known:
        return ()
    return (
        ShadowCompared(
            effective=facts.today, run_id=command.run_id, unit=command.unit, month=command.month, sheet=command.sheet,
            rows=command.rows, people=command.people, equal=command.equal, old_net_fen=command.old_net_fen,
            new_net_fen=command.new_net_fen, differences=command.differences, compared_by=facts.by,
        ),
    )  # fmt: skip


def _classify(
    run: ShadowRun, command: ClassifyDifferences, facts: Facts[Policies]
) -> tuple[DifferencesClassified, ...]:  # fmt: skip
    _open(run)
    numbers = tuple(sorted(set(command.numbers)))
    if not numbers or not run.numbers.issuperset(numbers):
        raise Rejected("shadow-runs.unknown-difference", field="/numbers")
    if not 1 <= len(command.note.strip()) <= LONGEST_NOTE:
        raise Rejected("shadow-runs.note", field="/note")
    if {(number, command.why, command.note) for number in numbers} <= set(run.why):
        return ()
    return (
        DifferencesClassified(
            effective=facts.today, numbers=numbers, why=command.why, note=command.note, classified_by=facts.by
        ),
    )  # fmt: skip


def _sign_off(run: ShadowRun, command: SignOff, facts: Facts[Policies]) -> tuple[ShadowSignedOff, ...]:
    if run.signed:
        return ()
    _open(run)
    if run.open:
        raise Rejected("shadow-runs.unclassified", count=len(run.open))
    if any(same_hand(by, facts.by) for by in (run.compared_by, *run.classified_by)):
        raise Rejected("shadow-runs.own-comparison")
    if not 1 <= len(command.note.strip()) <= LONGEST_NOTE:
        raise Rejected("shadow-runs.note", field="/note")
    return (ShadowSignedOff(effective=facts.today, note=command.note, signed_by=facts.by),)


def _open(run: ShadowRun) -> None:
    if not run.known:
        raise Rejected("shadow-runs.unknown")
    if run.signed:
        raise Rejected("shadow-runs.signed")
