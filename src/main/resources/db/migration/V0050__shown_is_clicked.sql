-- A click leads to what a picture showed last; what was decided and never shown may still change.
alter table decision
  add column first_price decimal(12,2),                        -- when the product was chosen; price is what the last picture said
  add column served      boolean not null default true;        -- a picture showed it; nothing of who looked, programs count too
