-- How customers chose to be tracked, where that is less than a consent to the purpose tracking. A later word ends an earlier one.
create table tracking_choice (
  customer_id bigint       not null primary key,
  mode        varchar(10)  character set ascii collate ascii_bin not null,   -- aggregate | none
  said_at     datetime(6)  not null,
  source      varchar(100) not null,                                         -- where it was said
  constraint tracking_choice_customer foreign key (customer_id) references customer (id) on delete cascade
);

-- Who asked for what in a mail, of readers who consent to tracking only; goes with the customer. What is needed to judge again.
create table visit (
  id          bigint       not null auto_increment primary key,
  message_id  bigint       not null,
  customer_id bigint       not null,
  kind        varchar(12)  character set ascii collate ascii_bin not null,   -- picture | click | link | unsubscribe
  place       varchar(60)  not null,                                         -- block/slot, or the id of the link
  at          datetime(6)  not null,
  class       varchar(14)  character set ascii collate ascii_bin not null,   -- human_likely | proxy_open | prefetch | scanner | unknown
  rule        varchar(6)   character set ascii collate ascii_bin not null,   -- that decided: R0 to R10
  method      varchar(8)   not null,
  agent       varchar(300) not null,
  network     varchar(45)  character set ascii collate ascii_bin not null,   -- /24 or /48, never the address
  referred    boolean      not null,
  speaks      boolean      not null,                                         -- had an Accept-Language
  mangled     boolean      not null,
  delay_ms    bigint,                                                        -- since the relay took the mail
  key visit_message (message_id, at),          -- the visits of a mail, judged together
  key visit_customer (customer_id, at),        -- the click that an order came after
  key visit_at (at),                           -- what is old goes
  constraint visit_customer foreign key (customer_id) references customer (id) on delete cascade
);

-- The same counted, of all who are not to be left out altogether; nothing of who.
create table visit_count (
  day         date         not null,                                         -- in UTC
  campaign_id bigint       not null,
  name        varchar(100) not null,                                         -- which of its messages
  kind        varchar(12)  character set ascii collate ascii_bin not null,
  place       varchar(60)  not null,
  class       varchar(14)  character set ascii collate ascii_bin not null,
  visits      int          not null,
  primary key (day, campaign_id, name, kind, place, class)
);

-- Who clicked, as far as can be told: only what is probably a person teaches.
alter table slot_click add column class varchar(14) character set ascii collate ascii_bin not null default 'human_likely';

alter table link_click add column human int not null default 0;              -- of the clicks: probably by persons

create or replace view human_click as
select c.message_id, c.block, c.slot, c.product_id, c.customer_id, c.clicked_at
from slot_click c
join consent t on t.customer_id = c.customer_id and t.purpose = 'tracking' and t.ended_at is null
where c.class = 'human_likely'
  and not exists (
    select 1 from slot_click o
    where o.message_id = c.message_id and (o.block <> c.block or o.slot <> c.slot)
      and abs(timestampdiff(microsecond, o.clicked_at, c.clicked_at)) < 2000000);

-- Pictures of mails that were decided when they were sent, by their content: the same for everybody who is shown the same.
create table finished_picture (
  hash       binary(16)  not null primary key,                               -- the first half of the SHA-256
  jpeg       mediumblob  not null,
  needed_to  datetime(6) not null,                                           -- a mail sent last shows it until then
  key finished_needed (needed_to)                                            -- what is no longer needed goes
);
