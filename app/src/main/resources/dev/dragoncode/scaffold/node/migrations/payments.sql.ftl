-- Up Migration
create table "payments" (
  "id" text primary key,
  "subject_id" uuid not null,
  "amount" bigint not null check ("amount" > 0),
  "currency" char(3) not null,
  "status" text not null,
  "created_at" timestamptz not null default now(),
  "updated_at" timestamptz not null default now()
);

create index "payments_subject" on "payments" ("subject_id");

-- Down Migration
drop table "payments";
