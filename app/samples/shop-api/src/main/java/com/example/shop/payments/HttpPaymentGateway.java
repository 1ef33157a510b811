package com.example.shop.payments;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.net.http.HttpClient.Version;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * The payment gateway over its HTTP API. HTTP/1.1, because not every server keeps the body of a
 * request that offers an upgrade to HTTP/2.
 */
@Component
class HttpPaymentGateway implements PaymentGateway {

  private final RestClient http;

  HttpPaymentGateway(RestClient.Builder builder, PaymentProperties properties) {
    var timeouts =
        HttpClientSettings.defaults()
            .withTimeouts(properties.connectTimeout(), properties.readTimeout());
    this.http =
        builder
            .baseUrl(properties.url())
            .requestFactory(
                ClientHttpRequestFactoryBuilder.jdk()
                    .withHttpClientCustomizer(client -> client.version(Version.HTTP_1_1))
                    .build(timeouts))
            .build();
  }

  @Override
  public String charge(Charge charge) {
    try {
      Answer answer =
          http.post()
              .uri("/v1/charges")
              .header("Idempotency-Key", charge.reference().toString())
              .contentType(MediaType.APPLICATION_JSON)
              .body(
                  new Body(
                      charge.amountCents(),
                      charge.currency(),
                      charge.cardToken(),
                      charge.reference().toString()))
              .retrieve()
              .body(Answer.class);
      if (answer == null || answer.id() == null) {
        throw new PaymentUnavailableException(
            new IllegalStateException("the gateway's answer has no charge id"));
      }
      return answer.id();
    } catch (HttpClientErrorException e) {
      if (e.getStatusCode() == HttpStatus.PAYMENT_REQUIRED) {
        Refusal refusal = e.getResponseBodyAs(Refusal.class);
        throw new PaymentDeclinedException(
            refusal == null || refusal.code() == null ? "unknown" : refusal.code());
      }
      throw new PaymentUnavailableException(e);
    } catch (RestClientException e) {
      throw new PaymentUnavailableException(e);
    }
  }

  record Body(long amount, String currency, String source, String reference) {}

  // The gateway adds fields when it likes; only our own API is strict.
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Answer(String id, String status) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Refusal(String code, String message) {}
}
