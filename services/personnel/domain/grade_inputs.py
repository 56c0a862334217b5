"""What a grade follows from: one person's facts as of a day, gathered from the grade stream."""

from datetime import date

from services.personnel.domain.scheme_terms import Certificate, Education, EducationPapers, HonourRank
from shared.kernel import record


@record
class Schooling:
    education: Education
    papers: EducationPapers = EducationPapers.BOTH


@record
class Honour:
    honour: str
    rank: HonourRank


@record
class Sanction:
    sanction: str
    since: date
    lifted: date | None = None


@record
class YearResult:
    year: int
    result: str


@record
class Inputs:
    """Everything a grade follows from on a day.

    On `counting_since` the person had `months_before` counted months; `results_of_ledger` are years whose result the seniority
    ledger weighed in them. `probation`: its first and last day. `kept` is the grade that a change of category may not lower.
    """

    post_category: str
    counting_since: date
    months_before: int = 0
    schooling: tuple[Schooling, ...] = ()
    certificate: Certificate | None = None
    results: tuple[YearResult, ...] = ()
    results_of_ledger: tuple[int, ...] = ()
    honours: tuple[Honour, ...] = ()
    sanctions: tuple[Sanction, ...] = ()
    probation: tuple[date, date] | None = None
    kept: int | None = None
