-- Mailgun signs a time and a token, not the body: a token serves for the body that it came with first.
create table mailgun_token (
  token   binary(32)  not null primary key,       -- SHA-256
  body    binary(32)  not null,                   -- SHA-256 of what was told
  used_at datetime(6) not null,
  key mailgun_token_used (used_at)                -- forgotten when the signature is too old anyway
);
