[#import "/spring/java.ftl" as java]

package [=project.packageName].[=resource.packageName];

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
[#if has.security]
import org.springframework.security.core.authority.SimpleGrantedAuthority;
[/#if]
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import [=project.packageName].ApiTest;

/** In the tests' own flags.json the flag is on for one user, “chosen”. */
@ApiTest
class [=resource.type]ExportTest {

  private static final String PATH = [=resource.type]Controller.PATH;
  private static final String FLAG = [=resource.type]ExportController.FLAG;

  @Autowired MockMvcTester mvc;
  @Autowired [=resource.type]Store store;

  @Test
  void givesTheTableToThoseForWhomTheFlagIsOn() {
    UUID id = UUID.randomUUID();
    Instant createdAt = Instant.parse("2026-01-02T03:04:05Z");
    store.insert([=resource.type]Samples.sample(id, createdAt));

    MvcTestResult table = get("chosen", PATH + "/export");

    assertThat(table).hasStatusOk().hasContentType("text/csv;charset=UTF-8");
    assertThat(table).bodyText().startsWith("\"id\",\"createdAt\"").contains(id.toString());
  }

  @Test
  void isNotThereForOthers() {
    assertThat(get("other", PATH + "/export")).hasStatus(404);
  }

  @Test
  void tellsThePageWhoHasIt() {
    String path = "$['" + FLAG + "']";
    MvcTestResult chosen = get("chosen", "/api/flags");
    MvcTestResult other = get("other", "/api/flags");
    assertThat(chosen).bodyJson().extractingPath(path).isEqualTo(true);
    assertThat(other).bodyJson().extractingPath(path).isEqualTo(false);
  }

  private MvcTestResult get(String user, String path) {
    var token = jwt().jwt(claims -> claims.subject(user));
[#if has.security]
    token = token.authorities(new SimpleGrantedAuthority("ROLE_viewer"));
[/#if]
    return mvc.get().uri(path).with(token).exchange();
  }
}
