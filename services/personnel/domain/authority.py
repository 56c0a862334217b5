"""One grant, from its proposal to its end: a role in a region (P-15.1).

Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from services.personnel.domain.governing import GoverningBody
from shared.kernel import NATION, Region, Role, record
from shared.kernel.derived import derived_id

# Events


@record
class GrantProposed:
    """`effective` is the first day, `ends` the last; `basis` the document it rests on; `holder` the subject of tokens.

    `body`: for which body the holder acts; none for a role of no body, and in grants from before bodies were kept.
    """

    schema_version: ClassVar[int] = 2
    effective: date
    grant_id: UUID
    holder: str
    role: Role
    region: Region
    ends: date | None
    basis: str
    proposed_by: str
    body: GoverningBody | None


@record
class GrantConfirmed:
    schema_version: ClassVar[int] = 2
    effective: date
    grant_id: UUID
    holder: str
    role: Role
    region: Region
    ends: date | None
    basis: str
    proposed_by: str
    confirmed_by: str
    body: GoverningBody | None


def given_before_bodies(stored: dict[str, Any]) -> dict[str, Any]:
    return {**stored, "body": None}


@record
class GrantRefused:
    effective: date
    grant_id: UUID
    reason: str
    refused_by: str


@record
class GrantRevoked:
    """It gives nothing from the moment it is recorded; `starts` and `ends` say what it would have been."""

    effective: date
    grant_id: UUID
    holder: str
    role: Role
    region: Region
    starts: date
    ends: date | None
    reason: str
    revoked_by: str


AuthorityEvent = GrantProposed | GrantConfirmed | GrantRefused | GrantRevoked

# State


class Stage(StrEnum):
    UNKNOWN = "UNKNOWN"
    PROPOSED = "PROPOSED"
    IN_FORCE = "IN_FORCE"
    REFUSED = "REFUSED"
    REVOKED = "REVOKED"


@record
class Authority:
    """One grant; `terms` is what was proposed."""

    stage: Stage = Stage.UNKNOWN
    terms: GrantProposed | None = None
    region: Region = NATION


def evolve(authority: Authority, event: AuthorityEvent) -> Authority:
    match event:
        case GrantProposed():
            return Authority(stage=Stage.PROPOSED, terms=event, region=event.region)
        case GrantConfirmed():
            terms = GrantProposed(
                effective=event.effective, grant_id=event.grant_id, holder=event.holder, role=event.role,
                region=event.region, ends=event.ends, basis=event.basis, proposed_by=event.proposed_by, body=event.body,
            )  # fmt: skip
            return Authority(stage=Stage.IN_FORCE, terms=terms, region=event.region)
        case GrantRefused():
            return replace(authority, stage=Stage.REFUSED)
        case GrantRevoked():
            return replace(authority, stage=Stage.REVOKED)


def founding_id(number: int) -> UUID:
    return derived_id("personnel.authority.founding", str(number))
