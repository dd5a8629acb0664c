-- One row a line: a view has one, an order as many as it has products. (source, event_key, line) makes intake idempotent.
create table event (
  id          bigint       not null auto_increment primary key,
  source      varchar(30)  character set ascii collate ascii_bin not null,   -- standard, import ...
  event_key   varchar(150) character set ascii collate ascii_bin not null,   -- the sender's id of the event
  line        smallint     not null,
  kind        varchar(20)  character set ascii collate ascii_bin not null,   -- EventKind.code
  customer_id bigint       not null,
  product_id  bigint,                             -- null for an event without products
  quantity    int          not null,
  amount      decimal(12,2),                      -- of one piece
  currency    char(3),
  at          datetime(6)  not null,
  received_at datetime(6)  not null,
  unique key event_once (source, event_key, line),
  key event_customer (customer_id, at),           -- what one customer did lately; open time asks it for purchases
  key event_product (product_id, kind, at)
);

-- A webhook is answered once; a replay gets the same answer and has no second effect.
create table webhook_receipt (
  source      varchar(30)  character set ascii collate ascii_bin not null,
  webhook_id  varchar(150) character set ascii collate ascii_bin not null,
  received_at datetime(6)  not null,
  status      smallint     not null,
  answer      text         not null,
  primary key (source, webhook_id)
);
