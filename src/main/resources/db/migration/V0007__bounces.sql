-- Addresses that get no mail. A row is about one address of one customer: a new address is no longer suppressed.
create table suppression (
  customer_id bigint       not null,
  address     binary(32)   not null,             -- SHA-256 of the address in lower case: another address is another row
  scope       varchar(10)  character set ascii collate ascii_bin not null,   -- all | marketing: whether order mails are meant, too
  reason      varchar(300) not null,             -- in words: the address bounces (5.1.1 user unknown)
  since       datetime(6)  not null,
  lifted_at   datetime(6),                       -- somebody took it back; what bounced before does not count again
  primary key (customer_id, address),            -- one look-up a customer, in the audience and at the hand-over
  constraint suppression_customer foreign key (customer_id) references customer (id) on delete cascade
);

-- What came back. No address: the customer has it, and what the other system wrote is in diagnostic.
create table bounce (
  id          bigint       not null auto_increment primary key,
  dedupe_key  varchar(90)  character set ascii collate ascii_bin not null,   -- the same report by two ways counts once
  message_id  bigint,                            -- null: no mail of ours could be told from it, and nothing was changed
  customer_id bigint,
  address     binary(32),                        -- which address of the customer it is about, as in suppression
  kind        varchar(12)  character set ascii collate ascii_bin not null,   -- hard | soft | refusal | complaint
  reason      varchar(30)  character set ascii collate ascii_bin not null,   -- user-unknown, mailbox-full, abuse ...
  status      varchar(12)  character set ascii collate ascii_bin,            -- RFC 3463
  diagnostic  varchar(1000) not null,
  source      varchar(12)  character set ascii collate ascii_bin not null,   -- relay, smtp, lmtp, imap, pop3, ses, mailgun ...
  reported_at datetime(6),                       -- as the report says
  received_at datetime(6)  not null,
  unique key bounce_once (dedupe_key),
  key bounce_customer (customer_id, kind, received_at),   -- how often an address bounced softly in a window
  key bounce_received (received_at),                      -- what came lately; what is old and of nobody goes
  key bounce_message (message_id),
  constraint bounce_customer foreign key (customer_id) references customer (id) on delete cascade
);
