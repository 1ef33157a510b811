package [=project.packageName].web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import [=project.packageName].ApiTest;

@ApiTest
class BrowserRulesTest {

  private static final String API = "[=resource.path]";

  @Autowired MockMvcTester mvc;

  @Test
  void letsNamedSitesCall() {
    assertThat(preflight("https://shop.example.com"))
        .hasStatusOk()
        .hasHeader("Access-Control-Allow-Origin", "https://shop.example.com");
  }

  @Test
  void letsNoOtherSiteCall() {
    assertThat(preflight("https://evil.example.com"))
        .hasStatus(403)
        .doesNotContainHeader("Access-Control-Allow-Origin");
  }

  @Test
  void tellsBrowsersToLoadNothingFromElsewhere() {
    MvcTestResult page = mvc.get().uri("/").secure(true).exchange();
    assertThat(page)
        .hasHeader("X-Content-Type-Options", "nosniff")
        .hasHeader("Referrer-Policy", "no-referrer")
        .containsHeader("Strict-Transport-Security");
    assertThat(page.getResponse().getHeader("Content-Security-Policy"))
        .contains("default-src 'self'");
  }

  private MvcTestResult preflight(String origin) {
    return mvc.options()
        .uri(API)
        .header("Origin", origin)
        .header("Access-Control-Request-Method", "POST")
        .exchange();
  }
}
