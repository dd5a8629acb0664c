-- The outbox becomes a ledger: how long each message is wanted, what was doubtful about it, and which may overtake which.
alter table message
  add column expires_at datetime(6) not null default '9999-12-31 00:00:00',   -- later, nobody wants it
  add column bulk       boolean     not null default false,    -- of a schedule: mails that an event set off go before it
  add column doubts     smallint    not null default 0,        -- times that the relay may have taken it without our knowing
  add column queue_id   varchar(80),                           -- under which the relay took it
  drop key message_due,
  add key message_due (state, bulk, due_at);                   -- the claim

update message set expires_at = planned_at + interval 24 hour;
update message join campaign_schedule using (campaign_id) set bulk = true;

-- A campaign that is paused sends nothing until somebody resumes it.
alter table campaign
  add column paused_at    datetime(6),
  add column paused_why   varchar(500),
  add column resumed_at   datetime(6);           -- complaints from before do not pause it again

-- One sending of a scheduled campaign to everybody; finished when nothing of it is open any more.
create table campaign_run (
  campaign_id bigint       not null,
  occasion    varchar(120) character set ascii collate ascii_bin not null,
  planned_at  datetime(6)  not null,              -- the first of its mails: a run by the customers' own clocks takes a day
  mails       int          not null,
  finished_at datetime(6),
  primary key (campaign_id, occasion),
  key run_open (finished_at, planned_at)
);

-- What the relay said, counted: rates for alarms, for the warm-up and for the time that is left.
create table delivery_tally (
  day         date         not null,
  campaign_id bigint       not null,
  domain      varchar(253) character set ascii collate ascii_bin not null,   -- of the recipients; '' for all that are seldom
  accepted    int          not null default 0,
  deferred    int          not null default 0,
  rejected    int          not null default 0,
  primary key (day, campaign_id, domain)
);
