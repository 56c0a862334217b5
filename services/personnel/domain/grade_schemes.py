"""Grade schemes (等级序列方案) as published, versioned data: a county's own, or inherited from its city or province.

Class and field names of events are the storage format: add, never rename.
"""

from datetime import date
from typing import Final
from uuid import UUID

from services.personnel.domain.policies import Policies
from services.personnel.domain.scheme_terms import PostCategory, SchemeTerms
from shared.kernel import NATION, Facts, Region, Rejected, level, record
from shared.kernel.derived import derived_id

_LEVELS: Final = ("province", "city", "county")
_HIGHEST: Final = 60

# Events


@record
class SchemePublished:
    """In force in the region from the effective day until a later version; `document` is the paper's number."""

    effective: date
    region: Region
    code: str
    version: int
    terms: SchemeTerms
    document: str


# State


@record
class Scheme:
    region: Region = NATION
    version: int = 0
    last: SchemePublished | None = None


def evolve(scheme: Scheme, event: SchemePublished) -> Scheme:
    return Scheme(region=event.region, version=event.version, last=event)


def scheme_id(region: Region) -> UUID:
    """A region has one line of versions."""
    return derived_id("personnel.grade_scheme", region)


# Commands


@record
class PublishScheme:
    region: Region
    code: str
    effective: date
    terms: SchemeTerms
    document: str


# Decisions


def publish(scheme: Scheme, command: PublishScheme, facts: Facts[Policies]) -> tuple[SchemePublished, ...]:
    last = scheme.last
    if last is not None:
        if (last.effective, last.code, last.terms) == (command.effective, command.code, command.terms):
            return ()
        if command.effective <= last.effective:
            raise Rejected("grade-schemes.not-later", field="/effective")
    _check_place(command)
    _check_terms(command.terms)
    return (
        SchemePublished(
            effective=command.effective, region=command.region, code=command.code, version=scheme.version + 1,
            terms=command.terms, document=command.document,
        ),
    )  # fmt: skip


def _check_place(command: PublishScheme) -> None:
    try:
        allowed = level(command.region) in _LEVELS
    except ValueError:
        allowed = False
    if not allowed:
        raise Rejected("grade-schemes.region", field="/region")
    if not command.document.strip():
        raise Rejected("grade-schemes.document", field="/document")
    if not 1 <= len(command.code) <= 40:
        raise Rejected("grade-schemes.code", field="/code")


def _check_terms(terms: SchemeTerms) -> None:
    if sorted(r.post_category for r in terms.ranges) != sorted(PostCategory):
        raise Rejected("grade-schemes.ranges", field="/terms/ranges")
    if any(not 1 <= r.lowest <= r.highest <= _HIGHEST for r in terms.ranges):
        raise Rejected("grade-schemes.ranges", field="/terms/ranges")
    if not 1 <= terms.years_per_grade <= 10:
        raise Rejected("grade-schemes.years-per-grade", field="/terms/years_per_grade")
    educations = [c.education for c in terms.education]
    certificates = [c.certificate for c in terms.certificate]
    given = [*(c.grades for c in terms.education), *(c.grades for c in terms.certificate)]
    twice = len(set(educations)) != len(educations) or len(set(certificates)) != len(certificates)
    if twice or any(not 0 <= grades <= 10 for grades in given):
        raise Rejected("grade-schemes.credits", field="/terms")
