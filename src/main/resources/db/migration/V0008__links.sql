-- The addresses that templates name; mails lead through their ids. Few: a template has dozens, whoever gets it.
create table link (
  id  bigint        not null primary key,         -- the first 63 bits of the address's SHA-256
  url varchar(2000) not null
);

-- How often each was followed. By day and without a trace of who: more than that needs a consent to tracking.
create table link_click (
  link_id bigint not null,
  day     date   not null,                        -- in UTC
  clicks  int    not null,
  primary key (link_id, day),
  constraint link_click_link foreign key (link_id) references link (id)
);
