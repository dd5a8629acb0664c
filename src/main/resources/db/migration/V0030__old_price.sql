-- The one old price that may be struck through, found when a price changes (PriceHistory), so that it costs a mail's opening nothing.
alter table product
  add column old_price        decimal(12,2),     -- null: none may be
  add column old_price_beside decimal(12,2),     -- only beside this price: any other makes it void
  add column old_price_until  datetime(6),       -- and only before this instant
  add column reduced_at       datetime(6);       -- when the reduction took effect, its first step if it went in steps
