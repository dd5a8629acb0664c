-- What the shop says of its products under names of its own. Written as a whole, by the import.
create table product_attribute (
  product_id bigint       not null,
  name       varchar(50)  character set utf8mb4 collate utf8mb4_bin not null,   -- as Attributes.name gives it
  place      smallint     not null,              -- among the values of the name
  value      varchar(200) not null,
  low        double,                             -- of the number or the range that the value says, null where it says none
  high       double,
  day        date,                               -- that the value says, null where it says none
  primary key (product_id, name, place),         -- carries the copy in memory, and rules about products that are known
  key product_attribute_value (name, value),     -- carries the names and values that there are
  constraint product_attribute_product foreign key (product_id) references product (id) on delete cascade
);
