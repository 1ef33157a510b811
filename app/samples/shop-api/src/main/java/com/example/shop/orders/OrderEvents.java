package com.example.shop.orders;

/** Tells other parts of the shop what happened to an order. */
public interface OrderEvents {

  void paid(OrderPaid event);
}
