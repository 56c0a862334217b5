"""August: the city honours a newcomer as a model worker; two hands record its paper, the award is on the slip of the month."""

from deploy.local.story.emergencies import explained
from deploy.local.story.tale import Tale


async def honour(tale: Tale) -> None:
    paper = {"document": f"成府发〔{tale.year}〕9号", "granted_on": tale.day(8, 3).isoformat(), "sha256": "ab" * 32}
    body = {"year": tale.year, "kind": "MODEL_WORKER", "level": "CITY", "issuer": "成都市人民政府", **paper}
    path = f"/assessment/workers/{tale.hires[3].worker_id}/honours/records"
    recorded = await tale.cast.street.post(path, body)
    await tale.cast.approver.post(f"/assessment/honours/{recorded['stream_id']}/confirmations", {})


async def show_award(tale: Tale) -> None:
    tale.say(f"   the model worker's award on the slip: {await explained(tale, 'HONOUR_AWARD', '3000.00')}")
