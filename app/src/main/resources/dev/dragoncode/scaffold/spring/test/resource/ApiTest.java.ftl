[#import "/spring/java.ftl" as java]

[#assign needed = resource.fields?filter(f -> f.required)]
package [=project.packageName].[=resource.packageName];

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
[#if has.security]
import org.springframework.boot.actuate.audit.AuditEventRepository;
[/#if]
import org.springframework.http.MediaType;
[#if has.security]
import org.springframework.security.core.authority.SimpleGrantedAuthority;
[/#if]
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import [=project.packageName].ApiTest;

@ApiTest
class [=resource.type]ApiTest {

  private static final String PATH = [=resource.type]Controller.PATH;
  private static final String SAMPLE = [=resource.type]Samples.JSON;
  private static final String OTHER = [=resource.type]Samples.OTHER_JSON;

  @Autowired MockMvcTester mvc;
  @Autowired JsonMapper json;
  @Autowired MeterRegistry metrics;
[#if has.security]
  @Autowired AuditEventRepository audit;
[/#if]

  @Test
  void createsOneAndReadsItBack() {
    MvcTestResult created = create(SAMPLE);
    assertThat(created).hasStatus(201);

    String location = created.getResponse().getHeader("Location");
    MvcTestResult read = send(mvc.get().uri(location));
    assertThat(read).hasStatusOk().bodyJson().isLenientlyEqualTo(SAMPLE);
    assertThat(location).endsWith(id(read));
  }

  @Test
  void countsWhatIsCreated() {
    double before = metrics.counter("[=resource.table].added").count();
    create(SAMPLE);
    assertThat(metrics.counter("[=resource.table].added").count()).isEqualTo(before + 1);
  }

  @Test
  void goesOnWhereAPageEnds() {
    create(SAMPLE);
    create(SAMPLE);

    MvcTestResult first = send(mvc.get().uri(PATH).param("limit", "1"));
    String next = text(first, "next");
    MvcTestResult second = send(mvc.get().uri(PATH).param("limit", "1").param("after", next));

    assertThat(second).hasStatusOk();
    assertThat(text(second, "items/0/id")).isNotEqualTo(text(first, "items/0/id"));
  }

  @Test
  void replacesOne() {
    String uri = PATH + "/" + id(create(SAMPLE));
    assertThat(send(body(mvc.put().uri(uri), OTHER))).hasStatusOk();
    assertThat(send(mvc.get().uri(uri))).bodyJson().isLenientlyEqualTo(OTHER);
  }

  @Test
  void deletesOne() {
    String uri = PATH + "/" + id(create(SAMPLE));
    assertThat(send(mvc.delete().uri(uri))).hasStatus(204);
    assertThat(send(mvc.get().uri(uri))).hasStatus(404);
    assertThat(send(mvc.delete().uri(uri))).hasStatus(404);
  }

  @Test
  void tellsWhatIsMissing() {
    String uri = PATH + "/" + UUID.randomUUID();
    assertThat(send(body(mvc.put().uri(uri), SAMPLE)))
        .hasStatus(404)
        .hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
  }

  static Stream<Arguments> invalid() {
[=java.call("    return Stream.of(", resource.fields?map(f -> "arguments(\"" + f.name + "\", \"" + f.jsonInvalid?j_string + "\")"), ");")]
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void refusesWhatBreaksARule(String field, String value) {
    ObjectNode body = (ObjectNode) json.readTree(SAMPLE);
    body.set(field, json.readTree(value));
    assertThat(create(body.toString()))
        .hasStatus(400)
        .hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
  }
[#if needed?size > 0]

  @Test
  void namesTheFieldsThatAreMissing() {
    MvcTestResult refused = create("{}");
    assertThat(refused).hasStatus(400);
    var fields = assertThat(refused).bodyJson().extractingPath("$.fields[*].field").asArray();
[=java.call("    fields.contains(", needed?map(f -> '"' + f.name + '"'), ");")]
  }
[/#if]

  @Test
  void refusesPagesWithoutEnd() {
    assertThat(send(mvc.get().uri(PATH).param("limit", "101"))).hasStatus(400);
    assertThat(send(mvc.get().uri(PATH).param("after", "x"))).hasStatus(400);
  }

  @Test
  void asksForAToken() {
    assertThat(mvc.get().uri(PATH))
        .hasStatus(401)
        .hasHeader("WWW-Authenticate", "Bearer")
        .hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
  }
[#if has.security]

  @Test
  void writesDownWhoCreatedIt() {
    String id = id(create(SAMPLE));
    assertThat(audit.find("user", null, "[=resource.file].created"))
        .extracting(event -> event.getData().get("object"))
        .contains(id);
  }
[/#if]

  private MvcTestResult create(String body) {
    return send(body(mvc.post().uri(PATH), body));
  }

  private static MockMvcRequestBuilder body(MockMvcRequestBuilder request, String body) {
    return request.contentType(MediaType.APPLICATION_JSON).content(body);
  }

  private static MvcTestResult send(MockMvcRequestBuilder request) {
[#if has.security]
    return request.with(jwt().authorities(new SimpleGrantedAuthority("ROLE_admin"))).exchange();
[#else]
    return request.with(jwt()).exchange();
[/#if]
  }

  private String id(MvcTestResult result) {
    return text(result, "id");
  }

  private String text(MvcTestResult result, String path) {
    byte[] body = result.getResponse().getContentAsByteArray();
    return json.readTree(body).at("/" + path).asString();
  }
}
