-- How a decision came about, so that others can be compared with it later; all null where nothing fitted.
alter table decision
  add column propensity  double,                  -- that this product was shown here, given what could have been; above 0
  add column sampled     double,                  -- the same, had all been explored; null: exploration was off
  add column explored    boolean,                 -- drawn by lot instead of the best
  add column place       smallint,                -- of the product among what could have been shown; 0: the best by the model
  add column choices     smallint,                -- how many could have been shown
  add column sales_place smallint,                -- of the product among them by sales; null: sales were not known
  add column seen_at     datetime(6),             -- first served to a person who consents to tracking
  add key decision_seen (seen_at);                -- carries the training's look at the last months

-- The first click on a product in a slot, by what may be a person, who consents to tracking. Goes with the customer.
create table slot_click (
  message_id  bigint      not null,
  block       varchar(50) not null,
  slot        smallint    not null,
  product_id  bigint      not null,
  customer_id bigint      not null,
  clicked_at  datetime(6) not null,
  primary key (message_id, block, slot, product_id),
  key slot_click_customer (customer_id, clicked_at),   -- carries a customer's latest clicks at open time
  constraint slot_click_customer foreign key (customer_id) references customer (id) on delete cascade
);

-- Clicks that teach. Scanners follow all links at once: what was clicked within two seconds of another slot does not count. What
-- was recorded before a withdrawal counts no more after it. Consent by primary key, other clicks of the mail by primary key.
create view human_click as
select c.message_id, c.block, c.slot, c.product_id, c.customer_id, c.clicked_at
from slot_click c
join consent t on t.customer_id = c.customer_id and t.purpose = 'tracking' and t.ended_at is null
where not exists (
  select 1 from slot_click o
  where o.message_id = c.message_id and (o.block <> c.block or o.slot <> c.slot)
    and abs(timestampdiff(microsecond, o.clicked_at, c.clicked_at)) < 2000000);

-- What the last training learned from mails: read as a whole by each node that takes a model.
create table product_appeal (
  product_id bigint not null primary key,
  exposures  double not null,                     -- looks at it, corrected by position
  clicks     int    not null,
  sales      int    not null                      -- order lines of the last four weeks
);

create table slot_examination (
  slot     smallint not null primary key,         -- from 0
  examined double   not null                      -- how likely it is looked at, against the slot that is looked at most
);
