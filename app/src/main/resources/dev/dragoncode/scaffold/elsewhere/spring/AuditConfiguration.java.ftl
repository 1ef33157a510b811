package [=packageName].audit;

[#if !database]
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
[/#if]
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
[#if database]
import org.springframework.jdbc.core.JdbcTemplate;
[/#if]
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the audit trail behind every route that Spring MVC serves. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

  /** Spring Security's refusals and failed logins come here by themselves. */
  @Bean
[#if database]
  AuditEventRepository auditEvents(JdbcTemplate jdbc) {
    return new JdbcAuditEvents(jdbc);
  }
[#else]
  AuditEventRepository auditEvents(@Value("${audit.file}") Path file) {
    return new FileAuditEvents(file);
  }
[/#if]

  @Bean
  WebMvcConfigurer auditOfRequests(AuditEventRepository events) {
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new RequestAudit(events));
      }
    };
  }
}
