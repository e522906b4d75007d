-- What is odd, as people and programs hear of it (NOT-1): derived from the rows by the domain's own function and noted
-- here, so that it can be listed, counted and told once. Nothing of it syncs or raises a version.

-- How far each restaurant was looked at. due_at: when a look is worth it although nothing was committed.
create table exception_scans (
  restaurant_id uuid primary key references restaurants (restaurant_id),
  scanned_version bigint not null default 0 check (scanned_version >= 0),
  due_at timestamptz
);

-- next
alter table exception_scans enable row level security;

-- next
alter table exception_scans force row level security;

-- next
create policy tenant on exception_scans for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on exception_scans to resto360_app;

-- next
-- One row per exception that ever was; one that comes back opens again. subjects and amount as last seen.
create table exception_notices (
  restaurant_id uuid not null,
  exception_id uuid not null,
  kind text not null,
  subjects jsonb not null,
  "order" uuid,
  amount_minor bigint,
  first_seen_at timestamptz not null,
  opened_at timestamptz not null,
  ended_at timestamptz,
  primary key (restaurant_id, exception_id)
);

-- next
create index exception_notices_seen on exception_notices (restaurant_id, first_seen_at, exception_id);

-- next
create index exception_notices_open on exception_notices (restaurant_id, "order") where ended_at is null;

-- next
alter table exception_notices enable row level security;

-- next
alter table exception_notices force row level security;

-- next
create policy tenant on exception_notices for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on exception_notices to resto360_app;

-- next
-- By day (UTC): ops that devices brought, and exceptions seen for the first time. Their quotient is the manual share.
create table exception_days (
  restaurant_id uuid not null,
  day date not null,
  ops bigint not null default 0 check (ops >= 0),
  opened bigint not null default 0 check (opened >= 0),
  primary key (restaurant_id, day)
);

-- next
alter table exception_days enable row level security;

-- next
alter table exception_days force row level security;

-- next
create policy tenant on exception_days for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on exception_days to resto360_app;

-- next
-- What a look asks for besides the orders that changed: rows without their creation, prices that need a person, ops that
-- wait, and receipts of one number. All but the last hold next to nothing.
create index orders_unborn on orders (restaurant_id) where born is null;

-- next
create index order_lines_unborn on order_lines (restaurant_id) where born is null;

-- next
create index item_availability_unborn on item_availability (restaurant_id) where born is null;

-- next
create index decisions_unborn on decisions (restaurant_id) where born is null;

-- next
create index conflicts_person on conflicts (restaurant_id) where needs_person = 'yes';

-- next
create index receipts_number on receipts (restaurant_id, number collate "C");
