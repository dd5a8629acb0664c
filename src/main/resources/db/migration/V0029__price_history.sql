-- Every price that a product has had, each until the next one: what the law on reductions asks about (PriceHistory).
create table product_price (
  product_id bigint        not null,
  since      datetime(6)   not null,             -- when it took effect, as far as we were told
  price      decimal(12,2) not null,             -- what a customer paid
  currency   char(3)       not null,
  on_sale    boolean       not null,             -- the shop itself called it reduced
  primary key (product_id, since),               -- carries the last price, and the last months of one product
  constraint price_product foreign key (product_id) references product (id) on delete cascade
);

-- What was known before. Nothing is known of how long the price had been so but that the row has not changed since.
insert into product_price (product_id, since, price, currency, on_sale)
select id, updated_at, price, currency, list_price is not null from product;
