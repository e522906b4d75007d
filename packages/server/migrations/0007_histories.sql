-- A restored database begins a new history of each restaurant (SYN-21): its number is the lineage, and these are the
-- heads at which the second and every later one began. Versions up to there are common to both sides.
alter table restaurants add column lineage_starts bigint[] not null default '{}';

-- next
-- Up to which version the writer of an op had read, where it is not what the op's body says: it spoke of a former history.
alter table ops add column base bigint check (base >= 0);
