-- When the present history began (SYN-21). Attempts that were asked before it may have left in the one that is forgotten.
alter table restaurants add column lineage_began_at timestamptz;

-- next
drop index offline_payment_queue_money;

-- next
-- Of all attempts that count or go back, one has the money that a provider knows by this id (PAY-16). Held money is nobody's.
create unique index offline_payment_queue_money on offline_payment_queue (restaurant_id, provider, account, provider_txn)
  where provider_txn is not null and status in ('succeeded', 'verified', 'attested', 'late_success');

-- next
-- Wishes that were looked at to their end: applied, or come too late. What is not here is tried again.
create table payment_wishes_done (
  restaurant_id uuid not null references restaurants (restaurant_id),
  wish uuid not null,
  done_at timestamptz not null,
  told text not null check (told in ('applied', 'too_late', 'no_right')),
  primary key (restaurant_id, wish)
);

-- next
alter table payment_wishes_done enable row level security;

-- next
alter table payment_wishes_done force row level security;

-- next
create policy tenant on payment_wishes_done for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert on payment_wishes_done to resto360_app;
