-- Why a slot shows what it shows, where the picture says so. Tells what somebody bought: it goes with the customer.
create table slot_reason (
  message_id  bigint       not null,
  block       varchar(50)  not null,
  slot        smallint     not null,
  customer_id bigint       not null,
  reason      varchar(700) not null,              -- in the language of the customer: two titles of at most 300, and words
  primary key (message_id, block, slot),          -- carries the picture
  constraint slot_reason_customer foreign key (customer_id) references customer (id) on delete cascade
);
