package com.example.shop.orders;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Orders without a database. */
class OrdersInMemory implements Orders {

  private final Map<String, Long> prices;
  private final Map<UUID, Order> orders = new LinkedHashMap<>();

  OrdersInMemory(Map<String, Long> prices) {
    this.prices = prices;
  }

  Collection<Order> all() {
    return orders.values();
  }

  @Override
  public Map<String, Long> prices(Set<String> skus) {
    return prices.entrySet().stream()
        .filter(price -> skus.contains(price.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public void add(Order order) {
    orders.put(order.id(), order);
  }

  @Override
  public Optional<Order> find(UUID id) {
    return Optional.ofNullable(orders.get(id));
  }

  @Override
  public void setStatus(UUID id, OrderStatus status) {
    orders.computeIfPresent(id, (key, order) -> order.with(status));
  }
}
