package com.example.shop.orders;

import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
class JdbcOrders implements Orders {

  private final JdbcClient jdbc;

  JdbcOrders(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Map<String, Long> prices(Set<String> skus) {
    Map<String, Long> prices = new HashMap<>();
    jdbc.sql("select sku, price_cents from product where sku in (:skus)")
        .param("skus", skus)
        .query(row -> {
          prices.put(row.getString("sku"), row.getLong("price_cents"));
        });
    return prices;
  }

  @Override
  @Transactional
  public void add(Order order) {
    jdbc.sql(
            "insert into customer_order (id, customer, status, currency, placed_at)"
                + " values (:id, :customer, :status, :currency, :placedAt)")
        .param("id", order.id())
        .param("customer", order.customer())
        .param("status", order.status().name())
        .param("currency", order.currency())
        .param("placedAt", Timestamp.from(order.placedAt()))
        .update();
    int position = 0;
    for (OrderLine line : order.lines()) {
      jdbc.sql(
              "insert into order_line (order_id, position, sku, quantity, unit_price_cents)"
                  + " values (:order, :position, :sku, :quantity, :price)")
          .param("order", order.id())
          .param("position", position++)
          .param("sku", line.sku())
          .param("quantity", line.quantity())
          .param("price", line.unitPriceCents())
          .update();
    }
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<Order> find(UUID id) {
    List<OrderLine> lines =
        jdbc.sql(
                "select sku, quantity, unit_price_cents from order_line"
                    + " where order_id = :id order by position")
            .param("id", id)
            .query((row, number) ->
                new OrderLine(
                    row.getString("sku"), row.getInt("quantity"), row.getLong("unit_price_cents")))
            .list();
    return jdbc.sql(
            "select customer, status, currency, placed_at from customer_order where id = :id")
        .param("id", id)
        .query((row, number) ->
            new Order(
                id,
                row.getString("customer"),
                OrderStatus.valueOf(row.getString("status")),
                row.getString("currency"),
                lines,
                row.getTimestamp("placed_at").toInstant()))
        .optional();
  }

  @Override
  public void setStatus(UUID id, OrderStatus status) {
    jdbc.sql("update customer_order set status = :status where id = :id")
        .param("id", id)
        .param("status", status.name())
        .update();
  }
}
