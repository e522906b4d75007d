-- When somebody began on a day's digest, by the database's clock: a claim without an end that is older than a quarter of
-- an hour is of a process that died, and is taken over (NOT-5). sent_at is now set too where there was nothing to say.
alter table digests add column claimed_at timestamptz not null default now();
