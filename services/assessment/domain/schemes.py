"""The yearly scheme of a county (年度考核指导方案): drafted, issued, frozen before the first result is proposed.

Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Final
from uuid import UUID

from services.assessment.domain.policies import Policies
from services.assessment.domain.terms import FULL_SCORE, Band, Head, Outcome, Terms, Weight
from shared.kernel import NATION, PPM, Facts, Region, Rejected, level, record
from shared.kernel.derived import derived_id

# Events


@record
class SchemeDrafted:
    """Drafting an issued scheme takes it back until it is issued again."""

    effective: date
    county: Region
    year: int
    terms: Terms


@record
class SchemeIssued:
    """`document` is the number of the county's paper."""

    effective: date
    county: Region
    year: int
    document: str


@record
class SchemeFrozen:
    """From now on results are proposed by it: it never changes again."""

    effective: date
    county: Region
    year: int


SchemeEvent = SchemeDrafted | SchemeIssued | SchemeFrozen

# State


class SchemeStage(StrEnum):
    UNKNOWN = "UNKNOWN"
    DRAFT = "DRAFT"
    ISSUED = "ISSUED"
    FROZEN = "FROZEN"


@record
class Scheme:
    county: Region = NATION
    year: int = 0
    stage: SchemeStage = SchemeStage.UNKNOWN
    document: str | None = None
    terms: Terms | None = None


def evolve(scheme: Scheme, event: SchemeEvent) -> Scheme:
    match event:
        case SchemeDrafted(county=county, year=year, terms=terms):
            return Scheme(county=county, year=year, stage=SchemeStage.DRAFT, terms=terms)
        case SchemeIssued(document=document):
            return replace(scheme, stage=SchemeStage.ISSUED, document=document)
        case SchemeFrozen():
            return replace(scheme, stage=SchemeStage.FROZEN)


def scheme_id(county: Region, year: int) -> UUID:
    """There is one scheme for a county and a year."""
    return derived_id("assessment.scheme", county, str(year))


# Commands


@record
class DraftScheme:
    county: Region
    year: int
    terms: Terms


@record
class IssueScheme:
    document: str


@record
class FreezeScheme:
    """No more changes: results are proposed by it from now on."""


SchemeCommand = DraftScheme | IssueScheme | FreezeScheme

# Decisions

_LEVELS: Final = ("city", "county")  # a city without counties issues its own


def draft(scheme: Scheme, command: DraftScheme, facts: Facts[Policies]) -> tuple[SchemeDrafted, ...]:
    if scheme.stage is SchemeStage.FROZEN:
        raise Rejected("schemes.frozen")
    if scheme.terms == command.terms:
        return ()
    if not _is_county(command.county):
        raise Rejected("schemes.not-a-county", field="/county")
    if abs(command.year - facts.today.year) > 1:
        raise Rejected("schemes.year", field="/year")
    _check(command.terms)
    return (SchemeDrafted(effective=facts.today, county=command.county, year=command.year, terms=command.terms),)


def issue(scheme: Scheme, command: IssueScheme, facts: Facts[Policies]) -> tuple[SchemeIssued, ...]:
    match scheme.stage:
        case SchemeStage.UNKNOWN:
            raise Rejected("schemes.unknown")
        case SchemeStage.DRAFT:
            if not command.document.strip():
                raise Rejected("schemes.document", field="/document")
            return (
                SchemeIssued(effective=facts.today, county=scheme.county, year=scheme.year, document=command.document),
            )
        case SchemeStage.ISSUED | SchemeStage.FROZEN:
            return ()


def freeze(scheme: Scheme, facts: Facts[Policies]) -> tuple[SchemeFrozen, ...]:
    match scheme.stage:
        case SchemeStage.UNKNOWN | SchemeStage.DRAFT:
            raise Rejected("schemes.not-issued")
        case SchemeStage.ISSUED:
            return (SchemeFrozen(effective=facts.today, county=scheme.county, year=scheme.year),)
        case SchemeStage.FROZEN:
            return ()


def _is_county(path: Region) -> bool:
    try:
        return level(path) in _LEVELS
    except ValueError:
        return False


def _check(terms: Terms) -> None:
    _check_weights(terms.weights)
    _check_bands(terms.bands)
    if not 0 <= terms.excellent_quota_ppm <= PPM:
        raise Rejected("schemes.quota", field="/terms/excellent_quota_ppm")
    offered = {band.outcome for band in terms.bands}
    if len(set(terms.counting)) != len(terms.counting) or not offered.issuperset(terms.counting):
        raise Rejected("schemes.counting", field="/terms/counting")


def _check_weights(weights: tuple[Weight, ...]) -> None:
    if sorted(w.head for w in weights) != sorted(Head):
        raise Rejected("schemes.heads", field="/terms/weights")
    if any(w.points < 1 for w in weights) or sum(w.points for w in weights) != 100:
        raise Rejected("schemes.weights", field="/terms/weights")


def _check_bands(bands: tuple[Band, ...]) -> None:
    """Best first, each threshold below the one before, EXCELLENT first, then at least one more, FAIL last from zero."""
    outcomes = [band.outcome for band in bands]
    order = [outcome for outcome in Outcome if outcome in outcomes]
    thresholds = [band.at_least for band in bands]
    falling = all(above > below for above, below in pairwise(thresholds))
    ends_meet = len(bands) >= 3 and outcomes[0] is Outcome.EXCELLENT and outcomes[-1] is Outcome.FAIL
    if outcomes != order or not falling or not ends_meet or thresholds[0] > FULL_SCORE or thresholds[-1] != 0:
        raise Rejected("schemes.bands", field="/terms/bands")
