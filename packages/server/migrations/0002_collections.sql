-- The rows of the restaurant: one table per collection of the catalog, named like it, and the journal of ops.
-- One statement per part; parts are separated by a line which holds only "-- next" (see src/db/migration-files.ts).
-- src/db/collections.pg.test.ts compares these tables with the catalog's schemas, field by field.
--
-- f holds the fields as they were written and travel; a field that is absent was never written, and a written null is
-- there as null. The typed columns are generated from f (a status as epoch and rank), so that reports, constraints and
-- indexes have their types and yet nothing can say two things. On 450 rows this reads three times as fast as building
-- the text from columns. What is not a key is nullable and nothing points to another row: anything may arrive first
-- (SYN-6). Rows are never deleted.
--   version      of the commit that last changed the row; pulls go by it
--   st, sv       the mark and the version of most of its cells
--   extra        {sx, fv: marks and versions of the other cells; alt: settled values that lost}
--   tree_version of the commit that last changed the order or something of it (SYN-3)
-- Times that a device claims ("..._at", "at") are bigint, milliseconds since 1970: the schema's shapes know whole
-- numbers only, they are shown and never compared (SYN-5), and they go out in the very milliseconds they came in.

create table settings (
  restaurant_id uuid not null,
  id uuid not null,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  f jsonb not null,
  born boolean generated always as ((f ->> 'born')::boolean) stored,
  name text generated always as (f ->> 'name') stored,
  currency text generated always as (f ->> 'currency') stored,
  timezone text generated always as (f ->> 'timezone') stored,
  service_charge_bp bigint generated always as ((f ->> 'serviceChargeBp')::bigint) stored,
  cash_rounding_minor bigint generated always as ((f ->> 'cashRoundingMinor')::bigint) stored,
  receipt_header text generated always as (f ->> 'receiptHeader') stored,
  primary key (restaurant_id, id)
);

-- next
create index settings_version on settings (restaurant_id, version);

-- next
alter table settings enable row level security;

-- next
alter table settings force row level security;

-- next
create policy tenant on settings for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on settings to resto360_app;

-- next
create table staff (
  restaurant_id uuid not null,
  id uuid not null,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  f jsonb not null,
  born boolean generated always as ((f ->> 'born')::boolean) stored,
  name text generated always as (f ->> 'name') stored,
  role text generated always as (f ->> 'role') stored,
  pin_hash text generated always as (f ->> 'pinHash') stored,
  active boolean generated always as ((f ->> 'active')::boolean) stored,
  primary key (restaurant_id, id)
);

-- next
create index staff_version on staff (restaurant_id, version);

-- next
alter table staff enable row level security;

-- next
alter table staff force row level security;

-- next
create policy tenant on staff for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on staff to resto360_app;

-- next
create table areas (
  restaurant_id uuid not null,
  id uuid not null,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  f jsonb not null,
  born boolean generated always as ((f ->> 'born')::boolean) stored,
  name text generated always as (f ->> 'name') stored,
  position bigint generated always as ((f ->> 'position')::bigint) stored,
  deleted boolean generated always as ((f ->> 'deleted')::boolean) stored,
  primary key (restaurant_id, id)
);

-- next
create index areas_version on areas (restaurant_id, version);

-- next
alter table areas enable row level security;

-- next
alter table areas force row level security;

-- next
create policy tenant on areas for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on areas to resto360_app;

-- next
create table tables (
  restaurant_id uuid not null,
  id uuid not null,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  f jsonb not null,
  born boolean generated always as ((f ->> 'born')::boolean) stored,
  area uuid generated always as ((f ->> 'area')::uuid) stored,
  name text generated always as (f ->> 'name') stored,
  seats bigint generated always as ((f ->> 'seats')::bigint) stored,
  position bigint generated always as ((f ->> 'position')::bigint) stored,
  deleted boolean generated always as ((f ->> 'deleted')::boolean) stored,
  primary key (restaurant_id, id)
);

-- next
create index tables_version on tables (restaurant_id, version);

-- next
alter table tables enable row level security;

-- next
alter table tables force row level security;

-- next
create policy tenant on tables for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on tables to resto360_app;

-- next
create table stations (
  restaurant_id uuid not null,
  id uuid not null,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  f jsonb not null,
  born boolean generated always as ((f ->> 'born')::boolean) stored,
  name text generated always as (f ->> 'name') stored,
  position bigint generated always as ((f ->> 'position')::bigint) stored,
  deleted boolean generated always as ((f ->> 'deleted')::boolean) stored,
  primary key (restaurant_id, id)
);

-- next
create index stations_version on stations (restaurant_id, version);

-- next
alter table stations enable row level security;

-- next
alter table stations force row level security;

-- next
create policy tenant on stations for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on stations to resto360_app;

-- next
create table categories (
  restaurant_id uuid not null,
  id uuid not null,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  f jsonb not null,
  born boolean generated always as ((f ->> 'born')::boolean) stored,
  name text generated always as (f ->> 'name') stored,
  position bigint generated always as ((f ->> 'position')::bigint) stored,
  deleted boolean generated always as ((f ->> 'deleted')::boolean) stored,
  primary key (restaurant_id, id)
);

-- next
create index categories_version on categories (restaurant_id, version);

-- next
alter table categories enable row level security;

-- next
alter table categories force row level security;

-- next
create policy tenant on categories for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on categories to resto360_app;

-- next
create table items (
  restaurant_id uuid not null,
  id uuid not null,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  f jsonb not null,
  born boolean generated always as ((f ->> 'born')::boolean) stored,
  category uuid generated always as ((f ->> 'category')::uuid) stored,
  name text generated always as (f ->> 'name') stored,
  price_minor bigint generated always as ((f ->> 'priceMinor')::bigint) stored,
  tax_bp bigint generated always as ((f ->> 'taxBp')::bigint) stored,
  tax_included boolean generated always as ((f ->> 'taxIncluded')::boolean) stored,
  station uuid generated always as ((f ->> 'station')::uuid) stored,
  modifier_groups jsonb generated always as (f -> 'modifierGroups') stored,
  emoji text generated always as (f ->> 'emoji') stored,
  position bigint generated always as ((f ->> 'position')::bigint) stored,
  deleted boolean generated always as ((f ->> 'deleted')::boolean) stored,
  primary key (restaurant_id, id)
);

-- next
create index items_version on items (restaurant_id, version);

-- next
alter table items enable row level security;

-- next
alter table items force row level security;

-- next
create policy tenant on items for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on items to resto360_app;

-- next
create table modifier_groups (
  restaurant_id uuid not null,
  id uuid not null,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  f jsonb not null,
  born boolean generated always as ((f ->> 'born')::boolean) stored,
  name text generated always as (f ->> 'name') stored,
  min bigint generated always as ((f ->> 'min')::bigint) stored,
  max bigint generated always as ((f ->> 'max')::bigint) stored,
  position bigint generated always as ((f ->> 'position')::bigint) stored,
  deleted boolean generated always as ((f ->> 'deleted')::boolean) stored,
  primary key (restaurant_id, id)
);

-- next
create index modifier_groups_version on modifier_groups (restaurant_id, version);

-- next
alter table modifier_groups enable row level security;

-- next
alter table modifier_groups force row level security;

-- next
create policy tenant on modifier_groups for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on modifier_groups to resto360_app;

-- next
create table modifiers (
  restaurant_id uuid not null,
  id uuid not null,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  f jsonb not null,
  born boolean generated always as ((f ->> 'born')::boolean) stored,
  "group" uuid generated always as ((f ->> 'group')::uuid) stored,
  name text generated always as (f ->> 'name') stored,
  price_minor bigint generated always as ((f ->> 'priceMinor')::bigint) stored,
  position bigint generated always as ((f ->> 'position')::bigint) stored,
  deleted boolean generated always as ((f ->> 'deleted')::boolean) stored,
  primary key (restaurant_id, id)
);

-- next
create index modifiers_version on modifiers (restaurant_id, version);

-- next
alter table modifiers enable row level security;

-- next
alter table modifiers force row level security;

-- next
create policy tenant on modifiers for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on modifiers to resto360_app;

-- next
create table drawers (
  restaurant_id uuid not null,
  id uuid not null,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  f jsonb not null,
  born boolean generated always as ((f ->> 'born')::boolean) stored,
  name text generated always as (f ->> 'name') stored,
  deleted boolean generated always as ((f ->> 'deleted')::boolean) stored,
  primary key (restaurant_id, id)
);

-- next
create index drawers_version on drawers (restaurant_id, version);

-- next
alter table drawers enable row level security;

-- next
alter table drawers force row level security;

-- next
create policy tenant on drawers for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on drawers to resto360_app;

-- next
create table item_availability (
  restaurant_id uuid not null,
  id uuid not null,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  f jsonb not null,
  born boolean generated always as ((f ->> 'born')::boolean) stored,
  sold_out boolean generated always as ((f ->> 'soldOut')::boolean) stored,
  primary key (restaurant_id, id)
);

-- next
create index item_availability_version on item_availability (restaurant_id, version);

-- next
alter table item_availability enable row level security;

-- next
alter table item_availability force row level security;

-- next
create policy tenant on item_availability for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on item_availability to resto360_app;

-- next
create table orders (
  restaurant_id uuid not null,
  id uuid not null,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  f jsonb not null,
  tree_version bigint,
  born boolean generated always as ((f ->> 'born')::boolean) stored,
  opened_by uuid generated always as ((f ->> 'openedBy')::uuid) stored,
  opened_at bigint generated always as ((f ->> 'openedAt')::bigint) stored,
  kind text generated always as (f ->> 'kind') stored,
  currency text generated always as (f ->> 'currency') stored,
  service_charge_bp bigint generated always as ((f ->> 'serviceChargeBp')::bigint) stored,
  cash_rounding_minor bigint generated always as ((f ->> 'cashRoundingMinor')::bigint) stored,
  "table" uuid generated always as ((f ->> 'table')::uuid) stored,
  label text generated always as (f ->> 'label') stored,
  covers bigint generated always as ((f ->> 'covers')::bigint) stored,
  note text generated always as (f ->> 'note') stored,
  status_epoch int generated always as ((f -> 'status' ->> 0)::int) stored,
  status_rank text generated always as (f -> 'status' ->> 1) stored,
  primary key (restaurant_id, id)
);

-- next
create index orders_version on orders (restaurant_id, version);

-- next
create index orders_tree_version on orders (restaurant_id, tree_version);

-- next
create index orders_open on orders (restaurant_id, "table") where status_rank is distinct from 'closed';

-- next
alter table orders enable row level security;

-- next
alter table orders force row level security;

-- next
create policy tenant on orders for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on orders to resto360_app;

-- next
create table order_lines (
  restaurant_id uuid not null,
  id uuid not null,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  f jsonb not null,
  born boolean generated always as ((f ->> 'born')::boolean) stored,
  "order" uuid generated always as ((f ->> 'order')::uuid) stored,
  added_by uuid generated always as ((f ->> 'addedBy')::uuid) stored,
  added_at bigint generated always as ((f ->> 'addedAt')::bigint) stored,
  item uuid generated always as ((f ->> 'item')::uuid) stored,
  name text generated always as (f ->> 'name') stored,
  unit_price_minor bigint generated always as ((f ->> 'unitPriceMinor')::bigint) stored,
  tax_bp bigint generated always as ((f ->> 'taxBp')::bigint) stored,
  tax_included boolean generated always as ((f ->> 'taxIncluded')::boolean) stored,
  station uuid generated always as ((f ->> 'station')::uuid) stored,
  modifiers jsonb generated always as (f -> 'modifiers') stored,
  quantity bigint generated always as ((f ->> 'quantity')::bigint) stored,
  seat bigint generated always as ((f ->> 'seat')::bigint) stored,
  note text generated always as (f ->> 'note') stored,
  status_epoch int generated always as ((f -> 'status' ->> 0)::int) stored,
  status_rank text generated always as (f -> 'status' ->> 1) stored,
  removed boolean generated always as ((f ->> 'removed')::boolean) stored,
  primary key (restaurant_id, id)
);

-- next
create index order_lines_version on order_lines (restaurant_id, version);

-- next
create index order_lines_order on order_lines (restaurant_id, "order");

-- next
alter table order_lines enable row level security;

-- next
alter table order_lines force row level security;

-- next
create policy tenant on order_lines for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on order_lines to resto360_app;

-- next
create table voids (
  restaurant_id uuid not null,
  id uuid not null,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  f jsonb not null,
  "order" uuid generated always as ((f ->> 'order')::uuid) stored,
  line uuid generated always as ((f ->> 'line')::uuid) stored,
  quantity bigint generated always as ((f ->> 'quantity')::bigint) stored,
  reason text generated always as (f ->> 'reason') stored,
  by uuid generated always as ((f ->> 'by')::uuid) stored,
  approved_by uuid generated always as ((f ->> 'approvedBy')::uuid) stored,
  at bigint generated always as ((f ->> 'at')::bigint) stored,
  primary key (restaurant_id, id)
);

-- next
create index voids_version on voids (restaurant_id, version);

-- next
create index voids_order on voids (restaurant_id, "order");

-- next
alter table voids enable row level security;

-- next
alter table voids force row level security;

-- next
create policy tenant on voids for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on voids to resto360_app;

-- next
create table adjustments (
  restaurant_id uuid not null,
  id uuid not null,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  f jsonb not null,
  "order" uuid generated always as ((f ->> 'order')::uuid) stored,
  line uuid generated always as ((f ->> 'line')::uuid) stored,
  kind text generated always as (f ->> 'kind') stored,
  share_bp bigint generated always as ((f ->> 'shareBp')::bigint) stored,
  amount_minor bigint generated always as ((f ->> 'amountMinor')::bigint) stored,
  reason text generated always as (f ->> 'reason') stored,
  by uuid generated always as ((f ->> 'by')::uuid) stored,
  at bigint generated always as ((f ->> 'at')::bigint) stored,
  primary key (restaurant_id, id)
);

-- next
create index adjustments_version on adjustments (restaurant_id, version);

-- next
create index adjustments_order on adjustments (restaurant_id, "order");

-- next
alter table adjustments enable row level security;

-- next
alter table adjustments force row level security;

-- next
create policy tenant on adjustments for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on adjustments to resto360_app;

-- next
create table shift_openings (
  restaurant_id uuid not null,
  id uuid not null,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  f jsonb not null,
  drawer uuid generated always as ((f ->> 'drawer')::uuid) stored,
  float_minor bigint generated always as ((f ->> 'floatMinor')::bigint) stored,
  opened_by uuid generated always as ((f ->> 'openedBy')::uuid) stored,
  install text generated always as (f ->> 'install') stored,
  at bigint generated always as ((f ->> 'at')::bigint) stored,
  implied boolean generated always as ((f ->> 'implied')::boolean) stored,
  primary key (restaurant_id, id)
);

-- next
create index shift_openings_version on shift_openings (restaurant_id, version);

-- next
alter table shift_openings enable row level security;

-- next
alter table shift_openings force row level security;

-- next
create policy tenant on shift_openings for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on shift_openings to resto360_app;

-- next
create table shift_closings (
  restaurant_id uuid not null,
  id uuid not null,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  f jsonb not null,
  shift uuid generated always as ((f ->> 'shift')::uuid) stored,
  drawer uuid generated always as ((f ->> 'drawer')::uuid) stored,
  counted_minor bigint generated always as ((f ->> 'countedMinor')::bigint) stored,
  closed_by uuid generated always as ((f ->> 'closedBy')::uuid) stored,
  at bigint generated always as ((f ->> 'at')::bigint) stored,
  primary key (restaurant_id, id)
);

-- next
create index shift_closings_version on shift_closings (restaurant_id, version);

-- next
alter table shift_closings enable row level security;

-- next
alter table shift_closings force row level security;

-- next
create policy tenant on shift_closings for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on shift_closings to resto360_app;

-- next
create table payments (
  restaurant_id uuid not null,
  id uuid not null,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  f jsonb not null,
  "order" uuid generated always as ((f ->> 'order')::uuid) stored,
  bill uuid generated always as ((f ->> 'bill')::uuid) stored,
  shift uuid generated always as ((f ->> 'shift')::uuid) stored,
  method text generated always as (f ->> 'method') stored,
  amount_minor bigint generated always as ((f ->> 'amountMinor')::bigint) stored,
  tendered_minor bigint generated always as ((f ->> 'tenderedMinor')::bigint) stored,
  change_minor bigint generated always as ((f ->> 'changeMinor')::bigint) stored,
  currency text generated always as (f ->> 'currency') stored,
  by uuid generated always as ((f ->> 'by')::uuid) stored,
  at bigint generated always as ((f ->> 'at')::bigint) stored,
  primary key (restaurant_id, id)
);

-- next
create index payments_version on payments (restaurant_id, version);

-- next
create index payments_order on payments (restaurant_id, "order");

-- next
alter table payments enable row level security;

-- next
alter table payments force row level security;

-- next
create policy tenant on payments for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on payments to resto360_app;

-- next
create table receipts (
  restaurant_id uuid not null,
  id uuid not null,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  f jsonb not null,
  number text generated always as (f ->> 'number') stored,
  "order" uuid generated always as ((f ->> 'order')::uuid) stored,
  payment uuid generated always as ((f ->> 'payment')::uuid) stored,
  lines jsonb generated always as (f -> 'lines') stored,
  total_minor bigint generated always as ((f ->> 'totalMinor')::bigint) stored,
  by uuid generated always as ((f ->> 'by')::uuid) stored,
  at bigint generated always as ((f ->> 'at')::bigint) stored,
  primary key (restaurant_id, id)
);

-- next
create index receipts_version on receipts (restaurant_id, version);

-- next
create index receipts_order on receipts (restaurant_id, "order");

-- next
alter table receipts enable row level security;

-- next
alter table receipts force row level security;

-- next
create policy tenant on receipts for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on receipts to resto360_app;

-- next
create table conflicts (
  restaurant_id uuid not null,
  id uuid not null,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  f jsonb not null,
  "collection" text generated always as (f ->> 'collection') stored,
  "row" uuid generated always as ((f ->> 'row')::uuid) stored,
  field text generated always as (f ->> 'field') stored,
  kept_json text generated always as (f ->> 'keptJson') stored,
  lost_json text generated always as (f ->> 'lostJson') stored,
  kept_by text generated always as (f ->> 'keptBy') stored,
  lost_by text generated always as (f ->> 'lostBy') stored,
  kept_mark text generated always as (f ->> 'keptMark') stored,
  lost_mark text generated always as (f ->> 'lostMark') stored,
  rule text generated always as (f ->> 'rule') stored,
  needs_person text generated always as (f ->> 'needsPerson') stored,
  op uuid generated always as ((f ->> 'op')::uuid) stored,
  primary key (restaurant_id, id)
);

-- next
create index conflicts_version on conflicts (restaurant_id, version);

-- next
create index conflicts_row on conflicts (restaurant_id, "row");

-- next
alter table conflicts enable row level security;

-- next
alter table conflicts force row level security;

-- next
create policy tenant on conflicts for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on conflicts to resto360_app;

-- next
create table quarantine (
  restaurant_id uuid not null,
  id uuid not null,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  f jsonb not null,
  install text generated always as (f ->> 'install') stored,
  kind text generated always as (f ->> 'kind') stored,
  code text generated always as (f ->> 'code') stored,
  actor text generated always as (f ->> 'actor') stored,
  stamp text generated always as (f ->> 'stamp') stored,
  orders jsonb generated always as (f -> 'orders') stored,
  amount_minor bigint generated always as ((f ->> 'amountMinor')::bigint) stored,
  state text generated always as (f ->> 'state') stored,
  settled_version bigint generated always as ((f ->> 'settledVersion')::bigint) stored,
  settled_by text generated always as (f ->> 'settledBy') stored,
  primary key (restaurant_id, id)
);

-- next
create index quarantine_version on quarantine (restaurant_id, version);

-- next
alter table quarantine enable row level security;

-- next
alter table quarantine force row level security;

-- next
create policy tenant on quarantine for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on quarantine to resto360_app;

-- next
-- What every device may know of the others. The table devices beside it is the engine's own: tokens, chains, series.
create table device_rows (
  restaurant_id uuid not null,
  id uuid not null,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  f jsonb not null,
  install text generated always as (f ->> 'install') stored,
  kind text generated always as (f ->> 'kind') stored,
  series text generated always as (f ->> 'series') stored,
  name text generated always as (f ->> 'name') stored,
  revoked text generated always as (f ->> 'revoked') stored,
  primary key (restaurant_id, id)
);

-- next
create index device_rows_version on device_rows (restaurant_id, version);

-- next
alter table device_rows enable row level security;

-- next
alter table device_rows force row level security;

-- next
create policy tenant on device_rows for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on device_rows to resto360_app;

-- next
-- The journal: every op as it came, its place in the chain of its install and of the restaurant, and the verdict.
-- month is the month of the id's own UUIDv7 time (src/db/op-month.ts), so that one op always meets one partition
-- (TEN-4); ids without a time, or with an absurd one, have 1970-01-01 and live in the default partition. Partitions by
-- month are made at the server's start (src/db/op-partitions.ts). The application reads and writes through ops only.
create table ops (
  restaurant_id uuid not null,
  month date not null,
  id uuid not null,
  version bigint not null,
  position int not null,
  install text not null,
  seq bigint not null,
  prev text not null,
  link text not null,
  body text not null,
  kind text not null,
  actor text not null,
  stamp text not null,
  effective text,
  verdict text not null check (verdict in ('ok', 'quarantined', 'rejected')),
  code text,
  received_at timestamptz(3) not null,
  chain text not null,
  primary key (restaurant_id, month, id)
) partition by range (month);

-- next
create index ops_version on ops (restaurant_id, version, position);

-- next
alter table ops enable row level security;

-- next
alter table ops force row level security;

-- next
create policy tenant on ops for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
-- No update, no delete: the journal only grows.
grant select, insert on ops to resto360_app;

-- next
create table ops_default partition of ops default;

-- next
alter table ops_default enable row level security;

-- next
alter table ops_default force row level security;

-- next
create policy tenant on ops_default for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
-- A device's numbers have no ceiling of their own.
alter table devices alter column tip_seq type bigint;
