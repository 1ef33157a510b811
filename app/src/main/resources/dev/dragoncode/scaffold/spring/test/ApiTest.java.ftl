package [=project.packageName];

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.context.ActiveProfiles;

/** The whole service without a port and without anything beside it; started once for all tests. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    properties = {
[#if has.security && !has.database]
      "audit.file=target/audit.jsonl",
[/#if]
[#if has.middleware]
      "cors.origins=https://shop.example.com",
      "rate-limit.max=100000",
[/#if]
[#if has.flags]
      "flags.file=src/test/resources/flags.json",
[/#if]
      "spring.main.banner-mode=off"
    })
@AutoConfigureMockMvc
@ActiveProfiles("local")
public @interface ApiTest {}
