-- What strategies go by: when a product came, when it could be bought again, and what it belongs to.
alter table product
  add column arrived_at datetime(6),              -- first import; null: before this was written down
  add column back_at    datetime(6),              -- last time that it could be bought again after it could not
  add column collection varchar(100),             -- set or series whose parts are bought together over time
  add column item_group varchar(100);             -- the shop's key of all variants of one product: sizes, colours
