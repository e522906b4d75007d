-- When an op that was put apart was replayed, discarded or brought back (SYN-19); null for ends of before.
alter table quarantine add column settled_at bigint generated always as ((f ->> 'settledAt')::bigint) stored;
