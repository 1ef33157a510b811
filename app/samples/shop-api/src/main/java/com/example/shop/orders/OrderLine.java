package com.example.shop.orders;

/** So many of one product, at the price they had when the order was placed. */
public record OrderLine(String sku, int quantity, long unitPriceCents) {

  public long totalCents() {
    return Math.multiplyExact(unitPriceCents, (long) quantity);
  }
}
