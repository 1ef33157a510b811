package [=project.packageName].audit;

import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.actuate.audit.InMemoryAuditEventRepository;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** Keeps audit events until the process ends, on a developer's machine only. */
@Configuration(proxyBeanMethods = false)
@Profile("local")
class LocalAuditEvents {

  @Bean
  AuditEventRepository auditEvents() {
    return new InMemoryAuditEventRepository();
  }
}
