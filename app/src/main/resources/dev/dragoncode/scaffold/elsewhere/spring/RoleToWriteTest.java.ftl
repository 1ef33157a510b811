package [=packageName];

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
[#if !four]
import org.springframework.boot.test.autoconfigure.web.servlet.WebMvcTest;
[#else]
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
[/#if]
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who is logged in may change something only with the role for it. */
@WebMvcTest(RoleToWriteTest.Anything.class)
@Import({[=chain].class, RoleToWriteTest.Anything.class})
class RoleToWriteTest {

  private static final String ROUTE = "/role-to-write-test";

  @Autowired MockMvc mvc;

  @RestController
  static class Anything {

    @RequestMapping(ROUTE)
    String done() {
      return "done";
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
  void refusesWhoeverLacksTheRole(String method) throws Exception {
    mvc.perform(request(HttpMethod.valueOf(method), ROUTE).with(user("ada").roles()).with(csrf()))
        .andExpect(status().isForbidden());
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
  void letsWhoeverHasTheRoleChangeIt(String method) throws Exception {
    SimpleGrantedAuthority role = new SimpleGrantedAuthority("[=authority]");
    mvc.perform(
            request(HttpMethod.valueOf(method), ROUTE)
                .with(user("ada").authorities(role))
                .with(csrf()))
        .andExpect(status().isOk());
  }
}
