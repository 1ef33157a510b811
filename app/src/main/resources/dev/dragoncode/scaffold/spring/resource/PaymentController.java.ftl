[#import "/spring/java.ftl" as java]

[#assign amount = java.amount(resource)]
package [=project.packageName].[=resource.packageName];

import jakarta.validation.Valid;
[#if amount == ""]
import jakarta.validation.constraints.Digits;
[/#if]
import jakarta.validation.constraints.NotBlank;
[#if amount == ""]
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
[/#if]
import jakarta.validation.constraints.Size;
[#if amount == ""]
import java.math.BigDecimal;
[/#if]
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

import [=project.packageName].payments.Charge;
import [=project.packageName].payments.Payment;
import [=project.packageName].payments.PaymentService;

/** Pays for one of them. */
@RestController
@RequestMapping([=resource.type]Controller.PATH + "/{id}/payment")
class [=resource.type]PaymentController {

  private final [=resource.type]Service service;
  private final PaymentService payments;

[=java.call("  " + resource.type + "PaymentController(", [resource.type + "Service service", "PaymentService payments"], ") {")]
    this.service = service;
    this.payments = payments;
  }

  /** A card or account, by the name that Stripe's page in the browser gave it. */
[#if amount == ""]
  record PaymentRequest(
      @NotBlank @Size(max = 200) String paymentMethod,
      @NotNull @Positive @Digits(integer = 12, fraction = 2) BigDecimal amount) {}
[#else]
  record PaymentRequest(@NotBlank @Size(max = 200) String paymentMethod) {}
[/#if]

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  Payment pay(
      @PathVariable UUID id,
      @RequestHeader("Idempotency-Key") @NotBlank @Size(max = 100) String attempt,
      @Valid @RequestBody PaymentRequest request) {
    [=resource.type] item = service.find(id);
    String method = request.paymentMethod();
[#if amount == ""]
    return payments.charge(new Charge(item.id(), request.amount(), method, attempt));
[#else]
    Charge charge = new Charge(id, item.[=amount](), method, attempt);
    return payments.charge(charge);
[/#if]
  }

  @GetMapping
  Payment find(@PathVariable UUID id) {
    [=resource.type] item = service.find(id);
    return payments
        .find(item.id())
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }
}
