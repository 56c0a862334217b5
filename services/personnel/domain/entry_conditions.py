"""Who may sit the social-worker exam (domain.md 2.6): years of social work by education and subject, as policy gives them."""

from services.personnel.domain.scheme_terms import Certificate, Education
from shared.kernel import record


@record
class EntryCondition:
    """`years` of social work that the education asks for; `other_subject_years` where its subject is not social work.

    `certificate` is needed besides, if any.
    """

    level: Certificate
    education: Education
    years: int
    other_subject_years: int
    certificate: Certificate | None = None


def years_needed(
    conditions: tuple[EntryCondition, ...], level: Certificate, education: Education, held: Certificate | None, *,
    social_work: bool,
) -> int | None:  # fmt: skip
    """The fewest years that one of the conditions for the education or a lower one asks for; none where no condition is met."""
    rank = list(Education).index(education)
    found = [
        c.years if social_work else c.other_subject_years
        for c in conditions
        if c.level == level and list(Education).index(c.education) <= rank and c.certificate in (None, held)
    ]
    return min(found, default=None)
