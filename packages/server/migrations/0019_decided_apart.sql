-- Two decisions about one matter that were made apart are read by every look at what is odd (SYN-4).
create index conflicts_decisions on conflicts (restaurant_id) where "collection" = 'decisions';
