package com.example.shop.orders;

import org.springframework.amqp.core.Binding;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.TopicExchange;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.support.converter.JacksonJsonMessageConverter;
import org.springframework.amqp.support.converter.MessageConverter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The exchange that order events go to, and the queue that fulfilment reads. */
@Configuration(proxyBeanMethods = false)
class Messaging {

  static final String EXCHANGE = "orders";
  static final String PAID = "order.paid";
  static final String FULFILMENT_QUEUE = "orders.fulfilment";

  @Bean
  TopicExchange orderExchange() {
    return new TopicExchange(EXCHANGE);
  }

  @Bean
  Queue fulfilmentQueue() {
    return new Queue(FULFILMENT_QUEUE);
  }

  @Bean
  Binding fulfilmentBinding(TopicExchange orderExchange, Queue fulfilmentQueue) {
    return BindingBuilder.bind(fulfilmentQueue).to(orderExchange).with(PAID);
  }

  @Bean
  MessageConverter jsonMessages() {
    return new JacksonJsonMessageConverter("com.example.shop.orders");
  }

  @Bean
  OrderEvents orderEvents(RabbitTemplate rabbit) {
    return event -> rabbit.convertAndSend(EXCHANGE, PAID, event);
  }
}
