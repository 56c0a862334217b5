"""A worker's training book as the specs tell it: people, days, policies and the events they expect."""

from datetime import date, datetime, timezone
from uuid import UUID

from services.training.domain import duty_events as book
from services.training.domain.completions import RecordCompletion
from services.training.domain.duty_events import Category, CompletionKind, DutyKind, WithdrawalReason
from services.training.domain.policies import Policies
from services.training.domain.streams import DUTY_BOOK
from shared.kernel import Facts, Region, Sealed, always
from shared.kernel.derived import derived_id
from shared.testing.spec import Spec

WORKER = UUID(int=1)
JOB = UUID(int=2)
TERM = UUID(int=3)
OTHER_TERM = UUID(int=4)
NAME = Sealed("token")
COMMUNITY = Region("51/01/07/017/k3f")

POLICIES = Policies(
    takeover_after_days=always(90),
    induction_within_months=always(6),
    induction_hours=always(24),
    induction_kinds=always(("INDUCTION",)),
    yearly_posts=always(("SECRETARY", "DIRECTOR")),
    yearly_hours=always(24),
    yearly_kinds=always(("IN_SERVICE", "SPECIAL")),
    yearly_from_days_in_post=always(90),
    yearly_hours_by_month=always(True),
    rotation_every_years=always(3),
    rotation_hours=always(24),
    rotation_kinds=always(("IN_SERVICE", "SPECIAL")),
    remedial_results=always(("FAIL",)),
    remedial_within_months=always(6),
    remedial_hours=always(16),
    remedial_kinds=always(("IN_SERVICE", "SPECIAL", "PRACTICE")),
    met_after_due=always(("INDUCTION", "ROTATION", "REMEDIAL")),
    completion_hours_at_most=always(200),
)


def facts(today: date) -> Facts[Policies]:
    return Facts(today=today, now=datetime(2026, 1, 1, tzinfo=timezone.utc), by="officer", policies=POLICIES)


def spec(today: date) -> Spec[book.DutyBookEvent, object, object, object]:  # type: ignore[type-arg]
    raise NotImplementedError


def duty_id(kind: DutyKind, ordinal: int = 0) -> UUID:
    return derived_id("training.duty", str(WORKER), kind, str(ordinal))
