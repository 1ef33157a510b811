create table payments (
  id text primary key,
  reference uuid not null,
  amount numeric(14, 2) not null,
  status text not null check (status in ('PENDING', 'SUCCEEDED', 'FAILED')),
  changed_at timestamptz not null default now()
);

create index payments_reference on payments (reference);
