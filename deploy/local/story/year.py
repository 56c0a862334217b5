"""One county's year from January to December, over HTTP."""

from typing import Any

import httpx
from rich.console import Console

from deploy.local.story import (
    assessing,
    borrowing,
    budgeting,
    caring,
    emergencies,
    figures,
    filing,
    founding,
    hiring,
    honouring,
    insuring,
    moving,
    paying,
    recruiting,
    settling,
    transferring,
    what_if,
)
from deploy.local.story.frontend import Cast
from deploy.local.story.places import COUNTY
from deploy.local.story.tale import Tale
from shared.web.issuer import Issuer


async def live_through(
    http: httpx.AsyncClient, issuer: Issuer, out: Console, *, a_community: int = 8
) -> dict[str, Any]:  # fmt: skip
    """Tell the story of the year after the present one, with so many people in each community; answers its figures."""
    cast = Cast.of(http, issuer, COUNTY)
    today = (await cast.officer.get("/clock"))["day"]
    tale = Tale(cast, out, year=int(today[:4]) + 1, a_community=a_community)
    out.rule(f"Wuhou (武侯区), {tale.year}")
    await cast.go_to(tale.day(1, 4))
    await founding.found(tale)
    await founding.take_over_the_roster(tale)
    await assessing.assess(tale)
    await cast.go_to(tale.day(1, 14))
    await assessing.confirm(tale)
    for month in range(1, 13):
        await _month(tale, month)
    return await figures.gather(tale)


async def _month(tale: Tale, month: int) -> None:
    if month > 1:
        await tale.cast.go_to(tale.day(month, 1))
    for happens in HAPPENS.get(month, ()):
        await happens(tale)
    await tale.cast.go_to(tale.day(month, 15))
    await moving.renew_contracts(tale, month)
    await moving.decide_grades(tale, month)
    await tale.cast.go_to(tale.day(month, 25))
    for happens in LATE_IN.get(month, ()):
        await happens(tale)
    await tale.cast.settled()
    await paying.pay(tale, month)
    for happens in AFTER_PAY.get(month, ()):
        await happens(tale)


HAPPENS = {
    2: (recruiting.announce,),
    3: (hiring.hire,),
    4: (moving.appoint_a_director, recruiting.hire),
    5: (moving.register_late_certificate, transferring.transfer),
    6: (moving.say_goodbye,),
    7: (borrowing.borrow, insuring.publish_base_late),
    9: (filing.file_a_secretary, caring.ask_for_leave, caring.solve_a_difficulty),
    10: (borrowing.bring_back, caring.come_back),
}
LATE_IN = {
    1: (budgeting.plan_the_year,),
    7: (emergencies.stand_watch,),
    2: (recruiting.examine,),
    3: (insuring.register_newcomers,),
    5: (hiring.train_newcomers,),
    8: (hiring.conclude_probations, hiring.hire_late, honouring.honour),
    11: (what_if.plan_next_year,),
}
AFTER_PAY = {
    6: (settling.show_final_slips,),
    7: (insuring.show_arrears, emergencies.show_subsidy),
    8: (hiring.show_left_out, honouring.show_award),
    9: (hiring.show_made_up,),
    10: (budgeting.expect_the_rest,),
    12: (budgeting.expect_the_rest, what_if.plan_next_grades),
}
