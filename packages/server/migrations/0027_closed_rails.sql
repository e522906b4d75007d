-- Until when a rail, or which operators of it, are left alone because they do not answer (PAY-17).
alter table rails
  add column closed_until bigint generated always as ((f ->> 'closedUntil')::bigint) stored,
  add column closed_operators jsonb generated always as (f -> 'closedOperators') stored;
