-- With which order another one is served and paid, and with which one it was closed (ORD-1).
alter table orders
  add column merged_into uuid generated always as ((f ->> 'mergedInto')::uuid) stored,
  add column closed_with uuid generated always as ((f ->> 'closedWith')::uuid) stored;
