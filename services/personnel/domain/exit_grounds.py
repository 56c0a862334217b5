"""What each ground asks and brings (Labour Contract Law arts. 36 to 47): paper, union, notice, protection, severance."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from services.personnel.domain.exit_events import Ground, Severance
from shared.kernel import DAY, add_years, full_months, full_years, record


@record
class GroundRule:
    """`unilateral`: the union is told before; `notice`: 30 days or a month's wage; `protected`: not in a protected period."""

    article: str
    severance: Severance = Severance.NONE
    paper: bool = False
    unilateral: bool = False
    notice: bool = False
    in_lieu: bool = False
    protected: bool = False


_N: Final = Severance.N
RULES: Final[Mapping[Ground, GroundRule]] = {
    Ground.RESIGNATION: GroundRule(article="37"),
    Ground.EMPLOYER_FAULT: GroundRule(article="38", severance=_N, paper=True),
    Ground.MUTUAL: GroundRule(article="36", severance=_N),
    Ground.PROBATION_FAILED: GroundRule(article="39(1)", unilateral=True),
    Ground.SERIOUS_BREACH: GroundRule(article="39(2)", paper=True, unilateral=True),
    Ground.CRIMINAL_LIABILITY: GroundRule(article="39(6)", paper=True, unilateral=True),
    Ground.MEDICAL_PERIOD_OVER: GroundRule(
        article="40(1)", severance=_N, paper=True, unilateral=True, notice=True, in_lieu=True, protected=True
    ),
    Ground.INCOMPETENCE: GroundRule(
        article="40(2)", severance=_N, paper=True, unilateral=True, notice=True, in_lieu=True, protected=True
    ),
    Ground.CHANGED_CIRCUMSTANCES: GroundRule(
        article="40(3)", severance=_N, paper=True, unilateral=True, notice=True, in_lieu=True, protected=True
    ),
    Ground.LAYOFF: GroundRule(article="41", severance=_N, paper=True, unilateral=True, notice=True, protected=True),
    Ground.EXPIRY: GroundRule(article="44(1)", severance=_N),
    Ground.RETIREMENT: GroundRule(article="44(2)"),
    Ground.DEATH: GroundRule(article="44(3)"),
    Ground.HIRED_TO_PUBLIC_POST: GroundRule(article="36", paper=True),
    Ground.RECALL: GroundRule(article="", paper=True),
    Ground.TERM_ENDED: GroundRule(article="", paper=True),
}
ENDS_POSTS: Final = frozenset({Ground.DEATH, Ground.CRIMINAL_LIABILITY, Ground.HIRED_TO_PUBLIC_POST})
"""Where a post ends with the employment; else an elected member stays what he was elected to."""
ELECTED: Final = frozenset({Ground.RECALL, Ground.TERM_ENDED})


def half_months(since: date, last_day: date) -> int:
    """Half months of wage (art. 47): a month for each full year and for six months or more, half for less."""
    until = last_day + DAY
    years = full_years(since, until)
    anniversary = add_years(since, years)
    if full_months(anniversary, until) >= 6:
        return 2 * years + 2
    return 2 * years + (1 if until > anniversary else 0)
