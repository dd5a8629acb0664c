-- Tells without reading them whether the attributes of a product have changed; null where there are none.
alter table product add column attributes_hash bigint;
