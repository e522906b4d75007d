-- Money that went back to guests (SYN-3), and what people decided about exceptions (SYN-4).
create table refunds (
  restaurant_id uuid not null,
  id uuid not null,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  f jsonb not null,
  "order" uuid generated always as ((f ->> 'order')::uuid) stored,
  payment uuid generated always as ((f ->> 'payment')::uuid) stored,
  shift uuid generated always as ((f ->> 'shift')::uuid) stored,
  method text generated always as (f ->> 'method') stored,
  amount_minor bigint generated always as ((f ->> 'amountMinor')::bigint) stored,
  currency text generated always as (f ->> 'currency') stored,
  reason text generated always as (f ->> 'reason') stored,
  by uuid generated always as ((f ->> 'by')::uuid) stored,
  approved_by uuid generated always as ((f ->> 'approvedBy')::uuid) stored,
  at bigint generated always as ((f ->> 'at')::bigint) stored,
  reverses uuid generated always as ((f ->> 'reverses')::uuid) stored,
  primary key (restaurant_id, id)
);

-- next
create index refunds_version on refunds (restaurant_id, version);

-- next
create index refunds_order on refunds (restaurant_id, "order");

-- next
alter table refunds enable row level security;

-- next
alter table refunds force row level security;

-- next
create policy tenant on refunds for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on refunds to resto360_app;

-- next
create table decisions (
  restaurant_id uuid not null,
  id uuid not null,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  f jsonb not null,
  born boolean generated always as ((f ->> 'born')::boolean) stored,
  kind text generated always as (f ->> 'kind') stored,
  subjects jsonb generated always as (f -> 'subjects') stored,
  "order" uuid generated always as ((f ->> 'order')::uuid) stored,
  state text generated always as (f ->> 'state') stored,
  remedy text generated always as (f ->> 'remedy') stored,
  by uuid generated always as ((f ->> 'by')::uuid) stored,
  at bigint generated always as ((f ->> 'at')::bigint) stored,
  amount_minor bigint generated always as ((f ->> 'amountMinor')::bigint) stored,
  wrote jsonb generated always as (f -> 'wrote') stored,
  primary key (restaurant_id, id)
);

-- next
create index decisions_version on decisions (restaurant_id, version);

-- next
create index decisions_order on decisions (restaurant_id, "order");

-- next
alter table decisions enable row level security;

-- next
alter table decisions force row level security;

-- next
create policy tenant on decisions for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on decisions to resto360_app;
