-- Codes of vouchers that were imported: each is given to one mail and kept, also when that mail is written again.
create table voucher_code (
  pool       varchar(50) character set ascii collate ascii_bin not null,
  code       varchar(40) character set ascii collate ascii_bin not null,
  message_id bigint,                              -- the mail that it was given to; null: free
  given_at   datetime(6),
  primary key (pool, code),
  unique key voucher_code_given (pool, message_id)   -- carries the next free one, and that of a mail
);
