-- Tombstones go at last (SYN-22). What a device said it had read when it last asked: kept now and then, and never needed
-- for more than to wait for it. `last_seen_at` was there and is written with it.
alter table devices add column read_to bigint check (read_to >= 0);

-- next
-- The newest version of which a tombstone is gone: whoever has read less reads the menu again.
alter table restaurants add column horizon bigint not null default 0 check (horizon >= 0);

-- next
-- Each step of a purge: at which head it happened, up to which version. The journal's fold takes the same rows away at the
-- same place. Written with the step and never again.
create table tombstone_purges (
  restaurant_id uuid not null references restaurants (restaurant_id),
  horizon bigint not null check (horizon > 0),
  head bigint not null check (head >= horizon),
  rows int not null check (rows > 0),
  purged_at timestamptz not null default now(),
  primary key (restaurant_id, horizon)
);

-- next
alter table tombstone_purges enable row level security;

-- next
alter table tombstone_purges force row level security;

-- next
create policy tenant on tombstone_purges for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert on tombstone_purges to resto360_app;

-- next
-- The only synced tables that the application may delete from.
grant delete on categories, items, modifier_groups, modifiers to resto360_app;
