-- Since when the owner has the turn to train; null where nobody has it.
alter table interest_standing add column owned_since datetime(6) after owner;
