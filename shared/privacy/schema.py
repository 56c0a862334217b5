"""The key store's tables and its one writing function, as numbered frozen texts.

A text that has been applied somewhere is never edited. The database belongs to an owner nobody logs in as; the application adds
keys through `keys.keep` and deletes rows, it never changes one; whoever turns the ring logs in as the migrator.
"""

from typing import Any, Final

KEYSTORE_0001: Final = (
    "create schema keys",
    """
create table keys.person_key (
  key_id uuid primary key, person uuid not null, purpose text not null, wrapped bytea not null,
  created timestamptz not null default clock_timestamp(), unique (person, purpose)
)""",
)
KEYSTORE_0002: Final = (
    "alter table keys.person_key add wrapped_by int not null default 1, add wrapped_with smallint not null default 1",
    "alter table keys.person_key alter wrapped_by drop default, alter wrapped_with drop default",
    "create table keys.ring (one boolean primary key default true check (one), current int not null, "
    "owed bigint not null default 0)",
    "insert into keys.ring (current) values (1)",
    # New keys are added only while `by` is the current wrapping key, and the shared lock keeps it so until they are committed:
    # whoever turns the ring waits, and finds them. Where the ring was turned, fewer come back than were asked for. (An advisory
    # lock, for its queue is fair; row locks that others share starve whoever wants the row for himself.)
    """
create function keys.keep(by int, with_cipher int, ids uuid[], persons uuid[], purposes text[], wrappings bytea[])
returns table (key_id uuid, person uuid, purpose text, wrapped bytea, wrapped_by int, wrapped_with smallint)
language plpgsql security definer set search_path = keys, pg_temp as $$
#variable_conflict use_column
begin
  perform pg_advisory_xact_lock_shared(4716);
  perform from ring where current = by;
  if found then
    insert into person_key (key_id, person, purpose, wrapped, wrapped_by, wrapped_with)
    select n.i, n.p, n.u, n.w, by, with_cipher from unnest(ids, persons, purposes, wrappings) as n(i, p, u, w)
    on conflict do nothing;
  end if;
  return query
    select k.key_id, k.person, k.purpose, k.wrapped, k.wrapped_by, k.wrapped_with
    from person_key k join unnest(persons, purposes) as n(p, u) on k.person = n.p and k.purpose = n.u;
end $$""",
    # How many keys were destroyed whose older copies the current wrapping keys still open: what a shredding clears.
    """
create function keys.owe() returns trigger language plpgsql security definer set search_path = keys, pg_temp as $$
begin
  update ring set owed = owed + (select count(*) from gone) where exists (select from gone);
  return null;
end $$""",
    "create trigger owe after delete on keys.person_key referencing old table as gone "
    "for each statement execute function keys.owe()",
    "revoke all on function keys.keep, keys.owe from public",
)
_TEXTS: Final = (KEYSTORE_0001, KEYSTORE_0002)
_LOCK: Final = 4714


def keystore_grants(role: str) -> tuple[str, ...]:
    """What the application may; role names differ, so this is no frozen text. Given anew after each upgrade."""
    return (
        f"grant usage on schema keys to {role}",
        f"revoke insert on keys.person_key from {role}",
        f"grant select, delete on keys.person_key to {role}",
        f"grant select on keys.ring to {role}",
        f"grant execute on function keys.keep to {role}",
    )


async def bring_keystore(connection: Any, *, owner: str, app: str) -> bool:
    """Bring the key store to its newest schema; answers whether anything was done. `connection` may become the owner."""
    async with connection.transaction():
        await connection.execute("select pg_advisory_xact_lock($1)", _LOCK)
        done = await _version(connection)
        if done == len(_TEXTS):
            return False
        await connection.execute(f"set local role {owner}")
        for text in _TEXTS[done:]:
            for statement in text:
                await connection.execute(statement)
        await connection.execute("create table if not exists keys.version (number int not null)")
        await connection.execute("delete from keys.version")
        await connection.execute("insert into keys.version values ($1)", len(_TEXTS))
        for statement in keystore_grants(app):
            await connection.execute(statement)
        return True


async def _version(connection: Any) -> int:
    if await connection.fetchval("select to_regclass('keys.version')") is not None:
        return int(await connection.fetchval("select number from keys.version"))
    return 0 if await connection.fetchval("select to_regclass('keys.person_key')") is None else 1
