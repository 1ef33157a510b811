package [=project.packageName].security;

import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
[#if has.security]
import org.springframework.http.HttpMethod;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
[/#if]
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
[#if has.middleware]
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
[/#if]
import org.springframework.security.config.http.SessionCreationPolicy;
[#if has.security]
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;
[/#if]
import org.springframework.security.web.SecurityFilterChain;
[#if has.middleware]
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
[/#if]
import org.springframework.web.servlet.HandlerExceptionResolver;
[#if has.security]

import [=project.packageName].audit.AuditTrail;
[/#if]

/** Who may call which route: what does not stand here needs a token. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

[#if has.security]
  private static final String API = "/api/**";
[/#if]

[#if has.middleware]
  /** The page loads nothing from elsewhere, and nobody may frame it. */
  private static final String CONTENT_POLICY =
      "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private static final String PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=()";
[/#if]

  @Bean
[#if has.security]
  SecurityFilterChain filterChain(
      HttpSecurity http,
      @Qualifier("handlerExceptionResolver") HandlerExceptionResolver errors,
      AuditTrail audit) {
[#else]
  SecurityFilterChain filterChain(
      HttpSecurity http, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver errors) {
[/#if]
    http.authorizeHttpRequests(
        routes -> {
          // Whoever may not see a route is refused before; what failed behind it may be told.
          routes.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll();
          routes.requestMatchers("/", "/index.html", "/app.js", "/app.css").permitAll();
          routes.requestMatchers("/openapi.yaml", "/favicon.ico").permitAll();
          routes.requestMatchers("/dev/token").permitAll();
[#if has.payments]
          // Proven by its signature.
          routes.requestMatchers("/webhooks/stripe").permitAll();
[/#if]
          // For the platform: an ingress has no need to lead here.
          routes.requestMatchers("/actuator/health/**", "/actuator/prometheus").permitAll();
[#if has.security]
          routes.requestMatchers(HttpMethod.GET, API).hasRole("viewer");
          routes.requestMatchers(HttpMethod.DELETE, API).hasRole("admin");
          routes.requestMatchers(API).hasRole("editor");
[/#if]
          routes.anyRequest().authenticated();
        });
    http.oauth2ResourceServer(
        server -> {
          server.jwt(Customizer.withDefaults());
          server.authenticationEntryPoint(
              (request, response, e) -> errors.resolveException(request, response, null, e));
[#if !has.security]
          server.accessDeniedHandler(
              (request, response, e) -> errors.resolveException(request, response, null, e));
[/#if]
        });
[#if has.security]
    http.exceptionHandling(
        handling ->
            handling.accessDeniedHandler(
                (request, response, e) -> {
                  audit.record("access.denied", request.getRequestURI());
                  errors.resolveException(request, response, null, e);
                }));
[/#if]
    http.sessionManagement(
        sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
    // No cookie is read, so there is none that another site could make a browser send along.
    http.csrf(AbstractHttpConfigurer::disable);
[#if has.middleware]
    http.cors(Customizer.withDefaults());
    http.headers(SecurityConfiguration::harden);
[/#if]
    return http.build();
  }
[#if has.middleware]

  private static void harden(HeadersConfigurer<HttpSecurity> headers) {
    headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY));
    headers.permissionsPolicyHeader(policy -> policy.policy(PERMISSIONS_POLICY));
    headers.referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER));
  }
[/#if]
[#if has.security]

  /** The claim {@code roles} of the token. */
  @Bean
  JwtAuthenticationConverter rolesOfToken() {
    JwtGrantedAuthoritiesConverter roles = new JwtGrantedAuthoritiesConverter();
    roles.setAuthoritiesClaimName("roles");
    roles.setAuthorityPrefix("ROLE_");
    JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
    converter.setJwtGrantedAuthoritiesConverter(roles);
    return converter;
  }

  @Bean
  static RoleHierarchy roleHierarchy() {
    return RoleHierarchyImpl.withDefaultRolePrefix()
        .role("admin")
        .implies("editor")
        .role("editor")
        .implies("viewer")
        .build();
  }
[/#if]
}
