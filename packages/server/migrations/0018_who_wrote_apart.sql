-- Of what two people wrote apart: who wrote each value, and not only on which device (SYN-23); null where nobody knows.
alter table conflicts
  add column kept_actor text generated always as (f ->> 'keptActor') stored,
  add column lost_actor text generated always as (f ->> 'lostActor') stored;

-- next
-- The conflicts there are already: the op that came tells one side, and of the other the journal knows who wrote under its
-- stamp. verify-journal comes to the same. Each house by itself, because nobody sees another's rows.
do $$
declare
  house uuid;
begin
  for house in select restaurant_id from restaurant_slugs loop
    perform set_tenant(house);
    with wrote as (
      select distinct on (at) at, actor from (
        select coalesce(effective, stamp) as at, actor, version, position from ops
         where restaurant_id = house and verdict = 'ok') o
       order by at, version, position
    ), named as (
      select c.id, came.actor as came, held.actor as held,
             coalesce(came.effective, came.stamp) = ltrim(c.kept_mark, '~') as won
        from conflicts c
        join ops came on came.restaurant_id = house and came.id = c.op
        left join wrote held on held.at =
             case when coalesce(came.effective, came.stamp) = ltrim(c.kept_mark, '~')
                  then ltrim(c.lost_mark, '~') else ltrim(c.kept_mark, '~') end
       where c.restaurant_id = house
    )
    update conflicts c
       set f = c.f || jsonb_strip_nulls(jsonb_build_object(
             'keptActor', case when n.won then n.came else n.held end,
             'lostActor', case when n.won then n.held else n.came end))
      from named n where c.restaurant_id = house and c.id = n.id;
  end loop;
  perform set_config('app.restaurant_id', '', true);
end
$$;
