package [=project.packageName].web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.servlet.ModelAndView;

class RateLimitFilterTest {

  private final RateLimitFilter filter =
      new RateLimitFilter(
          new RateLimitProperties(2, Duration.ofMinutes(1)),
          (request, response, handler, e) -> {
            response.setStatus(((ErrorResponseException) e).getStatusCode().value());
            return new ModelAndView();
          });

  @Test
  void tellsAClientThatAsksTooOftenWhenToComeBack() throws Exception {
    assertThat(call("/api/x", "10.0.0.1").getStatus()).isEqualTo(200);
    assertThat(call("/api/x", "10.0.0.1").getStatus()).isEqualTo(200);

    MockHttpServletResponse refused = call("/api/x", "10.0.0.1");
    assertThat(refused.getStatus()).isEqualTo(429);
    assertThat(Integer.parseInt(refused.getHeader("Retry-After"))).isBetween(1, 60);
  }

  @Test
  void countsEachClientByItself() throws Exception {
    call("/api/x", "10.0.0.1");
    call("/api/x", "10.0.0.1");
    assertThat(call("/api/x", "10.0.0.2").getStatus()).isEqualTo(200);
  }

  @Test
  void neverKeepsThePlatformFromLookingAfterTheService() throws Exception {
    for (int i = 0; i < 10; i++) {
      assertThat(call("/actuator/health/liveness", "10.0.0.1").getStatus()).isEqualTo(200);
    }
  }

  private MockHttpServletResponse call(String path, String client)
      throws ServletException, IOException {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
    request.setRemoteAddr(client);
    MockHttpServletResponse response = new MockHttpServletResponse();
    filter.doFilter(request, response, new MockFilterChain());
    return response;
  }
}
