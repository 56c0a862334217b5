"""The ledger's tables and its writing functions, as numbered frozen texts that Alembic applies after those of the log.

`log.access` has one row for what a request showed alike of some people, `log.access_person` one for each of them;
`access_seen` and `access_day` count the different people a reader saw on a day. The application may EXECUTE and SELECT.
No row younger than half a year can be deleted by anybody: network logs are kept at least six months (Cybersecurity Law
art. 21, since 2026 art. 23); the age of a row is that of its id, a uuid7.
"""

from typing import Final

ACCESSES_0003: Final = (
    """
create table log.access (
  access_id   uuid        not null primary key,
  at          timestamptz not null,
  reader      text        collate "C" not null,
  roles       text[]      not null,
  purpose     text,
  shown       text        not null,
  fields      text[]      not null,
  persons     uuid[]      not null,
  operation   text        not null,
  correlation uuid        not null
)""",
    "create index access_reader on log.access (reader, access_id)",
    """
create table log.access_person (
  person uuid not null, access_id uuid not null, region text collate "C" not null, primary key (person, access_id)
)""",
    "create table log.access_seen (tally uuid not null, person uuid not null, primary key (tally, person))",
    """
create table log.access_day (
  tally uuid not null primary key, reader text not null, day date not null, shown text not null,
  region text collate "C" not null, persons int not null, most int not null, unusual boolean not null,
  noticed boolean not null default false
)""",
    "create index access_unusual on log.access_day (day, tally) where unusual",
    """
create function log.refuse_access_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and uuid_extract_timestamp(old.access_id) < clock_timestamp() - interval '6 months' then
    return old;
  end if;
  raise exception 'the access ledger is append-only' using errcode = 'insufficient_privilege';
end $$""",
    *(
        f"create trigger immutable before update or truncate on log.{table} "
        "for each statement execute function log.refuse_access_change()"
        for table in ("access", "access_person")
    ),
    *(
        f"create trigger kept before delete on log.{table} for each row execute function log.refuse_access_change()"
        for table in ("access", "access_person")
    ),
    # g_…: what was shown alike; m_…: the people, each with the number of its group. Rows that requests of one reader may
    # both want are taken in one order, so none waits for another in a circle.
    """
create function log.record_access(
  p_at timestamptz, p_day date, p_reader text, p_roles text[], p_region text, p_purpose text, p_operation text,
  p_correlation uuid, g_id uuid[], g_tally uuid[], g_shown text[], g_fields text[], g_most int[],
  m_group int[], m_person uuid[], m_region text[]
) returns void language plpgsql security definer set search_path = log, pg_temp as $$
begin
  insert into access
  select g_id[m.g], p_at, p_reader, p_roles, p_purpose, g_shown[m.g], string_to_array(g_fields[m.g], ','),
         array_agg(m.person), p_operation, p_correlation
  from unnest(m_group, m_person) as m(g, person) group by m.g;
  insert into access_person
  select m.person, g_id[m.g], m.region from unnest(m_group, m_person, m_region) as m(g, person, region);
  with fresh as (
    insert into access_seen
    select distinct g_tally[m.g], m.person from unnest(m_group, m_person) as m(g, person)
    where g_tally[m.g] is not null order by 1, 2
    on conflict do nothing returning tally
  )
  insert into access_day as d
  select n.tally, p_reader, p_day, g_shown[n.g], p_region, n.persons, g_most[n.g], n.persons > g_most[n.g]
  from (select f.tally, array_position(g_tally, f.tally) as g, count(*)::int as persons from fresh f group by f.tally) n
  order by n.tally
  on conflict (tally) do update
  set persons = d.persons + excluded.persons, unusual = d.unusual or d.persons + excluded.persons > d.most;
end $$""",
    """
create function log.access_noticed(p_tally uuid) returns void
language sql security definer set search_path = log, pg_temp as $$
  update access_day set noticed = true where tally = p_tally
$$""",
    """
create function log.forget_accesses(before timestamptz) returns bigint
language sql security definer set search_path = log, pg_temp as $$
  delete from access_seen s using access_day d where d.tally = s.tally and d.day < current_date - 7;
  delete from access_day where day < least(before, clock_timestamp() - interval '6 months')::date;
  with last as (
    select (lpad(to_hex((extract(epoch from least(before, clock_timestamp() - interval '6 months')) * 1000)::bigint), 12, '0')
            || '70008000000000000000')::uuid as id
  ), old as (delete from access where access_id < (select id from last) returning access_id, persons
  ), gone as (
    delete from access_person p using old, unnest(old.persons) as o(person)
    where p.person = o.person and p.access_id = old.access_id
  )
  select count(*) from old
$$""",
    "revoke all on function log.record_access, log.access_noticed, log.forget_accesses, log.refuse_access_change from public",
)


def access_grants(app: str) -> tuple[str, ...]:
    """Who may do what after ACCESSES_0003."""
    return (
        f"grant select on log.access, log.access_person, log.access_day to {app}",
        f"grant execute on function log.record_access, log.access_noticed, log.forget_accesses to {app}",
    )
