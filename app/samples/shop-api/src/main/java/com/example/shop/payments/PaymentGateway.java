package com.example.shop.payments;

/** Charges cards. */
public interface PaymentGateway {

  /**
   * Takes the amount from the card and returns the gateway's id of the charge.
   *
   * @throws PaymentDeclinedException when the card was refused
   * @throws PaymentUnavailableException when the gateway failed or did not answer in time
   */
  String charge(Charge charge);
}
