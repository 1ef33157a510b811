package [=project.packageName].security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
[#if has.security]
import org.junit.jupiter.params.provider.CsvSource;
[/#if]
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
[#if has.security]
import org.springframework.http.HttpMethod;
[/#if]
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.json.JsonMapper;

import [=project.packageName].ApiTest;

@ApiTest
class AccessTest {

  private static final String API = "[=resource.path]";

  @Autowired MockMvcTester mvc;
  @Autowired JsonMapper json;

  @Test
  void givesDevelopersATokenThatOpensTheApi() {
    assertThat(mvc.get().uri(API).header("Authorization", token("{}"))).hasStatusOk();
  }

  @Test
  void refusesATokenThatIsNone() {
    assertThat(mvc.get().uri(API).header("Authorization", "Bearer x")).hasStatus(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/app.js",
        "/openapi.yaml",
        "/actuator/health/liveness",
        "/actuator/health/readiness",
        "/actuator/prometheus"
      })
  void isOpenForThePageAndThePlatform(String path) {
    assertThat(mvc.get().uri(path)).hasStatusOk();
  }

  @Test
  void isClosedElsewhere() {
    assertThat(mvc.get().uri("/actuator/env")).hasStatus(401);
  }
[#if has.security]

  /** 400 and 405 are the routes' own answers: the request was let through. */
  @ParameterizedTest
  @CsvSource({
    "nobody, GET, 403",
    "viewer, GET, 200",
    "viewer, POST, 403",
    "editor, GET, 200",
    "editor, POST, 400",
    "editor, DELETE, 403",
    "admin, POST, 400",
    "admin, DELETE, 405"
  })
  void letsARoleDoWhatItMay(String role, HttpMethod method, int status) {
    String token = token("{\"roles\": [\"" + role + "\"]}");
    assertThat(
            mvc.method(method)
                .uri(API)
                .header("Authorization", token)
                .contentType(MediaType.APPLICATION_JSON))
        .hasStatus(status);
  }
[/#if]

  private String token(String wish) {
    MvcTestResult answer =
        mvc.post()
            .uri("/dev/token")
            .contentType(MediaType.APPLICATION_JSON)
            .content(wish)
            .exchange();
    byte[] body = answer.getResponse().getContentAsByteArray();
    return "Bearer " + json.readTree(body).at("/access_token").asString();
  }
}
