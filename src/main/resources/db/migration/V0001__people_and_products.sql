-- Ids are ours and never leave the database; `customer_key` and `sku` are the shop's own.
create table customer (
  id           bigint       not null auto_increment primary key,
  customer_key varchar(100) character set ascii collate ascii_bin not null,
  email        varchar(320) not null,
  first_name   varchar(100),
  last_name    varchar(100),
  gender       varchar(10),                      -- female | male | diverse, null where not known
  language     varchar(10)  not null,            -- BCP 47 primary tag
  country      char(2)      not null,            -- ISO 3166-1
  time_zone    varchar(50)  not null,            -- IANA
  birthday     date,
  birthday_md  smallint as (month(birthday) * 100 + day(birthday)) persistent,
  since        datetime(6)  not null,            -- customer of the shop since
  updated_at   datetime(6)  not null,
  unique key customer_key (customer_key),
  key customer_email (email),
  key customer_birthday (birthday_md, time_zone)  -- carries the daily birthday selection, zone by zone
);

create table consent (
  customer_id bigint       not null,
  purpose     varchar(50)  not null,
  granted_at  datetime(6)  not null,
  source      varchar(100) not null,             -- where it was given: checkout, footer form, import ...
  ended_at    datetime(6),
  ended_by    varchar(100),                      -- where it was withdrawn
  primary key (customer_id, purpose),
  constraint consent_customer foreign key (customer_id) references customer (id) on delete cascade
);

create table product (
  id           bigint        not null auto_increment primary key,
  sku          varchar(100) character set ascii collate ascii_bin not null,
  title        varchar(300)  not null,           -- in the shop's own language
  titles       json,                             -- {"de": "...", "en": "..."} where a feed brings more
  description  text,
  link         varchar(2000) not null,
  image_link   varchar(2000),
  category     varchar(300),                     -- path: Home > Kitchen > Mugs
  brand        varchar(100),
  material     varchar(100),
  colour       varchar(100),
  price        decimal(12,2) not null,           -- what a customer pays now
  list_price   decimal(12,2),                    -- the price before a sale, null if there is none
  currency     char(3)       not null,
  stock        int,                              -- null: in stock, number not known
  available    boolean       not null,           -- can be bought now
  released_on  date,
  updated_at   datetime(6)   not null,
  unique key product_sku (sku),
  key product_category (category)
);

-- One scaled photo a product, ready to be drawn into a tile. `source_hash` tells whether the shop's file changed.
create table product_photo (
  product_id  bigint     not null primary key,
  source_hash binary(32) not null,
  jpeg        mediumblob not null,
  constraint photo_product foreign key (product_id) references product (id) on delete cascade
);
