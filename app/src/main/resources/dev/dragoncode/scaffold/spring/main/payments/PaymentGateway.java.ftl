package [=project.packageName].payments;

/** Whoever moves the money. */
interface PaymentGateway {

  /**
   * Charges once, however often the same attempt is made.
   *
   * @throws PaymentException if the charge was refused, or nobody can tell
   */
  Payment charge(Charge charge);
}
