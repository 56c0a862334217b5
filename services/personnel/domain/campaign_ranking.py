"""From scores to a ranked list: totals, bonus points, tie-break. The same scores give the same list, in whatever order they come."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final
from uuid import UUID

from services.personnel.domain.campaign_events import RankedCandidate, ResultStage
from services.personnel.domain.campaign_plan import CampaignPlan, SourceTag, TieBreak
from services.personnel.domain.scheme_terms import Certificate, Education
from shared.kernel import half_up_div, record

FULL_MARKS: Final = 10_000
"""100.00 points."""


@record
class Scored:
    """An applicant's scores in hundredths, and what else counts. `number` is that of the registration."""

    applicant_id: UUID
    vacancy: str
    number: int
    written: int
    interview: int
    sources: tuple[SourceTag, ...]
    education: Education
    certificate: Certificate | None


def ranked(plan: CampaignPlan, stage: ResultStage, scored: Iterable[Scored]) -> tuple[RankedCandidate, ...]:
    """Vacancy by vacancy in the plan's order, the best first. Without the interview the written score alone counts."""
    found = tuple(scored)
    return tuple(
        each
        for vacancy in plan.vacancies
        for each in _of_one(plan, stage, [s for s in found if s.vacancy == vacancy.code])
    )


def _of_one(plan: CampaignPlan, stage: ResultStage, scored: Sequence[Scored]) -> Iterable[RankedCandidate]:
    order = (*(each for each in plan.tie_break if each is not TieBreak.NUMBER), TieBreak.NUMBER)
    keys = {s.applicant_id: (-total(plan, stage, s), *(_KEYS[each](s) for each in order)) for s in scored}
    before: tuple[int, ...] | None = None
    for rank, each in enumerate(sorted(scored, key=lambda s: keys[s.applicant_id]), start=1):
        key = keys[each.applicant_id]
        yield RankedCandidate(
            applicant_id=each.applicant_id, vacancy=each.vacancy, rank=rank, written=each.written, interview=each.interview,
            bonus=plan.bonus(each.sources) if stage is ResultStage.FINAL else 0, total=-key[0],
            tie_break=_decided(before, key, order),
        )  # fmt: skip
        before = key


def total(plan: CampaignPlan, stage: ResultStage, scored: Scored) -> int:
    """In hundredths, half up; bonus points on top of the weighted scores."""
    if stage is ResultStage.WRITTEN:
        return scored.written
    weighted = scored.written * plan.written_percent + scored.interview * plan.interview_percent
    return half_up_div(weighted, 100) + plan.bonus(scored.sources)


def _decided(before: tuple[int, ...] | None, key: tuple[int, ...], order: Sequence[TieBreak]) -> TieBreak | None:
    if before is None or before[0] != key[0]:
        return None
    return next(name for name, one, other in zip(order, before[1:], key[1:], strict=True) if one != other)


def _rank_of_certificate(scored: Scored) -> int:
    return 0 if scored.certificate is None else -1 - list(Certificate).index(scored.certificate)


_KEYS: Final[Mapping[TieBreak, Callable[[Scored], int]]] = {
    TieBreak.WRITTEN: lambda s: -s.written,
    TieBreak.INTERVIEW: lambda s: -s.interview,
    TieBreak.CERTIFICATE: _rank_of_certificate,
    TieBreak.EDUCATION: lambda s: -list(Education).index(s.education),
    TieBreak.VETERAN: lambda s: 0 if SourceTag.VETERAN in s.sources else 1,
    TieBreak.NEARBY: lambda s: 0 if SourceTag.NEARBY in s.sources else 1,
    TieBreak.NUMBER: lambda s: s.number,
}
"""Less is better."""
