"""A certificate that ran out, was revoked or never was: its allowance ends with it."""

from datetime import date
from uuid import UUID

from services.payroll.domain.entitlement import Entitlement
from services.payroll.domain.entitlement_events import CertificateLost
from services.payroll.domain.facts import FactKind
from shared.kernel import record


@record
class LoseCertificate:
    """`last_day` lies before its first where it never was."""

    worker_id: UUID
    level: str
    last_day: date
    cause: UUID


def lose(entitlement: Entitlement, command: LoseCertificate) -> tuple[CertificateLost, ...]:
    """Whatever is held of the level; nothing follows where nothing is."""
    held = [f for f in entitlement.known if f.kind is FactKind.CERTIFICATE and f.word == command.level]
    return tuple(
        CertificateLost(
            effective=command.last_day, worker_id=command.worker_id, fact=f.fact, level=f.word, held_since=f.effective,
            cause=command.cause,
        )
        for f in held
        if f.until is None and not f.annulled
    )  # fmt: skip
