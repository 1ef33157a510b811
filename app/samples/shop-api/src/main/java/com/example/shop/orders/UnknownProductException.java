package com.example.shop.orders;

/** The order names a product that the shop does not sell. */
public class UnknownProductException extends RuntimeException {

  public UnknownProductException(String sku) {
    super("There is no product " + sku);
  }
}
