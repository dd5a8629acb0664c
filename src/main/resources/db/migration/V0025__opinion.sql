-- How a customer thinks of a product by what they said last: never grows with events, and goes with the customer.
create table opinion (
  customer_id bigint      not null,
  product_id  bigint      not null,
  likes       boolean     not null,               -- false: never to be recommended to them again
  at          datetime(6) not null,
  primary key (customer_id, product_id),          -- carries what one customer thinks, at open time
  constraint opinion_customer foreign key (customer_id) references customer (id) on delete cascade
);
