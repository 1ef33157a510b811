package com.example.shop.orders;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.stereotype.Component;

/** Takes paid orders from the queue and confirms them. */
@Component
class Fulfilment {

  private static final Logger log = LoggerFactory.getLogger(Fulfilment.class);

  private final Orders orders;

  Fulfilment(Orders orders) {
    this.orders = orders;
  }

  @RabbitListener(queues = Messaging.FULFILMENT_QUEUE)
  void accept(OrderPaid event) {
    orders.setStatus(event.orderId(), OrderStatus.CONFIRMED);
    log.info("order {} confirmed", event.orderId());
  }
}
