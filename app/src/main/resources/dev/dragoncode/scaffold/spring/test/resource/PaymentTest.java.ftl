[#import "/spring/java.ftl" as java]

[#assign amount = java.amount(resource)]
package [=project.packageName].[=resource.packageName];

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
[#if has.security]
import org.springframework.security.core.authority.SimpleGrantedAuthority;
[/#if]
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import [=project.packageName].ApiTest;

@ApiTest
class [=resource.type]PaymentTest {

  private static final String PATH = [=resource.type]Controller.PATH;

  private static final String BODY =
      """
[#if amount == ""]
      {"paymentMethod": "pm_card_visa", "amount": "12.50"}
[#else]
      {"paymentMethod": "pm_card_visa"}
[/#if]
      """;

  private final UUID id = UUID.randomUUID();

  @Autowired MockMvcTester mvc;
  @Autowired [=resource.type]Store store;

  @BeforeEach
  void insert() {
    Instant createdAt = Instant.parse("2026-01-02T03:04:05Z");
    store.insert([=resource.type]Samples.sample(id, createdAt));
  }

  @Test
  void takesTheMoney() {
    MvcTestResult paid = pay(id, BODY);
    assertThat(paid).hasStatus(201);
    assertThat(paid).bodyJson().extractingPath("$.amount").isEqualTo("12.50");
    assertThat(paid).bodyJson().extractingPath("$.status").isEqualTo("SUCCEEDED");
  }

  @Test
  void takesItOnce() {
    byte[] first = pay(id, BODY).getResponse().getContentAsByteArray();
    byte[] second = pay(id, BODY).getResponse().getContentAsByteArray();
    assertThat(second).isEqualTo(first);
  }

  @Test
  void tellsHowAPaymentStands() {
    assertThat(send(mvc.get().uri(uri(id)))).hasStatus(404);
    pay(id, BODY);
    assertThat(send(mvc.get().uri(uri(id)))).hasStatusOk();
  }

  @Test
  void refusesToGuess() {
    assertThat(pay(id, "{}")).hasStatus(400);
    assertThat(pay(UUID.randomUUID(), BODY)).hasStatus(404);
    MockMvcRequestBuilder withoutKey =
        mvc.post().uri(uri(id)).contentType(MediaType.APPLICATION_JSON).content(BODY);
    assertThat(send(withoutKey)).hasStatus(400);
  }

  private MvcTestResult pay(UUID item, String body) {
    return send(
        mvc.post()
            .uri(uri(item))
            .header("Idempotency-Key", "first")
            .contentType(MediaType.APPLICATION_JSON)
            .content(body));
  }

  private static String uri(UUID item) {
    return PATH + "/" + item + "/payment";
  }

  private static MvcTestResult send(MockMvcRequestBuilder request) {
[#if has.security]
    return request.with(jwt().authorities(new SimpleGrantedAuthority("ROLE_editor"))).exchange();
[#else]
    return request.with(jwt()).exchange();
[/#if]
  }
}
