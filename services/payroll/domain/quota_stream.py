"""The stream of quotas heard, one a unit."""

from services.payroll.domain import unit_quotas
from services.payroll.domain.policies import Policies
from services.payroll.domain.unit_quotas import UnitQuota, UnitQuotaCommand, UnitQuotaEvent, UnitQuotaHeard
from shared.kernel import Decider, Region, Stream


def _unit(state: UnitQuota) -> Region:
    return state.unit


UNIT_QUOTA: Stream[UnitQuota, UnitQuotaCommand, UnitQuotaEvent, Policies] = Stream(
    type="unit_quota",
    decider=Decider(initial=UnitQuota(), decide=unit_quotas.hear, evolve=unit_quotas.evolve),
    events=(UnitQuotaHeard,),
    region_of=_unit,
)
