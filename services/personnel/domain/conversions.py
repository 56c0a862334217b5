"""Converting workers of other departments' posts to dedicated staff under the rules of open recruitment (policy article 1): listed,
checked by another hand, examined, hired into a vacant place; the old sponsor's money is named so that the county can pool it.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final
from uuid import UUID

from services.personnel.domain.campaign_ranking import FULL_MARKS
from services.personnel.domain.conversion_events import (
    Conversion,
    ConversionEligibilityChecked,
    ConversionEvent,
    ConversionExamined,
    ConversionForgotten,
    ConversionGround,
    ConversionListed,
    ConversionPhase,
    ConversionRetentionEnded,
    WorkerConverted,
    WorkerNotConverted,
)
from services.personnel.domain.foreign_posts import ForeignPost
from services.personnel.domain.policies import ConversionTerms, Policies
from services.personnel.domain.scheme_terms import Education
from shared.kernel import (
    ApplicantIdNumber,
    ApplicantName,
    ApplicantPhone,
    Facts,
    Rejected,
    add_months,
    full_years,
    record,
    same_hand,
)

LISTED: Final = "conversion"
"""The reservation `<post>:<blind index>`: nobody is listed twice for a post."""

# Commands


@record
class ListConversion:
    """`post` as it stands; `id_hash` is the blind index of the national id; `outstanding` raises the age limit."""

    conversion_id: UUID
    post: ForeignPost
    name: ApplicantName
    id_number: ApplicantIdNumber
    phone: ApplicantPhone
    id_hash: str
    sex: str
    birth: date
    education: Education
    since: date
    outstanding: bool


@record
class CheckEligibility:
    """`birth` is read from the national id for this."""

    birth: date


@record
class ExamineConversion:
    """In hundredths; `passed` as the exam's own rules say."""

    score: int
    passed: bool


@record
class ConvertWorker:
    worker_id: UUID
    employment_id: UUID
    starts: date


@record
class WithdrawConversion:
    """The person gives up."""


@record
class EndConversionRetention:
    """The calendar."""


@record
class ForgetConversion:
    document: str
    held: tuple[str, ...]


ConversionCommand = (
    ListConversion | CheckEligibility | ExamineConversion | ConvertWorker | WithdrawConversion | EndConversionRetention
    | ForgetConversion
)  # fmt: skip

# Decisions


def list_for(conversion: Conversion, command: ListConversion, facts: Facts[Policies]) -> tuple[ConversionEvent, ...]:
    if conversion.listed is not None:
        return ()
    post = may_be_listed(command, facts.today)
    kept = add_months(facts.today, facts.policies.applicant_retention_months.on(facts.today))
    return (
        ConversionListed(
            effective=facts.today, conversion_id=command.conversion_id, foreign_post_id=post, region=command.post.region,
            sponsor=command.post.sponsor, funding_source=command.post.funding_source, name=command.name,
            id_number=command.id_number, phone=command.phone, sex=command.sex, birth_month=f"{command.birth:%Y-%m}",
            education=command.education, since=command.since, outstanding=command.outstanding, kept_until=kept,
            listed_by=facts.by,
        ),
    )  # fmt: skip


def may_be_listed(command: ListConversion, today: date) -> UUID:
    """The post. Raises Rejected where it does not stand: to be asked before anything is sealed."""
    if command.post.post_id is None or not command.post.stands:
        raise Rejected("conversions.post", field="/foreign_post_id")
    if command.since > today:
        raise Rejected("conversions.since", field="/since")
    return command.post.post_id


def check(conversion: Conversion, command: CheckEligibility, facts: Facts[Policies]) -> tuple[ConversionEvent, ...]:
    """By another hand than the one that listed; who does not meet the terms is not converted."""
    about = _at(conversion, ConversionPhase.LISTED)
    if same_hand(about.listed_by, facts.by):
        raise Rejected("conversions.own-listing")
    years, age = full_years(about.since, facts.today), full_years(command.birth, facts.today)
    checked = ConversionEligibilityChecked(
        effective=facts.today, conversion_id=about.conversion_id, years=years, age=age, checked_by=facts.by
    )
    terms = facts.policies.conversion_terms.on(facts.today)
    ground = next(_missing(about, terms, years, age), None)
    return (checked,) if ground is None else (checked, _not(about.conversion_id, ground, facts))


def _missing(about: ConversionListed, terms: ConversionTerms, years: int, age: int) -> Iterator[ConversionGround]:
    ranks = list(Education)
    if years < terms.grid_years:
        yield ConversionGround.YEARS
    if age > (terms.oldest_outstanding if about.outstanding else terms.oldest):
        yield ConversionGround.AGE
    if ranks.index(about.education) < ranks.index(terms.education):
        yield ConversionGround.EDUCATION


def examine(conversion: Conversion, command: ExamineConversion, facts: Facts[Policies]) -> tuple[ConversionEvent, ...]:
    about = _at(conversion, ConversionPhase.ELIGIBILITY_CHECKED)
    if not 0 <= command.score <= FULL_MARKS:
        raise Rejected("applicants.score", field="/score")
    examined = ConversionExamined(effective=facts.today, conversion_id=about.conversion_id, score=command.score)
    if command.passed:
        return (examined,)
    return (examined, _not(about.conversion_id, ConversionGround.EXAM, facts))


def convert(conversion: Conversion, command: ConvertWorker, facts: Facts[Policies]) -> tuple[ConversionEvent, ...]:
    about = may_be_converted(conversion)
    return (
        WorkerConverted(
            effective=command.starts, conversion_id=about.conversion_id, worker_id=command.worker_id,
            employment_id=command.employment_id, sponsor=about.sponsor, funding_source=about.funding_source,
        ),
    )  # fmt: skip


def may_be_converted(conversion: Conversion) -> ConversionListed:
    """Raises Rejected before the exam is passed: to be asked before anything is sealed."""
    return _at(conversion, ConversionPhase.EXAMINED)


def withdraw(conversion: Conversion, facts: Facts[Policies]) -> tuple[ConversionEvent, ...]:
    about = _at(conversion, ConversionPhase.LISTED, ConversionPhase.ELIGIBILITY_CHECKED, ConversionPhase.EXAMINED)
    return (_not(about.conversion_id, ConversionGround.WITHDREW, facts),)


def end_retention(conversion: Conversion, facts: Facts[Policies]) -> tuple[ConversionEvent, ...]:
    about = conversion.listed
    if about is None or conversion.due or conversion.forgotten or about.kept_until >= facts.today:
        return ()
    return (ConversionRetentionEnded(effective=facts.today, conversion_id=about.conversion_id),)


def forget(conversion: Conversion, command: ForgetConversion, facts: Facts[Policies]) -> tuple[ConversionEvent, ...]:
    if conversion.forgotten:
        return ()
    if conversion.conversion_id is None or not conversion.due:
        raise Rejected("applicants.kept")
    if not command.document.strip():
        raise Rejected("applicants.document", field="/document")
    return (
        ConversionForgotten(
            effective=facts.today, conversion_id=conversion.conversion_id, document=command.document, erased_by=facts.by
        ),
    )


def _not(id: UUID, ground: ConversionGround, facts: Facts[Policies]) -> WorkerNotConverted:
    return WorkerNotConverted(effective=facts.today, conversion_id=id, ground=ground)


def _at(conversion: Conversion, *phases: ConversionPhase) -> ConversionListed:
    if conversion.listed is None or conversion.forgotten or conversion.phase not in phases:
        raise Rejected("conversions.phase", phase=conversion.phase.value)
    return conversion.listed
