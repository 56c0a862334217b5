"""The stream of a trial heard, one a digest."""

from services.payroll.domain import grade_trials
from services.payroll.domain.grade_trials import GradeTrial, GradeTrialHeard, HearGradeTrial
from services.payroll.domain.policies import Policies
from shared.kernel import Decider, Region, Stream


def _region(state: GradeTrial) -> Region:
    return state.region


GRADE_TRIAL: Stream[GradeTrial, HearGradeTrial, GradeTrialHeard, Policies] = Stream(
    type="grade_trial",
    decider=Decider(initial=GradeTrial(), decide=grade_trials.hear, evolve=grade_trials.evolve),
    events=(GradeTrialHeard,),
    region_of=_region,
)
