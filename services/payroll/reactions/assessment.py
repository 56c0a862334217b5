"""What assessment's news means for pay: the performance part follows the confirmed result, an honour may bring an award or an allowance."""

from collections.abc import Iterator

from services.payroll.domain.entitlements import GiveResult, HeardCommand
from services.payroll.domain.honours import HearHonour, HearHonourWithdrawn, HonourCommand
from services.payroll.domain.streams import ENTITLEMENT
from shared.kernel import Send
from shared.published import News
from shared.published.assessment.honours import HonourGrantedV1, HonourWithdrawnV1
from shared.published.assessment.results import ResultConfirmedV1

Heard = ResultConfirmedV1 | HonourGrantedV1 | HonourWithdrawnV1


def react(news: News[Heard]) -> Iterator[Send[HeardCommand | HonourCommand]]:
    yield Send(stream=ENTITLEMENT, to=news.event.worker_id, command=_command(news))


def _command(news: News[Heard]) -> HeardCommand | HonourCommand:
    match news.event:
        case ResultConfirmedV1() as confirmed:
            return GiveResult(
                worker_id=confirmed.worker_id, result_id=confirmed.result_id, effective=news.effective,
                year=confirmed.year, result=confirmed.result, cause=news.event_id,
            )  # fmt: skip
        case HonourGrantedV1() as granted:
            return HearHonour(
                worker_id=granted.worker_id, honour_id=granted.honour_id, granted_on=news.effective, kind=granted.kind,
                level=granted.level, revision=granted.revision, cause=news.event_id,
            )  # fmt: skip
        case HonourWithdrawnV1() as withdrawn:
            return HearHonourWithdrawn(
                worker_id=withdrawn.worker_id, honour_id=withdrawn.honour_id, granted_on=withdrawn.granted_on,
                since=news.effective, kind=withdrawn.kind, level=withdrawn.level, never_was=withdrawn.never_was,
                cause=news.event_id,
            )  # fmt: skip
