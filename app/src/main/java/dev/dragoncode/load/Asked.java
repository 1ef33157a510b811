package dev.dragoncode.load;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * What a run was asked to do, as it may be shown and kept: secrets are masked, the body is its
 * size.
 *
 * @param rate requests a second; 0 for a closed model
 */
public record Asked(
    String method,
    String url,
    List<String> headers,
    int bodyBytes,
    String expected,
    double rate,
    Duration ramp,
    Duration warmup,
    Duration duration,
    int concurrency) {

  public Asked {
    headers = List.copyOf(headers);
  }

  public static Asked of(LoadPlan plan) {
    return new Asked(
        plan.method(),
        shown(plan.target()),
        plan.headers().stream().map(Header::shown).toList(),
        plan.body().getBytes(StandardCharsets.UTF_8).length,
        plan.expected().toString(),
        plan.rate(),
        plan.pace() instanceof Pace.Open open ? open.ramp() : Duration.ZERO,
        plan.warmup(),
        plan.duration(),
        plan.concurrency());
  }

  /** In a line: {@code GET http://127.0.0.1:8080/orders · 200/s for 30 s, most 64 in flight}. */
  public String words() {
    return method
        + " "
        + url
        + " · "
        + (rate == 0 ? "as fast as it goes" : Words.number(rate) + "/s")
        + " for "
        + Words.of(duration)
        + ", most "
        + concurrency
        + " in flight";
  }

  /** An address without the login in it and the values of secret parameters. */
  public static String shown(URI address) {
    StringBuilder text =
        new StringBuilder(address.getScheme()).append("://").append(address.getHost());
    if (address.getPort() > 0) {
      text.append(':').append(address.getPort());
    }
    text.append(address.getRawPath());
    if (address.getRawQuery() != null) {
      String separator = "?";
      for (String pair : address.getRawQuery().split("&")) {
        int equals = pair.indexOf('=');
        boolean secret = equals > 0 && Header.SECRET.matcher(pair.substring(0, equals)).matches();
        text.append(separator).append(secret ? pair.substring(0, equals + 1) + Header.MASK : pair);
        separator = "&";
      }
    }
    return text.toString();
  }
}
