package dev.dragoncode.readiness.facts;

import dev.dragoncode.project.BulkSyntax;
import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.syntax.JavaParser;
import dev.dragoncode.project.syntax.JavaSource;
import dev.dragoncode.project.syntax.SyntaxException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Java, of which files that mention nothing that a check asks for are left unparsed. */
final class JavaOfInterest implements BulkSyntax<JavaSource> {

  /** Stands for a file that was left unparsed. */
  static final JavaSource NOTHING = new JavaSource("", List.of(), List.of(), List.of());

  /** Names behind an {@code @} that make a file worth parsing. */
  private static final Set<String> ANNOTATIONS =
      Set.of(
          "Test",
          "ParameterizedTest",
          "RepeatedTest",
          "TestFactory",
          "Property",
          "RestController",
          "Controller",
          "RestControllerAdvice",
          "ControllerAdvice",
          "ExceptionHandler",
          "RequestMapping",
          "PostMapping",
          "PutMapping",
          "PatchMapping",
          "GetMapping",
          "DeleteMapping",
          "Path",
          "Provider",
          "ServerExceptionMapper",
          "SpringBootTest",
          "QuarkusTest",
          "MicronautTest",
          "Testcontainers",
          "DataJpaTest",
          "PreAuthorize",
          "PostAuthorize",
          "RolesAllowed",
          "Secured",
          "EnableMethodSecurity",
          "EnableGlobalMethodSecurity",
          "EnableReactiveMethodSecurity",
          "RoleRequired",
          "RequiresRole",
          "RequireRole",
          "RateLimiter",
          "RateLimited",
          "NotNull",
          "NotBlank",
          "NotEmpty",
          "Size",
          "Min",
          "Max",
          "Pattern",
          "Email",
          "Positive",
          "PositiveOrZero",
          "Valid",
          "Validated",
          "DecimalMin",
          "DecimalMax",
          "Past",
          "Future",
          "Liveness",
          "Readiness",
          "FeignClient",
          "RegisterRestClient",
          "RunWith",
          "ConfigurationProperties",
          "ConfigMapping",
          "ConfigProperty",
          "CrossOrigin",
          "Counted",
          "Value",
          "Authenticated",
          "Audited",
          "CreatedBy",
          "LastModifiedBy",
          "WithSpan",
          "Disabled",
          "Ignore");

  /** Words that make a file worth parsing. */
  private static final List<String> WORDS =
      List.of(
          "Bucket",
          "RateLimiter",
          "SecurityFilterChain",
          "hasRole",
          "hasAuthority",
          "hasAnyRole",
          "allowedOrigin",
          "AllowedOrigin",
          "MDC.put",
          "hmacShaKeyFor",
          "Algorithm.HMAC",
          "signWith",
          "SecretKeySpec",
          "MACSigner",
          "secret",
          "assword",
          "Counter",
          "counter(",
          "RestTemplate",
          "RestClient",
          "WebClient",
          "HttpClient",
          "OkHttpClient",
          "AuditEventRepository",
          "class Audit",
          "class InMemory",
          "class Fake",
          "class Mock",
          "class Stub",
          "HealthIndicator",
          "ExceptionMapper",
          "io.javalin",
          "io.restassured",
          "testcontainers",
          "io.opentelemetry",
          "Flyway",
          "Liquibase",
          "extends TestCase");

  @Override
  public JavaSource parse(IndexedFile file, String text) throws SyntaxException {
    return worthParsing(text) ? JavaParser.parse(text) : NOTHING;
  }

  @Override
  public List<JavaSource> parseAll(List<String> texts) throws SyntaxException {
    List<String> worth = texts.stream().filter(JavaOfInterest::worthParsing).toList();
    Iterator<JavaSource> parsed =
        worth.isEmpty() ? List.<JavaSource>of().iterator() : JavaParser.parseAll(worth).iterator();
    List<JavaSource> all = new ArrayList<>(texts.size());
    for (String text : texts) {
      all.add(worthParsing(text) ? parsed.next() : NOTHING);
    }
    return all;
  }

  private static boolean worthParsing(String text) {
    for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
      int end = at + 1;
      while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
        end++;
      }
      if (ANNOTATIONS.contains(text.substring(at + 1, end))) {
        return true;
      }
    }
    return WORDS.stream().anyMatch(text::contains);
  }
}
