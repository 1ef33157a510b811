# syntax=docker/dockerfile:1
ARG BUILD_IMAGE=maven:3.9.11-eclipse-temurin-25
ARG RUN_IMAGE=eclipse-temurin:[=image("eclipse-temurin", v["java"])]-jre-alpine

FROM ${BUILD_IMAGE} AS build
WORKDIR /build
# What the build needs, kept until pom.xml changes.
COPY pom.xml .
RUN mvn -B -q dependency:resolve dependency:resolve-plugins
COPY src src
RUN mvn -B -q -DskipTests -Dspotless.check.skip package \
    && cp target/[=project.name]-*.jar app.jar \
    && java -Djarmode=tools -jar app.jar extract --layers --destination layers

FROM ${RUN_IMAGE}
WORKDIR /app
# What changes seldom comes first, so that a release ships little more than its own classes.
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/spring-boot-loader/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./
[#if has.flags]
COPY flags flags
[/#if]
USER 10001
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
  CMD ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8080/actuator/health/liveness"]
# Three quarters of the container's memory for the heap; one that is out of memory is started anew by the platform.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-XX:+ExitOnOutOfMemoryError", "-jar", "app.jar"]
