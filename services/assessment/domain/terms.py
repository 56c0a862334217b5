"""What a county's yearly scheme says, and what follows from it for a set of scores.

Names and fields are part of stored events: add, never rename. Scores and totals are hundredths of a point, 0 to 10,000.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from shared.kernel import Region, half_up_div, record

FULL_SCORE: Final = 10_000


class Head(StrEnum):
    """政治素质、工作实绩、居民群众满意度: exactly these three (policy text, article 10)."""

    POLITICAL_QUALITY = "POLITICAL_QUALITY"
    WORK_RESULTS = "WORK_RESULTS"
    RESIDENT_SATISFACTION = "RESIDENT_SATISFACTION"


class Outcome(StrEnum):
    """优秀、良好 (only some counties)、合格(称职)、基本合格、不合格; best first."""

    EXCELLENT = "EXCELLENT"
    GOOD = "GOOD"
    QUALIFIED = "QUALIFIED"
    BASIC = "BASIC"
    FAIL = "FAIL"


@record
class CountyYear:
    """What a scheme rules, and what is asked of all results at once."""

    county: Region
    year: int


@record
class Weight:
    """`points` of 100."""

    head: Head
    points: int


@record
class Band:
    """The outcome of a total of at least so many hundredths."""

    outcome: Outcome
    at_least: int


@record
class Terms:
    """`bands` from the best outcome down to FAIL at zero; at most `excellent_quota_ppm` of the assessed are EXCELLENT.

    A year with an outcome in `counting` counts as a year of community work.
    """

    weights: tuple[Weight, ...]
    bands: tuple[Band, ...]
    excellent_quota_ppm: int
    counting: tuple[Outcome, ...]


def weighted_total(terms: Terms, scores: Mapping[Head, int]) -> int:
    """Hundredths of a point, half-up; every head has a score."""
    return half_up_div(sum(scores[w.head] * w.points for w in terms.weights), 100)


def band_of(terms: Terms, total: int) -> Outcome:
    return next(band.outcome for band in terms.bands if total >= band.at_least)


def outcome_of(terms: Terms, total: int, *, excellent_place: bool) -> Outcome:
    """The outcome of the total; EXCELLENT without a place among the excellent becomes the next best of the scheme."""
    band = band_of(terms, total)
    if band is not Outcome.EXCELLENT or excellent_place:
        return band
    return next(b.outcome for b in terms.bands if b.outcome is not Outcome.EXCELLENT)
