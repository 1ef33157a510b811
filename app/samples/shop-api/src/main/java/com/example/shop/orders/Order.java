package com.example.shop.orders;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

public record Order(
    UUID id,
    String customer,
    OrderStatus status,
    String currency,
    List<OrderLine> lines,
    Instant placedAt) {

  public Order {
    lines = List.copyOf(lines);
  }

  public long totalCents() {
    return lines.stream().mapToLong(OrderLine::totalCents).reduce(0, Math::addExact);
  }

  public Order with(OrderStatus newStatus) {
    return new Order(id, customer, newStatus, currency, lines, placedAt);
  }
}
