package com.example.shop.payments;

/** The gateway refused the card. */
public class PaymentDeclinedException extends RuntimeException {

  private final String code;

  public PaymentDeclinedException(String code) {
    super("The card was declined: " + code);
    this.code = code;
  }

  public String code() {
    return code;
  }
}
