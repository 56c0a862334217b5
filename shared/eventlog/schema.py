"""The log's tables and its one writing function, as numbered frozen texts that Alembic applies.

A text that has been applied somewhere is never edited; the next change is the next number (expand, then contract).
`log` belongs to an owner nobody logs in as: the application may EXECUTE `log.append` and SELECT. `read` belongs to the
projector, which fills it by following the log.
"""

from typing import Final

LOG_0001: Final = (
    "create schema log",
    """
create table log.event (
  position       bigint      not null primary key,
  stream_type    text        collate "C" not null,
  stream_id      uuid        not null,
  version        int         not null,
  type           text        collate "C" not null,
  schema_version smallint    not null,
  event_id       uuid        not null,
  subject        uuid,
  region         text        collate "C" not null,
  recorded       timestamptz not null,
  effective      date        not null,
  actor          text        collate "C" not null,
  command_id     uuid        not null,
  correlation    uuid        not null,
  causation      uuid,
  meta           bytea       not null,
  data           bytea       not null,
  hash           bytea       not null,
  unique (stream_type, stream_id, version)
)""",
    "alter table log.event alter meta set storage external, alter data set storage external",
    "alter table log.event set (autovacuum_analyze_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05)",
    """
create table log.command (
  caller text not null, key text not null, hash bytea not null, receipt bytea not null,
  position bigint not null, recorded timestamptz not null, primary key (caller, key)
)""",
    "create index on log.command (recorded)",
    "create table log.reservation (kind text not null, key text not null, holder uuid not null, primary key (kind, key))",
    "create table log.cursor (source text primary key, position bigint not null)",
    """
create table log.parked (
  source text not null, position bigint not null, stream text not null, error text not null,
  parked timestamptz not null, primary key (source, position)
)""",
    """
create table log.operation (
  operation_id uuid primary key, kind text not null, owner text not null, region text not null,
  request bytea not null, state text not null, done bigint not null default 0, total bigint,
  outcome bytea, created timestamptz not null, changed timestamptz not null,
  lease_until timestamptz, runner text
)""",
    "create index on log.operation (state, lease_until)",
    "create table log.operation_file (operation_id uuid not null, name text not null, body bytea not null, "
    "primary key (operation_id, name))",
    """
create function log.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'log.event is append-only' using errcode = 'insufficient_privilege';
end $$""",
    "create trigger immutable before update or delete or truncate on log.event "
    "for each statement execute function log.refuse_change()",
    # Every append of the batch is judged alone; the refused ones leave no trace and harm no other. The caller makes
    # sure that no two appends of a batch touch the same stream, reservation, command or cursor.
    """
create function log.append(
  s_ord int[], s_type text[], s_id uuid[], s_expected int[],
  e_ord int[], e_stream_type text[], e_stream_id uuid[], e_version int[], e_type text[], e_schema_version smallint[],
  e_event_id uuid[], e_subject uuid[], e_region text[], e_recorded timestamptz[], e_effective date[], e_actor text[],
  e_command_id uuid[], e_correlation uuid[], e_causation uuid[], e_meta bytea[], e_data bytea[], e_hash bytea[],
  extra jsonb, c_hash bytea[], c_receipt bytea[],
  out head bigint, out refused int[], out reasons text[]
) language plpgsql security definer set search_path = log, pg_temp as $$
declare
  x record;
  retry boolean := false;
begin
  perform pg_advisory_xact_lock(4711);
  select coalesce(max(position), 0) into head from event;
  refused := '{}'; reasons := '{}';
  if extra is not null then
    for x in
      select (c->>'o')::int as o from jsonb_array_elements(extra->'commands') c
      where exists (select 1 from command where caller = c->>'caller' and key = c->>'key')
    loop
      refused := refused || x.o; reasons := reasons || 'command'::text;
    end loop;
    for x in
      select (k->>'o')::int as o from jsonb_array_elements(extra->'cursors') k
      where (k->>'from')::bigint <> coalesce((select position from cursor where source = k->>'source'), 0)
    loop
      refused := refused || x.o; reasons := reasons || 'cursor'::text;
    end loop;
    for x in
      select (t->>'o')::int as o, t->>'kind' as kind from jsonb_array_elements(extra->'takes') t
      where exists (select 1 from reservation r where r.kind = t->>'kind' and r.key = t->>'key')
        and not exists (select 1 from jsonb_array_elements(extra->'releases') f
                        where f->>'o' = t->>'o' and f->>'kind' = t->>'kind' and f->>'key' = t->>'key')
    loop
      refused := refused || x.o; reasons := reasons || ('reserved ' || x.kind);
    end loop;
  end if;
  if cardinality(refused) = 0 then
    begin
      perform from unnest(s_ord, s_type, s_id, s_expected) as s(o, t, i, e)
      where s.e <> coalesce((select version from event where stream_type = s.t and stream_id = s.i
                             order by version desc limit 1), 0);
      retry := found;
      if not retry then
      insert into event
      select head + u.n, u.st, u.si, u.v, u.t, u.sv, u.ei, u.su, u.re, u.rc, u.ef, u.ac, u.ci, u.co, u.ca, u.m, u.d, u.h
      from unnest(e_stream_type, e_stream_id, e_version, e_type, e_schema_version, e_event_id, e_subject, e_region,
                  e_recorded, e_effective, e_actor, e_command_id, e_correlation, e_causation, e_meta, e_data, e_hash)
           with ordinality as u(st, si, v, t, sv, ei, su, re, rc, ef, ac, ci, co, ca, m, d, h, n);
      end if;
    exception when unique_violation then
      retry := true;
    end;
  end if;
  if retry or cardinality(refused) > 0 then
    for x in
      select s.o, s.t from unnest(s_ord, s_type, s_id, s_expected) as s(o, t, i, e)
      where s.e <> coalesce((select version from event where stream_type = s.t and stream_id = s.i
                             order by version desc limit 1), 0)
    loop
      refused := refused || x.o; reasons := reasons || ('version ' || x.t);
    end loop;
    insert into event
    select head + row_number() over (order by u.n), u.st, u.si, u.v, u.t, u.sv, u.ei, u.su, u.re, u.rc, u.ef, u.ac,
           u.ci, u.co, u.ca, u.m, u.d, u.h
    from unnest(e_ord, e_stream_type, e_stream_id, e_version, e_type, e_schema_version, e_event_id, e_subject, e_region,
                e_recorded, e_effective, e_actor, e_command_id, e_correlation, e_causation, e_meta, e_data, e_hash)
         with ordinality as u(o, st, si, v, t, sv, ei, su, re, rc, ef, ac, ci, co, ca, m, d, h, n)
    where u.o <> all (refused);
  end if;
  if extra is null then
    return;
  end if;
  insert into command
  select c->>'caller', c->>'key', c_hash[(c->>'n')::int], c_receipt[(c->>'n')::int],
         head + (select count(*) from unnest(e_ord) o where o <= (c->>'o')::int and o <> all (refused)),
         (c->>'recorded')::timestamptz
  from jsonb_array_elements(extra->'commands') c where (c->>'o')::int <> all (refused);
  insert into cursor
  select k->>'source', (k->>'to')::bigint from jsonb_array_elements(extra->'cursors') k
  where (k->>'o')::int <> all (refused)
  on conflict (source) do update set position = excluded.position;
  delete from reservation r using jsonb_array_elements(extra->'releases') f
  where r.kind = f->>'kind' and r.key = f->>'key' and (f->>'o')::int <> all (refused);
  insert into reservation
  select t->>'kind', t->>'key', (t->>'holder')::uuid from jsonb_array_elements(extra->'takes') t
  where (t->>'o')::int <> all (refused);
  insert into parked
  select p->>'source', (p->>'position')::bigint, p->>'stream', p->>'error', (p->>'parked')::timestamptz
  from jsonb_array_elements(extra->'parked') p where (p->>'o')::int <> all (refused);
  delete from parked d using jsonb_array_elements(extra->'unparked') p
  where d.source = p->>'source' and d.position = (p->>'position')::bigint and (p->>'o')::int <> all (refused);
end $$""",
    """
create function log.forget_commands(before timestamptz) returns bigint
language sql security definer set search_path = log, pg_temp as $$
  with gone as (delete from command where recorded < before returning 1) select count(*) from gone
$$""",
    "revoke all on all functions in schema log from public",
)


def grants(app: str, projector: str) -> tuple[str, ...]:
    """Who may do what after LOG_0001; role names differ by service, so they are no frozen text."""
    return (
        f"grant usage on schema log to {app}, {projector}",
        f"grant select on all tables in schema log to {app}, {projector}",
        f"grant insert, update on log.operation to {app}",
        f"grant insert, update, delete on log.operation_file to {app}",
        f"grant execute on function log.append, log.forget_commands to {app}",
    )


READ_0001: Final = (
    "create schema read authorization {projector}",
    "create schema rebuild authorization {projector}",
)


def read_grants(app: str, projector: str) -> tuple[str, ...]:
    return (
        f"set role {projector}",
        "create table read.position (projection text primary key, position bigint not null, fingerprint text not null)",
        f"grant usage on schema read to {app}",
        f"alter default privileges in schema read grant select on tables to {app}",
        f"alter default privileges in schema rebuild grant select on tables to {app}",
        f"grant select on all tables in schema read to {app}",
    )
