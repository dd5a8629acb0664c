-- The outbox: one row per recipient and message. All legal changes of state stand in MessageState.
create table message (
  id          bigint       not null auto_increment primary key,
  campaign_id bigint       not null,
  occasion    varchar(120) character set ascii collate ascii_bin not null,   -- which run or journey: birthday@2026-05-01, journey:17/0
  name        varchar(100) not null,              -- which of the campaign's messages
  customer_id bigint       not null,
  purpose     varchar(50),                        -- the consent it is sent under; null for transactional mail
  state       varchar(12)  character set ascii collate ascii_bin not null,
  due_at      datetime(6)  not null,              -- earliest (next) attempt
  attempts    smallint     not null default 0,
  owner       varchar(60),                        -- the node that holds the lease
  lease_until datetime(6),
  facts       json,                               -- what the trigger knew: cart, order, returned product
  planned_at  datetime(6)  not null,
  settled_at  datetime(6),
  reply       varchar(500),                       -- of the relay, or the rule that suppressed it
  unique key message_once (campaign_id, occasion, name, customer_id),
  key message_due (state, due_at),                -- the claim
  key message_customer (customer_id, planned_at), -- why did or didn't this customer get it; the frequency limit
  constraint message_campaign foreign key (campaign_id) references campaign (id)
);

-- What a slot shows: written at the first fetch of any slot of the mail, for all slots together.
create table decision (
  message_id  bigint        not null,
  block       varchar(50)   not null,
  slot        smallint      not null,             -- from 0
  product_id  bigint,                             -- null: nothing fitted, the fallback picture is shown
  price       decimal(12,2),
  currency    char(3),
  strategy    varchar(30)   not null,             -- that found the product
  model       varchar(60)   not null,             -- version of the interest model
  revision    int           not null,             -- counts up when the slot is decided again
  decided_at  datetime(6)   not null,
  primary key (message_id, block, slot)
);
