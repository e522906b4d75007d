-- The window of days (SYN-20): devices hold open orders and closed ones of the last days, and not ten years of them.
-- A row for each day on which something was committed, counted from 1: the head before its first commit. Written with that
-- commit. Days are counted and not dated, so that a clock that jumps takes one of them and not all.
create table restaurant_days (
  restaurant_id uuid not null references restaurants (restaurant_id),
  day int not null,
  head bigint not null check (head >= 0),
  primary key (restaurant_id, day)
);

-- next
alter table restaurant_days enable row level security;

-- next
alter table restaurant_days force row level security;

-- next
create policy tenant on restaurant_days for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert on restaurant_days to resto360_app;

-- next
-- The newest of those days, and the clock's day then (days since 1970): the first commit of the next one is seen by it.
alter table restaurants
  add column last_day int not null default 0,
  add column last_clock_day int not null default 0;

-- next
-- The days there were before this: the journal knows them. A clock that went back opens none. Each house by itself,
-- because nobody sees another's rows.
do $$
declare
  house uuid;
begin
  for house in select restaurant_id from restaurant_slugs loop
    perform set_tenant(house);
    with dated as (
      select version, max(floor(extract(epoch from received_at) / 86400)::int) over (order by version rows unbounded preceding) as clock
        from ops where restaurant_id = house
    ), days as (
      select clock, min(version) - 1 as head, row_number() over (order by clock) as day from dated group by clock
    ), noted as (
      insert into restaurant_days (restaurant_id, day, head) select house, day, head from days returning day
    )
    update restaurants set last_day = newest.day, last_clock_day = newest.clock
      from (select day, clock from days order by day desc limit 1) newest
     where restaurant_id = house;
  end loop;
  perform set_config('app.restaurant_id', '', true);
end
$$;

-- next
-- Whether money of an order lies in a shift that nobody has closed.
create index shift_closings_shift on shift_closings (restaurant_id, shift);

-- next
-- How often what a device holds was not what the server holds (SYN-22).
alter table device_health add column misfits int not null default 0 check (misfits >= 0);

-- next
-- From an order to those that were merged with it.
create index orders_merged_into on orders (restaurant_id, merged_into) where merged_into is not null;

-- next
create index orders_closed_with on orders (restaurant_id, closed_with) where closed_with is not null;

-- next
-- A closed order that was last written before the first commit of a day, and is touched again or was merged with one that
-- is: all its rows get the version of that touch, because devices may have let go of it. Every table whose rows hang on an
-- order is in here; src/db/sync-window.pg.test.ts compares them with the catalog.
create function raise_old_orders(tenant uuid, touched uuid[], edge int, next bigint) returns void
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
  update decisions set version = next where restaurant_id = tenant and "order" = any(old);
end
$$;
