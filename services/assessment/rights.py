"""Who may ask what of assessment. Proposing and confirming are rights of different roles: maker and checker."""

from typing import Final

from shared.web.rights import Right, Role

SCHEMES: Final = Right("draft, issue and freeze schemes", frozenset({Role.COUNTY_OFFICER, Role.ORGANISATION}))
SEE_SCHEMES: Final = Right(
    "see schemes",
    frozenset(
        {
            Role.SECRETARY, Role.STREET_OFFICER, Role.COUNTY_OFFICER, Role.COUNTY_APPROVER, Role.ORGANISATION,
            Role.ASSESSOR, Role.SUPERVISOR,
        }
    ),
)  # fmt: skip
SCORING: Final = Right("record scores", frozenset({Role.ASSESSOR, Role.STREET_OFFICER, Role.COUNTY_OFFICER}))
PROPOSE_RESULTS: Final = Right("open, propose and publicise results", frozenset({Role.COUNTY_OFFICER}))
CONFIRM_RESULTS: Final = Right("confirm results", frozenset({Role.COUNTY_APPROVER}))
SEE_RESULTS: Final = Right(
    "see results",
    frozenset(
        {
            Role.STREET_OFFICER, Role.COUNTY_OFFICER, Role.COUNTY_APPROVER, Role.ORGANISATION, Role.ASSESSOR,
            Role.SUPERVISOR,
        }
    ),
)  # fmt: skip
ENTER_HONOURS: Final = Right(
    "nominate for honours, record those of outside bodies, enter changes of them",
    frozenset({Role.STREET_OFFICER, Role.COUNTY_OFFICER}),
)
GRANT_HONOURS: Final = Right(
    "grant and confirm honours, decide on objections to them", frozenset({Role.COUNTY_APPROVER})
)
SEE_HONOURS: Final = Right(
    "see honours",
    frozenset({Role.STREET_OFFICER, Role.COUNTY_OFFICER, Role.COUNTY_APPROVER, Role.ORGANISATION, Role.SUPERVISOR}),
)
OWN_HONOURS: Final = Right("see one's own honours", own=True)
