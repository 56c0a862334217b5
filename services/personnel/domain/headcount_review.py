"""Quotas are looked at again from time to time (P-03.2, 定期调整): by another quota against the population of the day, or kept on paper."""

from datetime import date

from services.personnel.domain.headcount_events import Quota, QuotaReviewDue, QuotaReviewed, QuotaReviewSet
from services.personnel.domain.policies import Policies
from shared.kernel import Facts, Region, Rejected, add_months, record


@record
class NoteReviewDue:
    """The calendar: the day has come."""


@record
class KeepQuota:
    """It was looked at and stays as it is; `document` numbers the paper that says so."""

    unit: Region
    document: str


ReviewCommand = NoteReviewDue | KeepQuota


def review_set(unit: Region, since: date, facts: Facts[Policies]) -> QuotaReviewSet:
    months = facts.policies.quota_review_months.on(facts.today)
    return QuotaReviewSet(effective=since, unit=unit, review_on=add_months(since, months))


def decide(
    quota: Quota, command: ReviewCommand, facts: Facts[Policies]
) -> tuple[QuotaReviewDue | QuotaReviewed | QuotaReviewSet, ...]:
    match command:
        case NoteReviewDue():
            return note_due(quota, facts)
        case KeepQuota():
            return keep(quota, command, facts)


def note_due(quota: Quota, facts: Facts[Policies]) -> tuple[QuotaReviewDue, ...]:
    if quota.review_on is None or quota.review_on > facts.today or quota.review_due:
        return ()
    return (QuotaReviewDue(effective=quota.review_on, unit=quota.unit, places=quota.places_on(facts.today)),)


def keep(quota: Quota, command: KeepQuota, facts: Facts[Policies]) -> tuple[QuotaReviewed | QuotaReviewSet, ...]:
    """Against a population that is on record. Raises Rejected where there is no quota or no population."""
    if not quota.limited_on(facts.today):
        raise Rejected("headcount.nothing-approved", field="/unit")
    residents = quota.residents_on(facts.today)
    if residents is None:
        raise Rejected("headcount.no-population", field="/unit")
    if not command.document.strip():
        raise Rejected("headcount.document", field="/document")
    reviewed = QuotaReviewed(
        effective=facts.today, unit=quota.unit, places=quota.places_on(facts.today), residents=residents,
        document=command.document, reviewed_by=facts.by,
    )  # fmt: skip
    return reviewed, review_set(quota.unit, facts.today, facts)
