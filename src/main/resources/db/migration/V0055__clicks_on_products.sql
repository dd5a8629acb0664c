-- As before, of products alone: an article that was read is no product that somebody wants. Product by primary key.
create or replace view human_click as
select c.message_id, c.block, c.slot, c.product_id, c.customer_id, c.clicked_at
from slot_click c
join consent t on t.customer_id = c.customer_id and t.purpose = 'tracking' and t.ended_at is null
join product p on p.id = c.product_id and not p.article
where c.class = 'human_likely'
  and not exists (
    select 1 from slot_click o
    where o.message_id = c.message_id and (o.block <> c.block or o.slot <> c.slot)
      and abs(timestampdiff(microsecond, o.clicked_at, c.clicked_at)) < 2000000);
