package com.example.shop.orders;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The shop's orders and the prices they are made with. */
public interface Orders {

  /** The prices in cents of those products that the shop sells. */
  Map<String, Long> prices(Set<String> skus);

  void add(Order order);

  Optional<Order> find(UUID id);

  void setStatus(UUID id, OrderStatus status);
}
