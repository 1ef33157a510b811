package com.example.shop.orders;

import com.example.shop.payments.Charge;
import com.example.shop.payments.PaymentDeclinedException;
import com.example.shop.payments.PaymentGateway;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.stereotype.Service;

/** Places orders and finds them again. */
@Service
public class OrderService {

  private static final Logger log = LoggerFactory.getLogger(OrderService.class);
  private static final String CURRENCY = "EUR";

  private final Orders orders;
  private final PaymentGateway payments;
  private final OrderEvents events;
  private final Clock clock;
  private final Counter paid;
  private final Counter declined;

  public OrderService(
      Orders orders,
      PaymentGateway payments,
      OrderEvents events,
      Clock clock,
      MeterRegistry meters) {
    this.orders = orders;
    this.payments = payments;
    this.events = events;
    this.clock = clock;
    this.paid = meters.counter("orders.paid");
    this.declined = meters.counter("orders.declined");
  }

  /**
   * Prices an order, stores it, charges the card and announces it.
   *
   * @throws UnknownProductException when a line names a product that is not sold
   * @throws PaymentDeclinedException when the card was refused; the order is kept as declined
   * @throws com.example.shop.payments.PaymentUnavailableException when the gateway gave no answer;
   *     the order stays pending
   */
  public Order place(OrderRequest request) {
    Order order =
        new Order(
            UUID.randomUUID(),
            request.customer(),
            OrderStatus.PENDING,
            CURRENCY,
            priced(request.lines()),
            clock.instant().truncatedTo(ChronoUnit.MICROS)); // as exact as the database
    orders.add(order);
    try {
      payments.charge(
          new Charge(order.id(), order.totalCents(), order.currency(), request.cardToken()));
    } catch (PaymentDeclinedException e) {
      orders.setStatus(order.id(), OrderStatus.DECLINED);
      declined.increment();
      log.info("order {} declined", order.id());
      throw e;
    }
    orders.setStatus(order.id(), OrderStatus.PAID);
    paid.increment();
    // TODO an outbox: when the broker is away at this moment, fulfilment never hears of the order
    events.paid(new OrderPaid(order.id(), order.totalCents(), order.currency()));
    log.info("order {} paid, {} cents", order.id(), order.totalCents());
    return order.with(OrderStatus.PAID);
  }

  /** The order with this id; from the cache once it no longer changes. */
  @Cacheable(cacheNames = OrderCache.NAME, unless = "#result == null || !#result.status.final")
  public Optional<Order> find(UUID id) {
    return orders.find(id);
  }

  private List<OrderLine> priced(List<OrderRequest.Line> lines) {
    Map<String, Long> prices =
        orders.prices(lines.stream().map(OrderRequest.Line::sku).collect(Collectors.toSet()));
    return lines.stream()
        .map(line -> {
          Long price = prices.get(line.sku());
          if (price == null) {
            throw new UnknownProductException(line.sku());
          }
          return new OrderLine(line.sku(), line.quantity(), price);
        })
        .toList();
  }
}
