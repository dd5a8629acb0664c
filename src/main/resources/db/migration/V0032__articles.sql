-- Guides and other pages of the shop to read: nothing that can be bought, and never among products.
alter table product
  add column article boolean not null default false;
