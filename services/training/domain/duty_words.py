"""The words of a training book: kinds of duties and completions, and why something is withdrawn, waived or corrected."""

from enum import StrEnum


class DutyKind(StrEnum):
    """初任培训 at the start, 每年 for secretaries and directors, 每3年轮训 for the others, 补训 after a failed year,
    后备人才培养 for the reserve.
    """

    INDUCTION = "INDUCTION"
    ANNUAL = "ANNUAL"
    ROTATION = "ROTATION"
    REMEDIAL = "REMEDIAL"
    RESERVE = "RESERVE"


class CompletionKind(StrEnum):
    """初任、在职、专项、实践 (policy text, article 8)."""

    INDUCTION = "INDUCTION"
    IN_SERVICE = "IN_SERVICE"
    SPECIAL = "SPECIAL"
    PRACTICE = "PRACTICE"


class Category(StrEnum):
    """What was taught (policy text, articles 5 to 7)."""

    POLITICAL_THEORY = "POLITICAL_THEORY"
    POLITICAL_TRAINING = "POLITICAL_TRAINING"
    LAW_POLICY = "LAW_POLICY"
    INTEGRITY = "INTEGRITY"
    ABILITY = "ABILITY"
    SERVICE = "SERVICE"


class WithdrawalReason(StrEnum):
    """LEFT the job, the POST_ENDED, became a chief (POST_TAKEN), WAIVED by the county, out of the reserve (RESERVE_LEFT), or the
    window MOVED.
    """

    LEFT = "LEFT"
    POST_ENDED = "POST_ENDED"
    POST_TAKEN = "POST_TAKEN"
    WAIVED = "WAIVED"
    MOVED = "MOVED"
    RESERVE_LEFT = "RESERVE_LEFT"


class WaiverGround(StrEnum):
    LONG_LEAVE = "LONG_LEAVE"
    SENT_ELSEWHERE = "SENT_ELSEWHERE"
    EQUAL_TRAINING = "EQUAL_TRAINING"


class CorrectionReason(StrEnum):
    ENTRY_ERROR = "ENTRY_ERROR"
    ENTERED_TWICE = "ENTERED_TWICE"
    NOT_ATTENDED = "NOT_ATTENDED"
    PROOF_INVALID = "PROOF_INVALID"
