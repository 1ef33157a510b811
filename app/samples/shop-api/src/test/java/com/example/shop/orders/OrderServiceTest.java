package com.example.shop.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.shop.payments.Charge;
import com.example.shop.payments.PaymentDeclinedException;
import com.example.shop.payments.PaymentGateway;
import com.example.shop.payments.PaymentUnavailableException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrderServiceTest {

  private static final Instant NOW = Instant.parse("2026-11-02T09:30:00Z");

  private final OrdersInMemory orders =
      new OrdersInMemory(Map.of("coffee-beans-1kg", 2490L, "hand-grinder", 8900L));
  private final List<Charge> charges = new ArrayList<>();
  private final List<OrderPaid> sent = new ArrayList<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Test
  void chargesTheSumOfAllLinesAndAnnouncesTheOrder() {
    Order order = accepting().place(request(line("coffee-beans-1kg", 2), line("hand-grinder", 1)));

    assertThat(order.status()).isEqualTo(OrderStatus.PAID);
    assertThat(order.placedAt()).isEqualTo(NOW);
    assertThat(charges).containsExactly(new Charge(order.id(), 13880, "EUR", "tok_visa4242"));
    assertThat(sent).containsExactly(new OrderPaid(order.id(), 13880, "EUR"));
    assertThat(orders.find(order.id())).contains(order);
    assertThat(meters.counter("orders.paid").count()).isEqualTo(1);
  }

  @Test
  void keepsADeclinedOrderAndAnnouncesNothing() {
    OrderService service =
        service(charge -> {
          throw new PaymentDeclinedException("insufficient_funds");
        });

    assertThatThrownBy(() -> service.place(request(line("hand-grinder", 1))))
        .isInstanceOf(PaymentDeclinedException.class);

    assertThat(orders.all()).extracting(Order::status).containsExactly(OrderStatus.DECLINED);
    assertThat(sent).isEmpty();
    assertThat(meters.counter("orders.declined").count()).isEqualTo(1);
  }

  @Test
  void leavesTheOrderPendingWhenTheGatewayGivesNoAnswer() {
    OrderService service =
        service(charge -> {
          throw new PaymentUnavailableException(new IOException("timed out"));
        });

    assertThatThrownBy(() -> service.place(request(line("hand-grinder", 1))))
        .isInstanceOf(PaymentUnavailableException.class);

    assertThat(orders.all()).extracting(Order::status).containsExactly(OrderStatus.PENDING);
    assertThat(sent).isEmpty();
  }

  @Test
  void storesAndChargesNothingForAProductThatIsNotSold() {
    assertThatThrownBy(() -> accepting().place(request(line("teapot", 1))))
        .isInstanceOf(UnknownProductException.class)
        .hasMessageContaining("teapot");

    assertThat(orders.all()).isEmpty();
    assertThat(charges).isEmpty();
  }

  private OrderService accepting() {
    return service(charge -> {
      charges.add(charge);
      return "ch_1";
    });
  }

  private OrderService service(PaymentGateway gateway) {
    return new OrderService(orders, gateway, sent::add, Clock.fixed(NOW, ZoneOffset.UTC), meters);
  }

  private static OrderRequest request(OrderRequest.Line... lines) {
    return new OrderRequest("ada@example.com", "tok_visa4242", List.of(lines));
  }

  private static OrderRequest.Line line(String sku, int quantity) {
    return new OrderRequest.Line(sku, quantity);
  }
}
