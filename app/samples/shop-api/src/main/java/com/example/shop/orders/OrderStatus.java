package com.example.shop.orders;

/** How far an order has come. */
public enum OrderStatus {
  /** Stored; the card has not been charged. */
  PENDING,
  /** Charged; fulfilment has not seen it yet. */
  PAID,
  /** Accepted by fulfilment. */
  CONFIRMED,
  /** The card was refused. */
  DECLINED;

  /** Whether the order stays as it is from here on. */
  public boolean isFinal() {
    return this == CONFIRMED || this == DECLINED;
  }
}
