-- What trainings found out: every node answers from the same one.
create table interest_snapshot (
  id         bigint       not null auto_increment primary key,
  format     int          not null,              -- of its content; another one cannot be read
  trained_at datetime(6)  not null,
  seconds    double       not null,              -- that the training took
  customers  int          not null,
  products   int          not null,
  events     bigint       not null,              -- that it learned from
  last_event bigint       not null,              -- the latest of them
  figures    json         not null,              -- how well it foretold the latest part of the history
  chunks     int,                                -- null until the last one is written
  bytes      bigint                              -- unpacked
);

create table interest_chunk (
  snapshot_id bigint       not null,
  number      int          not null,             -- from 0
  packed      boolean      not null,             -- by zlib
  length      int          not null,             -- unpacked
  checksum    int unsigned not null,             -- CRC-32C of the content
  content     mediumblob   not null,
  primary key (snapshot_id, number),
  -- A process that lost its turn to train cannot go on writing once another has cleaned up after it.
  constraint interest_chunk_snapshot foreign key (snapshot_id) references interest_snapshot (id)
);

-- One row: which snapshot answers, and whose turn it is to train.
create table interest_standing (
  id           tinyint      not null primary key,
  snapshot_id  bigint,                           -- that all nodes take
  owner        varchar(100),                     -- who trains
  owned_until  datetime(6),
  tried_at     datetime(6),                      -- when a training last ended, well or not
  tried_event  bigint       not null default 0,  -- the latest event then
  refusal      varchar(500),                     -- why the last training did not take over; null: it did
  constraint interest_standing_snapshot foreign key (snapshot_id) references interest_snapshot (id)
);
