"""Events of a grade that are no longer written and are read for ever: facts had no ids then."""

from datetime import date
from uuid import UUID

from services.personnel.domain.scheme_terms import Certificate, PostCategory
from shared.kernel import record


@record
class CertificateCounted:
    """A certificate is registered from the effective day."""

    effective: date
    worker_id: UUID
    certificate: Certificate


@record
class PostCounted:
    """The post category of all posts together from the effective day."""

    effective: date
    worker_id: UUID
    post_category: PostCategory


@record
class YearNotCounted:
    """The year is one of those that the scheme does not count."""

    effective: date
    worker_id: UUID
    year: int
    result: str
    next_step: date | None


@record
class PostHeld:
    """One of the person's posts, told one by one; effective = first day in it. Told again when that was corrected."""

    effective: date
    worker_id: UUID
    appointment_id: UUID
    post_category: PostCategory


@record
class PostReleased:
    """Effective = last day in the post; the day before the first where it never was."""

    effective: date
    worker_id: UUID
    appointment_id: UUID
