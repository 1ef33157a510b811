package com.example.shop.payments;

/** The gateway failed, or did not answer in time: whether the card was charged is not known. */
public class PaymentUnavailableException extends RuntimeException {

  public PaymentUnavailableException(Throwable cause) {
    super("The payment gateway did not answer", cause);
  }
}
