-- Courses, what the kitchen has shown and read, and what the menu editor says more (SYN-2).
alter table order_lines
  add column course bigint generated always as ((f ->> 'course')::bigint) stored,
  add column received_mark text generated always as (f ->> 'receivedMark') stored,
  add column cancel_seen bigint generated always as ((f ->> 'cancelSeen')::bigint) stored;

-- next
alter table stations add column has_screen boolean generated always as ((f ->> 'hasScreen')::boolean) stored;

-- next
alter table categories add column emoji text generated always as (f ->> 'emoji') stored;

-- next
alter table items add column favourite boolean generated always as ((f ->> 'favourite')::boolean) stored;
