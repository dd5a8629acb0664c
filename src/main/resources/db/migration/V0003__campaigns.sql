-- The files are the truth about a campaign; these rows give it an id, and remember what has been done.
create table campaign (
  id        bigint       not null auto_increment primary key,
  name      varchar(100) not null,
  version   char(16)     not null,                -- of the file's content
  loaded_at datetime(6)  not null,
  unique key campaign_name (name)
);

-- When a scheduled campaign is due next: one row a campaign, or one a time zone where it goes by the customer's own.
create table campaign_schedule (
  campaign_id bigint      not null,
  zone        varchar(50) not null,
  rule        varchar(200) not null,              -- the schedule that next_at was computed from
  next_at     datetime(6) not null,
  primary key (campaign_id, zone),
  key schedule_due (next_at),
  constraint schedule_campaign foreign key (campaign_id) references campaign (id)
);

-- A customer on the way through a triggered campaign.
create table journey (
  id          bigint       not null auto_increment primary key,
  campaign_id bigint       not null,
  customer_id bigint       not null,
  event_key   varchar(200) not null,              -- source and key of the event that started it
  facts       json         not null,              -- what that event said: the cart, the order, what was sent back
  started_at  datetime(6)  not null,
  step        smallint     not null,              -- the next one
  due_at      datetime(6)  not null,
  state       varchar(10)  not null,              -- waiting | done | dropped
  reason      varchar(200),                       -- why it was dropped
  waiting_for bigint as (if(state = 'waiting', customer_id, null)) persistent,
  unique key journey_once (campaign_id, event_key),
  unique key journey_waiting (campaign_id, waiting_for),   -- at most one waiting journey a customer and campaign
  key journey_due (state, due_at),
  constraint journey_campaign foreign key (campaign_id) references campaign (id)
);
