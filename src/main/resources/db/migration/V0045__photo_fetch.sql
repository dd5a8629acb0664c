-- Photos that feeds name by an address of the web: which to look at, when, and what came of it. One row a product; the address in
-- use is that of the last import. A node that takes a row moves due_at to the end of its lease: should it die, the row is due again.
create table photo_fetch (
  product_id    bigint        not null primary key,
  url           varchar(2000) not null,
  state         varchar(10)   character set ascii collate ascii_bin not null,  -- waiting | kept | failed
  due_at        datetime(6)   not null,           -- when it is to be looked at (again)
  owner         varchar(60),                      -- who looks now; an import that changes the address takes it away
  attempts      smallint      not null,           -- failed in a row
  etag          varchar(300),                     -- of the photo that is kept
  last_modified varchar(60),
  fetched_at    datetime(6),                      -- when it was last seen to be there
  trouble       varchar(20)   character set ascii collate ascii_bin,           -- of the last attempt, see Trouble
  detail        varchar(300),
  key photo_fetch_due (due_at),                   -- carries the claim
  key photo_fetch_state (state, due_at),          -- carries what operators are told
  constraint photo_fetch_product foreign key (product_id) references product (id) on delete cascade
);
