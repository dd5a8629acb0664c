-- What each training expects of a customer: when and how much they order again, and at which hour they act.
create table customer_timing (
  customer_id     bigint        not null primary key,   -- carries every rule about it, beside the customer
  active          double,                               -- probability of not having stayed away for good; null: has never ordered
  churn_risk      double,                               -- probability of no order within 90 days
  expected_orders double,                               -- within 90 days, counted in days with an order
  expected_value  decimal(14,2),                        -- of them, in the shop's currency
  order_interval  double,                               -- days from one order to the next
  next_order_on   date,
  best_hour       tinyint,                              -- 0 to 23 on the customer's clock; null: never acted
  learned_at      datetime(6)   not null,
  constraint timing_customer foreign key (customer_id) references customer (id) on delete cascade
);

-- Products that a customer will need again.
create table customer_restock (
  customer_id     bigint        not null,
  product_id      bigint        not null,
  bought_on       date          not null,               -- the last time
  repeat_interval double        not null,               -- days from one purchase to the next
  due_on          date          not null,
  chance          double        not null,               -- that they buy it within 28 days
  primary key (customer_id, product_id),
  constraint restock_customer foreign key (customer_id) references customer (id) on delete cascade,
  constraint restock_product foreign key (product_id) references product (id) on delete cascade
);
