"""The quota of EXCELLENT over a whole county: decided for everybody at once, and the same every time."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from services.assessment.domain.results import ProposeResult
from services.assessment.domain.terms import Head, Outcome, Terms, band_of, weighted_total
from shared.kernel import PPM, record


@record
class Scored:
    """A result with a score for every head, in hundredths of a point."""

    result_id: UUID
    scores: Mapping[Head, int]


def propose_all(
    rows: Iterable[Scored], scheme_id: UUID, terms: Terms, *, assessed: int, places_given: int = 0
) -> tuple[tuple[UUID, ProposeResult], ...]:
    """A proposal for each row, best first.

    `assessed` counts everybody on the county's list of the year, also those whose scores are still missing;
    `places_given` counts results that are EXCELLENT already and public. Equal totals are ordered by the heads in the
    order of the law; people equal in everything who do not all find a place find none: nobody is drawn by lot.
    """
    ranked = sorted(rows, key=lambda row: (_rank(row, terms), row.result_id.int))
    places = max(0, assessed * terms.excellent_quota_ppm // PPM - places_given)
    excellent = _excellent(ranked, terms, places)
    return tuple(
        (
            row.result_id,
            ProposeResult(
                scheme_id=scheme_id, terms=terms, total=weighted_total(terms, row.scores),
                excellent_place=row.result_id in excellent,
            ),
        )
        for row in ranked
    )  # fmt: skip


def _rank(row: Scored, terms: Terms) -> tuple[int, ...]:
    return (-weighted_total(terms, row.scores), *(-row.scores[head] for head in Head))


def _excellent(ranked: list[Scored], terms: Terms, places: int) -> frozenset[UUID]:
    wanting = [r for r in ranked if band_of(terms, weighted_total(terms, r.scores)) is Outcome.EXCELLENT]
    if len(wanting) <= places:
        return frozenset(r.result_id for r in wanting)
    cut = _rank(wanting[places], terms)
    return frozenset(r.result_id for r in wanting[:places] if _rank(r, terms) != cut)
