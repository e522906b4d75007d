-- Money of an attempt that goes back, over its rail or out of a drawer (PAY-20).
create table attempt_refunds (
  restaurant_id uuid not null,
  id uuid not null,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  f jsonb not null,
  "order" uuid generated always as ((f ->> 'order')::uuid) stored,
  payment uuid generated always as ((f ->> 'payment')::uuid) stored,
  attempt uuid generated always as ((f ->> 'attempt')::uuid) stored,
  way text generated always as (f ->> 'way') stored,
  rail text generated always as (f ->> 'rail') stored,
  shift uuid generated always as ((f ->> 'shift')::uuid) stored,
  amount_minor bigint generated always as ((f ->> 'amountMinor')::bigint) stored,
  currency text generated always as (f ->> 'currency') stored,
  reason text generated always as (f ->> 'reason') stored,
  by uuid generated always as ((f ->> 'by')::uuid) stored,
  approved_by uuid generated always as ((f ->> 'approvedBy')::uuid) stored,
  at bigint generated always as ((f ->> 'at')::bigint) stored,
  reverses uuid generated always as ((f ->> 'reverses')::uuid) stored,
  aged_grant boolean generated always as ((f ->> 'agedGrant')::boolean) stored,
  primary key (restaurant_id, id)
);

-- next
create index attempt_refunds_version on attempt_refunds (restaurant_id, version);

-- next
create index attempt_refunds_order on attempt_refunds (restaurant_id, "order");

-- next
alter table attempt_refunds enable row level security;

-- next
alter table attempt_refunds force row level security;

-- next
create policy tenant on attempt_refunds for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on attempt_refunds to resto360_app;

-- next
-- Whether money goes back over a rail, as tills read it.
alter table rails add column refunds text generated always as (f ->> 'refunds') stored;

-- next
-- A refund is a row of the queue as well, of the attempt whose money it sends back.
alter table offline_payment_queue
  add column refund_of uuid,
  drop constraint offline_payment_queue_kind_check,
  add constraint offline_payment_queue_kind_check check (kind in ('push', 'checkout', 'claim', 'refund')),
  add constraint offline_payment_queue_refund_of_check check ((kind = 'refund') = (refund_of is not null));

-- next
-- What goes back of them comes with their order too (SYN-20).
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
  update attempt_refunds set version = next where restaurant_id = tenant and "order" = any(old);
  update payment_attempts set version = next where restaurant_id = tenant and "order" = any(old);
  update decisions set version = next where restaurant_id = tenant and "order" = any(old);
end
$$;
