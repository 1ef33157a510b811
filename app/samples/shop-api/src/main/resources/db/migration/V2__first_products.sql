insert into product (sku, name, price_cents) values
  ('coffee-beans-1kg', 'Coffee beans, 1 kg', 2490),
  ('filter-papers-100', 'Filter papers, 100', 590),
  ('hand-grinder', 'Hand grinder', 8900),
  ('espresso-machine', 'Espresso machine', 40200);
