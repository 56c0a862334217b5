"""The pure core every rule stands on: values, deciders, time, money, regions. Standard library only."""

from shared.kernel.dated import Dated, NoValueYet, always
from shared.kernel.decider import Decider, Facts, Rejected, Stream, its_own_subject, no_subject
from shared.kernel.money import PPM, half_up_div, rate, share_to_fen, share_to_yuan, to_fen, to_yuan
from shared.kernel.personal import (
    ApplicantIdNumber,
    ApplicantName,
    ApplicantObjection,
    ApplicantPhone,
    ApplicantScore,
    CertificateNumber,
    LeaveReason,
    ProblemText,
    VettingReasons,
    WorkerAddress,
    WorkerIdNumber,
    WorkerName,
    WorkerPartyStage,
    WorkerPhone,
)
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.region import LEVELS, NATION, Region, ancestor, level, prefix, region, ruled, segments, within
from shared.kernel.reservation import Release, Reservation, Take
from shared.kernel.roles import ADMINISTRATORS, NO_OFFICE, Grant, Role, RolesExclude, exclude
from shared.kernel.sealed import Sealed
from shared.kernel.send import Due, Send
from shared.kernel.signature import hands, is_subject, same_hand, signed
from shared.kernel.spans import DAY, Month, Span, add_months, add_years, full_months, full_years, months_between
from shared.kernel.timeline import Entry, Timeline
from shared.kernel.tree import UNMOVED, Extent, Layout, Move, Scope, Tree

__all__ = [
    "ADMINISTRATORS",
    "DAY",
    "LEVELS",
    "NATION",
    "NO_OFFICE",
    "PPM",
    "UNMOVED",
    "ApplicantIdNumber",
    "ApplicantName",
    "ApplicantObjection",
    "ApplicantPhone",
    "ApplicantScore",
    "CertificateNumber",
    "Dated",
    "Decider",
    "Due",
    "Entry",
    "Extent",
    "Facts",
    "Grant",
    "Layout",
    "LeaveReason",
    "Month",
    "Move",
    "NoValueYet",
    "ProblemText",
    "Recorded",
    "Region",
    "Rejected",
    "Release",
    "Reservation",
    "Role",
    "RolesExclude",
    "Scope",
    "Sealed",
    "Send",
    "Span",
    "Stream",
    "Take",
    "Timeline",
    "Tree",
    "VettingReasons",
    "WorkerAddress",
    "WorkerIdNumber",
    "WorkerName",
    "WorkerPartyStage",
    "WorkerPhone",
    "add_months",
    "add_years",
    "always",
    "ancestor",
    "exclude",
    "full_months",
    "full_years",
    "half_up_div",
    "hands",
    "is_subject",
    "its_own_subject",
    "level",
    "months_between",
    "no_subject",
    "prefix",
    "rate",
    "record",
    "region",
    "ruled",
    "same_hand",
    "segments",
    "share_to_fen",
    "share_to_yuan",
    "signed",
    "to_fen",
    "to_yuan",
    "within",
]
