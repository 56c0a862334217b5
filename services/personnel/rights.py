"""Who may ask what of personnel."""

from typing import Final

from shared.web.rights import Right, Role

_LINE: Final = frozenset({Role.STREET_OFFICER, Role.COUNTY_OFFICER, Role.COUNTY_APPROVER, Role.ORGANISATION})

SEE_REGIONS: Final = Right("see regions", frozenset(Role))
KEEP_REGIONS: Final = Right("keep regions", frozenset({Role.COUNTY_OFFICER}))
SEE_ROSTER: Final = Right("see the roster", _LINE | {Role.SECRETARY, Role.SUPERVISOR, Role.FINANCE})
KEEP_ROSTER: Final = Right("hire, sign, renew and end", frozenset({Role.STREET_OFFICER, Role.COUNTY_OFFICER}))
IMPORT_ROSTER: Final = Right("import a roster", frozenset({Role.COUNTY_OFFICER}))
REQUEST_QUOTA: Final = Right("request a quota", frozenset({Role.COUNTY_OFFICER}))
APPROVE_QUOTA: Final = Right("approve a quota", frozenset({Role.COUNTY_APPROVER}))
APPOINT: Final = Right("appoint to posts", frozenset({Role.ORGANISATION, Role.COUNTY_OFFICER}))
NOMINATE: Final = Right(
    "nominate for posts and for the reserve",
    frozenset({Role.STREET_OFFICER, Role.COUNTY_OFFICER, Role.ORGANISATION}),
)
REVIEW_CANDIDATES: Final = Right("review candidates together", frozenset({Role.ORGANISATION, Role.COUNTY_OFFICER}))
SEE_POSTS: Final = Right("see posts and who holds them", _LINE | {Role.SECRETARY, Role.SUPERVISOR})
KEEP_PARTY_POSTS: Final = Right("keep offices of party organisations", frozenset({Role.ORGANISATION}))
KEEP_PARTY_STATUS: Final = Right("keep and see party membership", frozenset({Role.ORGANISATION}))
SUBMIT_FILING: Final = Right("submit secretaries to be filed", frozenset({Role.STREET_OFFICER}))
FILE_SECRETARIES: Final = Right("file secretaries or return the papers", frozenset({Role.ORGANISATION}))
SEE_FILINGS: Final = Right("see filings", frozenset({Role.STREET_OFFICER, Role.COUNTY_OFFICER, Role.ORGANISATION}))
KEEP_RESERVE: Final = Right("keep the reserve", frozenset({Role.ORGANISATION}))
SEE_RESERVE: Final = Right("see the reserve", frozenset({Role.STREET_OFFICER, Role.COUNTY_OFFICER, Role.ORGANISATION}))
RECOMMEND_DELEGATES: Final = Right("recommend delegates", frozenset({Role.ORGANISATION, Role.COUNTY_OFFICER}))
PUBLISH_SCHEME: Final = Right("publish a grade scheme", frozenset({Role.COUNTY_APPROVER}))
WAIVE_COST: Final = Right(
    "sign why a draft grade scheme is not costed", frozenset({Role.COUNTY_OFFICER, Role.COUNTY_APPROVER})
)
TRY_SCHEME: Final = Right("try draft grade schemes", frozenset({Role.COUNTY_OFFICER, Role.COUNTY_APPROVER}))
REVIEW_GRADES: Final = Right("review grade proposals", frozenset({Role.STREET_OFFICER}))
PROPOSE_ERASURE: Final = Right("propose to erase personal data", frozenset({Role.COUNTY_OFFICER}))
APPROVE_ERASURE: Final = Right("erase personal data", frozenset({Role.COUNTY_APPROVER}))
SEE_ERASURES: Final = Right("see erasures", frozenset({Role.COUNTY_OFFICER, Role.COUNTY_APPROVER}))
APPROVE_GRADES: Final = Right("approve grade proposals", frozenset({Role.COUNTY_APPROVER}))
KEEP_AUTHORITIES: Final = Right("propose, confirm and revoke grants", frozenset({Role.SECURITY_ADMIN}))
SEE_AUTHORITIES: Final = Right("see grants", frozenset({Role.SECURITY_ADMIN, Role.AUDIT_ADMIN}))
ASK_TO_BORROW: Final = Right(
    "ask to borrow a worker, and bring him back",
    frozenset({Role.STREET_OFFICER, Role.COUNTY_OFFICER, Role.ORGANISATION}),
)
APPROVE_BORROWING: Final = Right("decide on borrowing", frozenset({Role.COUNTY_APPROVER}))
PROPOSE_EMERGENCIES: Final = Right("propose emergencies and their end", frozenset({Role.COUNTY_OFFICER}))
DECLARE_EMERGENCIES: Final = Right("declare emergencies and their end", frozenset({Role.COUNTY_APPROVER}))
LIST_DUTY: Final = Right("list duty in emergencies", frozenset({Role.SECRETARY, Role.STREET_OFFICER}))
CONFIRM_DUTY: Final = Right("confirm duty in emergencies", frozenset({Role.STREET_OFFICER, Role.COUNTY_OFFICER}))
KEEP_SECONDMENTS: Final = Right("keep secondments to communities", frozenset({Role.ORGANISATION, Role.COUNTY_OFFICER}))
ASK_RECOGNITION: Final = Right(
    "ask to recognise earlier service",
    frozenset({Role.STREET_OFFICER, Role.COUNTY_OFFICER}),
)
CHECK_EVIDENCE: Final = Right("check the papers of earlier service", frozenset({Role.COUNTY_OFFICER}))
KEEP_CAREERS: Final = Right(
    "freeze lists, keep cases and career steps", frozenset({Role.ORGANISATION, Role.COUNTY_OFFICER})
)
HIRE_TO_INSTITUTION: Final = Right("hire to an institution", frozenset({Role.COUNTY_APPROVER}))
SEE_CAREERS: Final = Right("see who may be hired by institutions", _LINE | {Role.SUPERVISOR})
KEEP_ARCHIVES: Final = Right("keep archives", frozenset({Role.STREET_OFFICER, Role.COUNTY_OFFICER}))
APPROVE_DESTRUCTION: Final = Right("approve the destruction of archives", frozenset({Role.COUNTY_APPROVER}))
SEE_ARCHIVES: Final = Right("see archives", _LINE | {Role.SUPERVISOR})
HAND_OUT_RECORDS: Final = Right("hand out service records", frozenset({Role.STREET_OFFICER, Role.COUNTY_OFFICER}))
RECOGNISE_YEARS: Final = Right("recognise earlier service", frozenset({Role.COUNTY_APPROVER}))
FREEZE_STATISTICS: Final = Right("freeze statistics and count them again", frozenset({Role.COUNTY_OFFICER}))
SEE_STATISTICS: Final = Right("see statistics", _LINE | {Role.SUPERVISOR})
ASK_SPONSORED: Final = Right(
    "ask to hire for a department's own post",
    frozenset({Role.STREET_OFFICER, Role.COUNTY_OFFICER, Role.ORGANISATION}),
)
SEE_LEAVE: Final = Right(
    "see leave, attendance and reports", frozenset({Role.SECRETARY, Role.STREET_OFFICER, Role.COUNTY_OFFICER})
)
RUN_CAMPAIGNS: Final = Right("run recruitment campaigns", frozenset({Role.COUNTY_OFFICER}))
APPROVE_CAMPAIGNS: Final = Right(
    "approve campaigns, publish their results and decide on objections", frozenset({Role.COUNTY_APPROVER})
)
SEE_CAMPAIGNS: Final = Right("see recruitment campaigns", _LINE | {Role.SUPERVISOR})
SEE_APPLICANTS: Final = Right(
    "see applicants", frozenset({Role.COUNTY_OFFICER, Role.COUNTY_APPROVER, Role.ORGANISATION})
)
KEEP_VETTINGS: Final = Right(
    "open vettings and complete their material", frozenset({Role.COUNTY_OFFICER, Role.ORGANISATION})
)
CONCLUDE_VETTINGS: Final = Right("conclude vettings and read their reasons", frozenset({Role.ORGANISATION}))
KEEP_LEAVE: Final = Right(
    "ask for leave on behalf, close, correct and annul it", frozenset({Role.STREET_OFFICER, Role.COUNTY_OFFICER})
)
SETTLE_LEAVE: Final = Right("settle the annual leave of a year", frozenset({Role.COUNTY_OFFICER}))
DECIDE_LEAVE: Final = Right(
    "decide on a short leave", frozenset({Role.SECRETARY, Role.STREET_OFFICER, Role.COUNTY_OFFICER})
)
DECIDE_LONG_LEAVE: Final = Right("decide on any leave", frozenset({Role.STREET_OFFICER, Role.COUNTY_OFFICER}))
MARK_ATTENDANCE: Final = Right("mark attendance", frozenset({Role.SECRETARY, Role.STREET_OFFICER, Role.COUNTY_OFFICER}))
CLOSE_ATTENDANCE: Final = Right("close a month of attendance", frozenset({Role.STREET_OFFICER, Role.COUNTY_OFFICER}))
MAKE_REPORTS: Final = Right("report and ask for instruction", frozenset({Role.SECRETARY, Role.STREET_OFFICER}))
ANSWER_REPORTS: Final = Right("answer reports", frozenset({Role.STREET_OFFICER, Role.COUNTY_OFFICER}))
HANDLE_PROBLEMS: Final = Right(
    "see and handle reported difficulties", frozenset({Role.STREET_OFFICER, Role.COUNTY_OFFICER})
)
KEEP_CARE: Final = Right(
    "keep check-ups, visits and light records", frozenset({Role.STREET_OFFICER, Role.COUNTY_OFFICER})
)
OWN_CARE: Final = Right("see one's own check-ups, book counselling for oneself", own=True)
OWN_PROBLEMS: Final = Right("report one's own difficulties and follow them", own=True)
OWN_LEAVE: Final = Right("ask for one's own leave, see it and one's attendance, withdraw it", own=True)
CONFIRM_IDENTITY: Final = Right("confirm a corrected identity", frozenset({Role.COUNTY_APPROVER}))
LISTS_AS_KNOWN: Final = Right(
    "recall lists as they were known", frozenset({Role.STREET_OFFICER, Role.COUNTY_OFFICER, Role.COUNTY_APPROVER})
)
PROPOSE_RECOMMENDATIONS: Final = Right(
    "propose workers for public posts, and tell that they were hired",
    frozenset({Role.STREET_OFFICER, Role.COUNTY_OFFICER}),
)
RECOMMEND: Final = Right("recommend workers for public posts", frozenset({Role.COUNTY_APPROVER, Role.ORGANISATION}))
OWN_FILE: Final = Right("see one's own file", own=True)
OWN_DUTIES: Final = Right("see, delegate, accept and end one's own duties", own=True)
