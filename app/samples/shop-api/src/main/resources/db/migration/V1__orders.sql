create table product (
  sku         varchar(40) primary key,
  name        varchar(120) not null,
  price_cents bigint not null check (price_cents > 0)
);

create table customer_order (
  id        uuid primary key,
  customer  varchar(254) not null,
  status    varchar(16) not null,
  currency  char(3) not null,
  placed_at timestamptz not null
);

create table order_line (
  order_id         uuid not null references customer_order (id) on delete cascade,
  position         int not null,
  sku              varchar(40) not null references product (sku),
  quantity         int not null check (quantity > 0),
  unit_price_cents bigint not null,
  primary key (order_id, position)
);

create index customer_order_by_customer on customer_order (customer, placed_at desc);
