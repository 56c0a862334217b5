"""Which certificate and which education a month is paid by: the highest that has begun to count and still does."""

from datetime import date
from typing import Final, NamedTuple

from services.payroll.domain.facts import Fact
from services.payroll.domain.formulas.certificate_allowance import LEVELS
from services.payroll.domain.formulas.education_pay import EDUCATIONS
from services.payroll.domain.people import Known, month_index
from services.payroll.domain.policies import Policies


class Papers(NamedTuple):
    """Places in LEVELS and EDUCATIONS, 0 for none, and the facts that say so."""

    level: int
    education: int
    certificate: Fact | None
    schooling: Fact | None


NO_PAPERS: Final = Papers(0, 0, None, None)


def papers_on(facts: Known, first: date, policies: Policies) -> Papers:
    """`first` is the first day of the month."""
    if not facts.certificates and not facts.educations:
        return NO_PAPERS
    level, certificate = _certificate(facts, first, policies)
    education, schooling = _education(facts, first, policies)
    return Papers(level, education, certificate, schooling)


def _certificate(facts: Known, first: date, policies: Policies) -> tuple[int, Fact | None]:
    best: tuple[int, Fact | None] = (0, None)
    for fact in facts.certificates:
        later = policies.certificate_months_later.on(fact.effective)
        begun = month_index(fact.effective) + later <= month_index(first) and (
            fact.until is None or fact.until >= first
        )
        if begun and _place(fact.word, LEVELS) > best[0]:
            best = (_place(fact.word, LEVELS), fact)
    return best


def _education(facts: Known, first: date, policies: Policies) -> tuple[int, Fact | None]:
    """One that was held when the person was hired counts from the first day on."""
    best: tuple[int, Fact | None] = (0, None)
    for fact in facts.educations:
        later = 0 if fact.flag else policies.education_months_later.on(fact.effective)
        begun = month_index(fact.effective) + later <= month_index(first)
        if begun and _place(fact.word, EDUCATIONS) > best[0]:
            best = (_place(fact.word, EDUCATIONS), fact)
    return best


def _place(word: str, words: tuple[str, ...]) -> int:
    """0 for a word that pay does not know."""
    return words.index(word) if word in words else 0
