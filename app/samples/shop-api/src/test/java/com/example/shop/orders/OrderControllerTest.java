package com.example.shop.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.never;

import com.example.shop.payments.PaymentDeclinedException;
import com.example.shop.payments.PaymentUnavailableException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebMvcTest(OrderController.class)
class OrderControllerTest {

  private static final String VALID =
      """
      {"customer": "ada@example.com", "cardToken": "tok_visa4242",
       "lines": [{"sku": "hand-grinder", "quantity": 2}]}
      """;

  @Autowired private MockMvcTester http;
  @MockitoBean private OrderService orders;

  @Test
  void answersWithTheOrderAndWhereItIs() {
    Order order = order();
    given(orders.place(any())).willReturn(order);

    MvcTestResult result = post(VALID);

    assertThat(result).hasStatus(HttpStatus.CREATED);
    assertThat(result).headers().hasValue("Location", "/orders/" + order.id());
    assertThat(result).bodyJson().extractingPath("$.status").isEqualTo("PAID");
    assertThat(result).bodyJson().extractingPath("$.lines[0].sku").isEqualTo("hand-grinder");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"customer\": \"nobody\", \"cardToken\": \"tok_visa4242\","
            + " \"lines\": [{\"sku\": \"hand-grinder\", \"quantity\": 1}]}",
        "{\"customer\": \"ada@example.com\", \"cardToken\": \"4242424242424242\","
            + " \"lines\": [{\"sku\": \"hand-grinder\", \"quantity\": 1}]}",
        "{\"customer\": \"ada@example.com\", \"cardToken\": \"tok_visa4242\", \"lines\": []}",
        "{\"customer\": \"ada@example.com\", \"cardToken\": \"tok_visa4242\","
            + " \"lines\": [{\"sku\": \"hand-grinder\", \"quantity\": 0}]}",
        "{\"customer\": \"ada@example.com\", \"cardToken\": \"tok_visa4242\","
            + " \"lines\": [{\"sku\": \"'; drop table product\", \"quantity\": 1}]}",
        "not json",
      })
  void refusesARequestThatIsNotValid(String body) {
    assertThat(post(body))
        .hasStatus(HttpStatus.BAD_REQUEST)
        .hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
    then(orders).should(never()).place(any());
  }

  @Test
  void saysThatTheCardWasDeclined() {
    given(orders.place(any())).willThrow(new PaymentDeclinedException("insufficient_funds"));

    MvcTestResult result = post(VALID);

    assertThat(result).hasStatus(HttpStatus.PAYMENT_REQUIRED);
    assertThat(result).bodyJson().extractingPath("$.code").isEqualTo("insufficient_funds");
  }

  @Test
  void doesNotShowWhyTheGatewayFailed() {
    given(orders.place(any()))
        .willThrow(new PaymentUnavailableException(new IOException("10.1.2.3 refused")));

    assertThat(post(VALID))
        .hasStatus(HttpStatus.SERVICE_UNAVAILABLE)
        .bodyText()
        .doesNotContain("10.1.2.3");
  }

  @Test
  void findsAnOrder() {
    Order order = order();
    given(orders.find(order.id())).willReturn(Optional.of(order));

    assertThat(http.get().uri("/orders/{id}", order.id())).hasStatusOk();
    assertThat(http.get().uri("/orders/{id}", UUID.randomUUID())).hasStatus(HttpStatus.NOT_FOUND);
    assertThat(http.get().uri("/orders/seven")).hasStatus(HttpStatus.BAD_REQUEST);
  }

  private MvcTestResult post(String body) {
    return http.post()
        .uri("/orders")
        .contentType(MediaType.APPLICATION_JSON)
        .content(body)
        .exchange();
  }

  private static Order order() {
    return new Order(
        UUID.randomUUID(),
        "ada@example.com",
        OrderStatus.PAID,
        "EUR",
        List.of(new OrderLine("hand-grinder", 2, 8900)),
        Instant.parse("2026-11-02T09:30:00Z"));
  }
}
