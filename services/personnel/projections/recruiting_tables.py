"""The rows of recruiting: campaigns, applicants, objections."""

from sqlalchemy import BigInteger, Boolean, Column, Date, Index, Integer, Table, Text, Uuid

from shared.readmodel import metadata, sealed_column

campaign = Table(
    "campaign",
    metadata,
    Column("campaign_id", Uuid, primary_key=True),
    Column("region", Text(collation="C"), nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("phase", Text, nullable=False),
    Column("planned_on", Date, nullable=False),
    Column("places", Integer, nullable=False),
    Column("notice", Text),
    Column("registration_from", Date),
    Column("registration_until", Date),
    Column("hired", Integer, nullable=False),
    Column("document", Text),
)
applicant = Table(
    "applicant",
    metadata,
    Column("applicant_id", Uuid, primary_key=True),
    Column("campaign_id", Uuid, nullable=False),
    Column("region", Text(collation="C"), nullable=False, index=True),
    Column("vacancy", Text, nullable=False),
    Column("number", Integer, nullable=False),
    sealed_column("name", "personnel.applicant.name"),
    sealed_column("id_number", "personnel.applicant.id_number"),
    Column("sex", Text, nullable=False),
    Column("birth_month", Text, nullable=False),
    Column("education", Text, nullable=False),
    Column("certificate", Text),
    Column("sources", Text, nullable=False),
    Column("admitted", Boolean),
    Column("rank", Integer),
    Column("written", Integer),
    Column("interview", Integer),
    Column("bonus", Integer),
    Column("total", Integer),
    Column("tie_break", Text),
    Column("step", Text),
    Column("shown_until", Date),
    Column("kept_until", Date, nullable=False),
    Column("forgotten_at", BigInteger, index=True),
    Index("applicant_of_campaign", "campaign_id", "number"),
)
objection = Table(
    "objection",
    metadata,
    Column("objection_id", Uuid, primary_key=True),
    Column("campaign_id", Uuid, nullable=False, index=True),
    Column("applicant_id", Uuid, nullable=False),
    sealed_column("reason", "personnel.applicant.objection"),
    Column("raised_on", Date, nullable=False),
    Column("raised_by", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("decided_by", Text),
)
