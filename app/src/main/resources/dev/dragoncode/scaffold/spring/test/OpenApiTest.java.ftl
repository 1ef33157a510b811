package [=project.packageName];

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yaml.snakeyaml.Yaml;

/** Holds the contract against the routes that there are. */
@ApiTest
class OpenApiTest {

  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  @Autowired RequestMappingHandlerMapping requestMappingHandlerMapping;

  @Test
  void describesTheRoutesThatThereAre() throws IOException {
    assertThat(described()).isEqualTo(served());
  }

  private Set<String> served() {
    Set<String> routes = new TreeSet<>();
    Map<RequestMappingInfo, HandlerMethod> all = requestMappingHandlerMapping.getHandlerMethods();
    all.forEach(
        (route, handler) -> {
          if (handler.getBeanType().getPackageName().startsWith("[=project.packageName]")) {
            route
                .getMethodsCondition()
                .getMethods()
                .forEach(method -> routes.add(method + " " + path(route)));
          }
        });
    // Only the profile `local` has it.
    routes.remove("POST /dev/token");
    return routes;
  }

  private static String path(RequestMappingInfo route) {
    return route.getPatternValues().iterator().next();
  }

  @SuppressWarnings("unchecked")
  private static Set<String> described() throws IOException {
    Set<String> routes = new TreeSet<>();
    try (InputStream file = new ClassPathResource("static/openapi.yaml").getInputStream()) {
      Map<String, Object> contract = new Yaml().load(file);
      Map<String, Map<String, Object>> paths =
          (Map<String, Map<String, Object>>) contract.get("paths");
      paths.forEach(
          (path, operations) ->
              operations.keySet().stream()
                  .filter(METHODS::contains)
                  .forEach(method -> routes.add(method.toUpperCase() + " " + path)));
    }
[#if has.payments]
    // The profile `local` has no Stripe.
    routes.remove("POST /webhooks/stripe");
[/#if]
    return routes;
  }
}
