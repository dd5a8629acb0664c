-- What we were told when it took effect is proof; what a file told later, of the time before, is the shop's word.
alter table product_price
  add column told boolean not null default false;
