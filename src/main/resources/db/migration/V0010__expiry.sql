-- What expires while nothing can leave is found without a look at every row that waits.
alter table message
  drop key message_due,
  add key message_due (state, bulk, due_at, expires_at);       -- the claim, and what has expired
