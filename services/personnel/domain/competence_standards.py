"""Occupational standards for community workers (职业标准, P-04.1) and tables of equivalence with skill levels (P-04.3), as published,
versioned data of a region: what the nation has not published yet a province or county may try out.

Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from services.personnel.domain.policies import Policies
from shared.kernel import NATION, Facts, Region, Rejected, record
from shared.kernel.derived import derived_id

_MOST: Final = 20


class LevelKind(StrEnum):
    """A level of an occupational standard, a vocational skill level (职业技能等级), a social-worker certificate."""

    COMPETENCE = "COMPETENCE"
    SKILL = "SKILL"
    CERTIFICATE = "CERTIFICATE"


@record
class CompetenceLevel:
    """Lowest first; `means` says what somebody of the level can do."""

    code: str
    name: str
    means: str


@record
class EquivalenceRow:
    """Whoever has the one level is taken to have the other."""

    of: LevelKind
    level: str
    equals: LevelKind
    equal_level: str


# Events


@record
class StandardIssued:
    """In force in the region from the effective day until a later version."""

    effective: date
    region: Region
    code: str
    version: int
    levels: tuple[CompetenceLevel, ...]
    document: str
    issued_by: str


@record
class EquivalenceIssued:
    """A table in force from the effective day to `until`, or to a later version."""

    effective: date
    until: date | None
    region: Region
    code: str
    version: int
    rows: tuple[EquivalenceRow, ...]
    document: str
    issued_by: str


# State


@record
class Standard:
    region: Region = NATION
    versions: tuple[StandardIssued, ...] = ()

    def on(self, day: date) -> StandardIssued | None:
        return max((v for v in self.versions if v.effective <= day), key=lambda v: v.effective, default=None)


@record
class EquivalenceTable:
    region: Region = NATION
    versions: tuple[EquivalenceIssued, ...] = ()

    def on(self, day: date) -> EquivalenceIssued | None:
        """None before the first version and after the last day of the newest."""
        newest = max((v for v in self.versions if v.effective <= day), key=lambda v: v.effective, default=None)
        return None if newest is None or (newest.until is not None and newest.until < day) else newest


def issued(standard: Standard, event: StandardIssued) -> Standard:
    return replace(standard, region=event.region, versions=(*standard.versions, event))


def issued_table(table: EquivalenceTable, event: EquivalenceIssued) -> EquivalenceTable:
    return replace(table, region=event.region, versions=(*table.versions, event))


def standard_id(region: Region, code: str) -> UUID:
    return derived_id("personnel.competence-standard", region, code)


def table_id(region: Region, code: str) -> UUID:
    return derived_id("personnel.equivalence", region, code)


# Commands


@record
class IssueStandard:
    region: Region
    code: str
    effective: date
    levels: tuple[CompetenceLevel, ...]
    document: str


@record
class IssueEquivalence:
    region: Region
    code: str
    effective: date
    until: date | None
    rows: tuple[EquivalenceRow, ...]
    document: str


# Decisions


def issue(standard: Standard, command: IssueStandard, facts: Facts[Policies]) -> tuple[StandardIssued, ...]:
    last = standard.versions[-1] if standard.versions else None
    if last is not None and (last.effective, last.levels) == (command.effective, command.levels):
        return ()
    _check(command.code, command.document, command.effective, None if last is None else last.effective)
    codes = [each.code for each in command.levels]
    if not 1 <= len(codes) <= _MOST or len(set(codes)) != len(codes) or any(not each.strip() for each in codes):
        raise Rejected("competence.levels", field="/levels")
    return (
        StandardIssued(
            effective=command.effective, region=command.region, code=command.code, version=len(standard.versions) + 1,
            levels=command.levels, document=command.document, issued_by=facts.by,
        ),
    )  # fmt: skip


def issue_table(
    table: EquivalenceTable, command: IssueEquivalence, facts: Facts[Policies]
) -> tuple[EquivalenceIssued, ...]:
    last = table.versions[-1] if table.versions else None
    if last is not None and (last.effective, last.until, last.rows) == (command.effective, command.until, command.rows):
        return ()
    _check(command.code, command.document, command.effective, None if last is None else last.effective)
    rows = command.rows
    if not 1 <= len(rows) <= _MOST or len(set(rows)) != len(rows) or any(r.of == r.equals for r in rows):
        raise Rejected("competence.rows", field="/rows")
    if command.until is not None and command.until < command.effective:
        raise Rejected("competence.until", field="/until")
    return (
        EquivalenceIssued(
            effective=command.effective, until=command.until, region=command.region, code=command.code,
            version=len(table.versions) + 1, rows=rows, document=command.document, issued_by=facts.by,
        ),
    )  # fmt: skip


def _check(code: str, document: str, effective: date, last: date | None) -> None:
    if not 1 <= len(code.strip()) <= 40:
        raise Rejected("competence.code", field="/code")
    if not document.strip():
        raise Rejected("competence.document", field="/document")
    if last is not None and effective <= last:
        raise Rejected("competence.not-later", field="/effective")
