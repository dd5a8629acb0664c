-- What the shop says of its customers under names of its own: a size, points, the birthday of a child.
create table customer_attribute (
  customer_id bigint       not null,
  name        varchar(50)  character set utf8mb4 collate utf8mb4_bin not null,
  place       smallint     not null,
  value       varchar(200) not null,
  low         double,
  high        double,
  day         date,
  primary key (customer_id, name, place),        -- carries rules about one customer, and blocks that go by them
  key customer_attribute_value (name, value),    -- carries audiences
  constraint customer_attribute_customer foreign key (customer_id) references customer (id) on delete cascade
);
