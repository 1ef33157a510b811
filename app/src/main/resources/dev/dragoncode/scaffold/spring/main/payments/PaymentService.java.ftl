package [=project.packageName].payments;

import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Takes payments, each once. */
@Service
public class PaymentService {

  private final PaymentGateway gateway;
  private final PaymentStore store;

  PaymentService(PaymentGateway gateway, PaymentStore store) {
    this.gateway = gateway;
    this.store = store;
  }

  /**
   * Charges, unless what it is for has been paid: then the payment from before is the answer.
   *
   * @throws PaymentException if the charge was refused, or the provider is away
   */
  public Payment charge(Charge charge) {
    Optional<Payment> paid =
        find(charge.reference()).filter(p -> p.status() == Payment.Status.SUCCEEDED);
    if (paid.isPresent()) {
      return paid.get();
    }
    // No transaction is open while the provider is waited for. What is lost here comes by webhook.
    Payment payment = gateway.charge(charge);
    store.save(payment);
    return payment;
  }

  public Optional<Payment> find(UUID reference) {
    return store.find(reference);
  }
}
