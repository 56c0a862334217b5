"""What the seals keep in a service's database, as numbered frozen texts that Alembic applies (see shared/eventlog/schema.py).

All of it is append-only: rows come through functions of the owner, and a trigger refuses every change.
"""

from typing import Final

SEAL_TABLES: Final = ("seal", "tile", "cosignature", "witnessed", "disputed")

SEALS_0002: Final = (
    # `first` is the first position that the seal adds, `proof` its consistency with the seal before.
    """
create table log.seal (
  size bigint not null primary key, first bigint not null, root bytea not null, note text not null, previous bytea,
  frontier bytea not null, proof bytea not null, algorithm text not null, made timestamptz not null
)""",
    """
create table log.tile (height smallint not null, place bigint not null, hash bytea not null, primary key (height, place))""",
    """
create table log.cosignature (
  size bigint not null, witness text collate "C" not null, line text not null, primary key (size, witness)
)""",
    # What this service saw of the others' logs: checkpoints it co-signed, and such as contradict them.
    """
create table log.witnessed (
  origin text collate "C" not null, size bigint not null, root bytea not null, note text not null,
  primary key (origin, size)
)""",
    """
create table log.disputed (
  origin text collate "C" not null, size bigint not null, root bytea not null, note text not null, reason text not null,
  seen timestamptz not null, primary key (origin, size, root)
)""",
    """
create function log.refuse_rewriting() returns trigger language plpgsql as $$
begin
  raise exception 'log.% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$""",
    *(
        f"create trigger immutable before update or delete or truncate on log.{table} "
        "for each statement execute function log.refuse_rewriting()"
        for table in SEAL_TABLES
    ),
    # False when another sealer was faster. The lock is not the append's: nobody who appends waits for a seal.
    """
create function log.add_seal(
  n_size bigint, n_first bigint, n_root bytea, n_note text, n_previous bytea, n_frontier bytea, n_proof bytea,
  n_algorithm text, n_made timestamptz, t_height smallint[], t_place bigint[], t_hash bytea[]
) returns boolean language plpgsql security definer set search_path = log, pg_temp as $$
begin
  perform pg_advisory_xact_lock(4722);
  if n_first <> coalesce((select max(size) from seal), 0) + 1 or n_size < n_first
     or n_size > coalesce((select max(position) from event), 0) then
    return false;
  end if;
  insert into seal values (n_size, n_first, n_root, n_note, n_previous, n_frontier, n_proof, n_algorithm, n_made);
  insert into tile select * from unnest(t_height, t_place, t_hash);
  return true;
end $$""",
    """
create function log.add_cosignature(n_size bigint, n_witness text, n_line text) returns boolean
language plpgsql security definer set search_path = log, pg_temp as $$
begin
  if not exists (select 1 from seal where size = n_size) then
    return false;
  end if;
  insert into cosignature values (n_size, n_witness, n_line) on conflict do nothing;
  return found;
end $$""",
    # False when the origin was seen at this size or beyond it already.
    """
create function log.add_witnessed(n_origin text, n_size bigint, n_root bytea, n_note text) returns boolean
language plpgsql security definer set search_path = log, pg_temp as $$
begin
  perform pg_advisory_xact_lock(4723, hashtext(n_origin));
  if n_size <= coalesce((select max(size) from witnessed where origin = n_origin), 0) then
    return false;
  end if;
  insert into witnessed values (n_origin, n_size, n_root, n_note);
  return true;
end $$""",
    """
create function log.add_disputed(
  n_origin text, n_size bigint, n_root bytea, n_note text, n_reason text, n_seen timestamptz
) returns boolean language plpgsql security definer set search_path = log, pg_temp as $$
begin
  insert into disputed values (n_origin, n_size, n_root, n_note, n_reason, n_seen) on conflict do nothing;
  return found;
end $$""",
    *(
        f"revoke all on function log.{function} from public"
        for function in ("add_seal", "add_cosignature", "add_witnessed", "add_disputed", "refuse_rewriting")
    ),
)


def seal_grants(app: str, projector: str) -> tuple[str, ...]:
    """Who may do what after SEALS_0002; role names differ by service, so they are no frozen text."""
    tables = ", ".join(f"log.{table}" for table in SEAL_TABLES)
    return (
        f"grant select on {tables} to {app}, {projector}",
        f"grant execute on function log.add_seal, log.add_cosignature, log.add_witnessed, log.add_disputed to {app}",
    )
