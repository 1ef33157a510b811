[#import "/spring/java.ftl" as java]

[#assign amount = java.amount(resource)]
package [=project.packageName].[=resource.packageName];

import java.net.URI;
[#if has.payments]
import java.util.UUID;
[/#if]
import org.junit.jupiter.api.Test;
[#if has.payments]
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
[/#if]
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import [=project.packageName].EmulatorTest;
import [=project.packageName].Emulators;

/** The slice from a client's request to the store and back. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmulatorTest
class [=resource.type]IT {

  private static final String PATH = [=resource.type]Controller.PATH;
  private static final String SAMPLE = [=resource.type]Samples.JSON;

  private final String token = Emulators.token("ada", "admin");

  @Autowired RestTestClient client;

  @Test
  void keepsWhatAClientCreates() {
    URI location = create();

    client
        .get()
        .uri(location)
        .headers(headers -> headers.setBearerAuth(token))
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .json(SAMPLE);
    client
        .delete()
        .uri(location)
        .headers(headers -> headers.setBearerAuth(token))
        .exchange()
        .expectStatus()
        .isNoContent();
  }

  @Test
  void refusesWhoeverHasNoToken() {
    client.get().uri(PATH).exchange().expectStatus().isUnauthorized();
  }

  @Test
  void isReady() {
    client.get().uri("/actuator/health/readiness").exchange().expectStatus().isOk();
  }
[#if has.payments]

  @Test
  @EnabledIfEnvironmentVariable(
      named = "STRIPE_API_BASE",
      matches = ".+",
      disabledReason = "It names no Stripe; dragoncode up starts a fake one")
  void takesMoneyThroughStripe() {
    String body =
        """
[#if amount == ""]
        {"paymentMethod": "pm_card_visa", "amount": "12.50"}
[#else]
        {"paymentMethod": "pm_card_visa"}
[/#if]
        """;
    client
        .post()
        .uri(create() + "/payment")
        .headers(headers -> headers.setBearerAuth(token))
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .contentType(MediaType.APPLICATION_JSON)
        .body(body)
        .exchange()
        .expectStatus()
        .isCreated()
        .expectBody()
        .jsonPath("$.status")
        .isEqualTo("SUCCEEDED");
  }
[/#if]

  private URI create() {
    return client
        .post()
        .uri(PATH)
        .headers(headers -> headers.setBearerAuth(token))
        .contentType(MediaType.APPLICATION_JSON)
        .body(SAMPLE)
        .exchange()
        .expectStatus()
        .isCreated()
        .expectBody(Void.class)
        .returnResult()
        .getResponseHeaders()
        .getLocation();
  }
}
