-- What a payment says beside cash: its rail, a slip's own name, tips, and change that is still owed (SYN-3, PAY-10).
alter table payments
  add column rail text generated always as (f ->> 'rail') stored,
  add column label text generated always as (f ->> 'label') stored,
  add column change_owed_minor bigint generated always as ((f ->> 'changeOwedMinor')::bigint) stored,
  add column tip_minor bigint generated always as ((f ->> 'tipMinor')::bigint) stored;

-- next
-- What a till may take unproven before a manager's word is needed (PAY-19).
alter table settings
  add column claim_max_minor bigint generated always as ((f ->> 'claimMaxMinor')::bigint) stored,
  add column claim_sum_max_minor bigint generated always as ((f ->> 'claimSumMaxMinor')::bigint) stored,
  add column claim_count_max bigint generated always as ((f ->> 'claimCountMax')::bigint) stored,
  add column claim_age_max_hours bigint generated always as ((f ->> 'claimAgeMaxHours')::bigint) stored,
  add column is_deferred_on boolean generated always as ((f ->> 'isDeferredOn')::boolean) stored,
  add column deferred_max_minor bigint generated always as ((f ->> 'deferredMaxMinor')::bigint) stored;

-- next
-- Change that was owed and that its guest came back for.
create table change_returns (
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
  amount_minor bigint generated always as ((f ->> 'amountMinor')::bigint) stored,
  by uuid generated always as ((f ->> 'by')::uuid) stored,
  at bigint generated always as ((f ->> 'at')::bigint) stored,
  primary key (restaurant_id, id)
);

-- next
create index change_returns_version on change_returns (restaurant_id, version);

-- next
create index change_returns_order on change_returns (restaurant_id, "order");

-- next
alter table change_returns enable row level security;

-- next
alter table change_returns force row level security;

-- next
create policy tenant on change_returns for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on change_returns to resto360_app;

-- next
-- What a till asks the server to get over a rail. Its id is the attempt's.
create table payment_requests (
  restaurant_id uuid not null,
  id uuid not null,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  f jsonb not null,
  "order" uuid generated always as ((f ->> 'order')::uuid) stored,
  payment uuid generated always as ((f ->> 'payment')::uuid) stored,
  rail text generated always as (f ->> 'rail') stored,
  kind text generated always as (f ->> 'kind') stored,
  amount_minor bigint generated always as ((f ->> 'amountMinor')::bigint) stored,
  currency text generated always as (f ->> 'currency') stored,
  payer text generated always as (f ->> 'payer') stored,
  operator text generated always as (f ->> 'operator') stored,
  is_deferred boolean generated always as ((f ->> 'isDeferred')::boolean) stored,
  consent_text text generated always as (f ->> 'consentText') stored,
  consent_by text generated always as (f ->> 'consentBy') stored,
  consent_until bigint generated always as ((f ->> 'consentUntil')::bigint) stored,
  install text generated always as (f ->> 'install') stored,
  by uuid generated always as ((f ->> 'by')::uuid) stored,
  approved_by uuid generated always as ((f ->> 'approvedBy')::uuid) stored,
  at bigint generated always as ((f ->> 'at')::bigint) stored,
  primary key (restaurant_id, id)
);

-- next
create index payment_requests_version on payment_requests (restaurant_id, version);

-- next
create index payment_requests_order on payment_requests (restaurant_id, "order");

-- next
alter table payment_requests enable row level security;

-- next
alter table payment_requests force row level security;

-- next
create policy tenant on payment_requests for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on payment_requests to resto360_app;

-- next
-- References that guests showed, as they were typed. Their id is the attempt's.
create table claims (
  restaurant_id uuid not null,
  id uuid not null,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  f jsonb not null,
  "order" uuid generated always as ((f ->> 'order')::uuid) stored,
  payment uuid generated always as ((f ->> 'payment')::uuid) stored,
  rail text generated always as (f ->> 'rail') stored,
  amount_minor bigint generated always as ((f ->> 'amountMinor')::bigint) stored,
  currency text generated always as (f ->> 'currency') stored,
  reference text generated always as (f ->> 'reference') stored,
  raw text generated always as (f ->> 'raw') stored,
  payer_last4 text generated always as (f ->> 'payerLast4') stored,
  install text generated always as (f ->> 'install') stored,
  by uuid generated always as ((f ->> 'by')::uuid) stored,
  approved_by uuid generated always as ((f ->> 'approvedBy')::uuid) stored,
  at bigint generated always as ((f ->> 'at')::bigint) stored,
  primary key (restaurant_id, id)
);

-- next
create index claims_version on claims (restaurant_id, version);

-- next
create index claims_order on claims (restaurant_id, "order");

-- next
alter table claims enable row level security;

-- next
alter table claims force row level security;

-- next
create policy tenant on claims for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on claims to resto360_app;

-- next
-- What people want of an attempt.
create table payment_wishes (
  restaurant_id uuid not null,
  id uuid not null,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  f jsonb not null,
  "order" uuid generated always as ((f ->> 'order')::uuid) stored,
  attempt uuid generated always as ((f ->> 'attempt')::uuid) stored,
  wish text generated always as (f ->> 'wish') stored,
  reason text generated always as (f ->> 'reason') stored,
  by uuid generated always as ((f ->> 'by')::uuid) stored,
  approved_by uuid generated always as ((f ->> 'approvedBy')::uuid) stored,
  at bigint generated always as ((f ->> 'at')::bigint) stored,
  primary key (restaurant_id, id)
);

-- next
create index payment_wishes_version on payment_wishes (restaurant_id, version);

-- next
create index payment_wishes_order on payment_wishes (restaurant_id, "order");

-- next
alter table payment_wishes enable row level security;

-- next
alter table payment_wishes force row level security;

-- next
create policy tenant on payment_wishes for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on payment_wishes to resto360_app;

-- next
-- Where an attempt stands, as tills read it. The truth that workers hold is in offline_payment_queue.
create table payment_attempts (
  restaurant_id uuid not null,
  id uuid not null,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  f jsonb not null,
  "order" uuid generated always as ((f ->> 'order')::uuid) stored,
  payment uuid generated always as ((f ->> 'payment')::uuid) stored,
  state text generated always as (f ->> 'state') stored,
  failure text generated always as (f ->> 'failure') stored,
  accepted_minor bigint generated always as ((f ->> 'acceptedMinor')::bigint) stored,
  reversed_minor bigint generated always as ((f ->> 'reversedMinor')::bigint) stored,
  grade text generated always as (f ->> 'grade') stored,
  is_replaced boolean generated always as ((f ->> 'isReplaced')::boolean) stored,
  operator_txn text generated always as (f ->> 'operatorTxn') stored,
  next_url text generated always as (f ->> 'nextUrl') stored,
  next_ussd text generated always as (f ->> 'nextUssd') stored,
  next_until bigint generated always as ((f ->> 'nextUntil')::bigint) stored,
  changed_at bigint generated always as ((f ->> 'changedAt')::bigint) stored,
  primary key (restaurant_id, id)
);

-- next
create index payment_attempts_version on payment_attempts (restaurant_id, version);

-- next
create index payment_attempts_order on payment_attempts (restaurant_id, "order");

-- next
alter table payment_attempts enable row level security;

-- next
alter table payment_attempts force row level security;

-- next
create policy tenant on payment_attempts for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on payment_attempts to resto360_app;

-- next
-- The rails of a house, as tills read them.
create table rails (
  restaurant_id uuid not null,
  id uuid not null,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  f jsonb not null,
  rail text generated always as (f ->> 'rail') stored,
  name text generated always as (f ->> 'name') stored,
  position bigint generated always as ((f ->> 'position')::bigint) stored,
  flows jsonb generated always as (f -> 'flows') stored,
  operators jsonb generated always as (f -> 'operators') stored,
  needs_payer boolean generated always as ((f ->> 'needsPayer')::boolean) stored,
  min_minor bigint generated always as ((f ->> 'minMinor')::bigint) stored,
  max_minor bigint generated always as ((f ->> 'maxMinor')::bigint) stored,
  step_minor bigint generated always as ((f ->> 'stepMinor')::bigint) stored,
  merchant_code text generated always as (f ->> 'merchantCode') stored,
  window_ms bigint generated always as ((f ->> 'windowMs')::bigint) stored,
  proves_references boolean generated always as ((f ->> 'provesReferences')::boolean) stored,
  is_open text generated always as (f ->> 'isOpen') stored,
  is_active text generated always as (f ->> 'isActive') stored,
  primary key (restaurant_id, id)
);

-- next
create index rails_version on rails (restaurant_id, version);

-- next
alter table rails enable row level security;

-- next
alter table rails force row level security;

-- next
create policy tenant on rails for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on rails to resto360_app;

-- next
-- One reference is for one payment: two tills that took it apart are found by it.
create index claims_reference on claims (restaurant_id, rail, reference);

-- next
-- Attempts and what belongs to them come with their order (SYN-20).
create or replace function raise_old_orders(tenant uuid, touched uuid[], edge int, next bigint) returns void
language plpgsql
as $$
declare
  floor bigint;
  ring uuid[] := touched;
  wider uuid[];
  old uuid[];
begin
  loop
    select array_agg(distinct linked.id) into wider from (
      select unnest(ring) as id
       union all
      select unnest(array[o.merged_into, o.closed_with]) from orders o
       where o.restaurant_id = tenant and o.id = any(ring)
       union all
      select o.id from orders o where o.restaurant_id = tenant and o.merged_into = any(ring)
       union all
      select o.id from orders o where o.restaurant_id = tenant and o.closed_with = any(ring)) linked
     where linked.id is not null;
    exit when cardinality(wider) <= cardinality(ring);
    ring := wider;
  end loop;
  select head into floor from restaurant_days where restaurant_id = tenant and day >= edge order by day limit 1;
  select array_agg(id) into old from orders
   where restaurant_id = tenant and id = any(ring) and version <= coalesce(floor, next) and status_rank = 'closed';
  if old is null then
    return;
  end if;
  update orders set version = next, tree_version = next where restaurant_id = tenant and id = any(old);
  update order_lines set version = next where restaurant_id = tenant and "order" = any(old);
  update voids set version = next where restaurant_id = tenant and "order" = any(old);
  update adjustments set version = next where restaurant_id = tenant and "order" = any(old);
  update payments set version = next where restaurant_id = tenant and "order" = any(old);
  update refunds set version = next where restaurant_id = tenant and "order" = any(old);
  update receipts set version = next where restaurant_id = tenant and "order" = any(old);
  update change_returns set version = next where restaurant_id = tenant and "order" = any(old);
  update payment_requests set version = next where restaurant_id = tenant and "order" = any(old);
  update claims set version = next where restaurant_id = tenant and "order" = any(old);
  update payment_wishes set version = next where restaurant_id = tenant and "order" = any(old);
  update payment_attempts set version = next where restaurant_id = tenant and "order" = any(old);
  update decisions set version = next where restaurant_id = tenant and "order" = any(old);
end
$$;
