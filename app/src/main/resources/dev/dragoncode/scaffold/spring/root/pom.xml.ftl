<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0"
         xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
         xsi:schemaLocation="http://maven.apache.org/POM/4.0.0 https://maven.apache.org/xsd/maven-4.0.0.xsd">
  <modelVersion>4.0.0</modelVersion>

  <parent>
    <groupId>org.springframework.boot</groupId>
    <artifactId>spring-boot-starter-parent</artifactId>
    <version>[=v["spring-boot"]]</version>
    <relativePath/>
  </parent>

  <groupId>[=project.group]</groupId>
  <artifactId>[=project.name]</artifactId>
  <version>0.1.0</version>
  <name>[=project.title]</name>
  <description>[=project.description]</description>

  <properties>
    <java.version>[=v["java"]]</java.version>
    <!-- Equal sources give an equal jar, bit by bit. -->
    <project.build.outputTimestamp>[=goal.start]T00:00:00Z</project.build.outputTimestamp>
[#if has.tests]
    <!-- Raise it with the coverage; never lower it. -->
    <coverage.minimum>0.75</coverage.minimum>
[/#if]
    <!-- The newest that Maven runs on JDK 17; the profile below has the one for newer JDKs. -->
    <google-java-format.version>[=v["google-java-format"]]</google-java-format.version>
  </properties>

  <dependencies>
    <dependency>
      <groupId>org.springframework.boot</groupId>
      <artifactId>spring-boot-starter-webmvc</artifactId>
    </dependency>
    <dependency>
      <groupId>org.springframework.boot</groupId>
      <artifactId>spring-boot-starter-validation</artifactId>
    </dependency>
    <dependency>
      <groupId>org.springframework.boot</groupId>
      <artifactId>spring-boot-starter-security-oauth2-resource-server</artifactId>
    </dependency>
    <dependency>
      <groupId>org.springframework.boot</groupId>
      <artifactId>spring-boot-starter-actuator</artifactId>
    </dependency>
    <dependency>
      <groupId>io.micrometer</groupId>
      <artifactId>micrometer-registry-prometheus</artifactId>
      <scope>runtime</scope>
    </dependency>
[#if has.database]
    <dependency>
      <groupId>org.springframework.boot</groupId>
      <artifactId>spring-boot-starter-data-jdbc</artifactId>
    </dependency>
    <dependency>
      <groupId>org.springframework.boot</groupId>
      <artifactId>spring-boot-starter-flyway</artifactId>
    </dependency>
    <dependency>
      <groupId>org.flywaydb</groupId>
      <artifactId>flyway-database-postgresql</artifactId>
      <scope>runtime</scope>
    </dependency>
    <dependency>
      <groupId>org.postgresql</groupId>
      <artifactId>postgresql</artifactId>
      <scope>runtime</scope>
    </dependency>
[/#if]
[#if has.secrets]
    <dependency>
      <groupId>org.springframework.vault</groupId>
      <artifactId>spring-vault-core</artifactId>
      <version>[=v["spring-vault"]]</version>
    </dependency>
[/#if]
[#if has.flags]
    <dependency>
      <groupId>dev.openfeature</groupId>
      <artifactId>sdk</artifactId>
      <version>[=v["openfeature-java"]]</version>
    </dependency>
    <dependency>
      <groupId>dev.openfeature.contrib.providers</groupId>
      <artifactId>flagd</artifactId>
      <version>[=v["flagd-provider-java"]]</version>
      <exclusions>
        <!-- For a server of flags; these come from a file. -->
        <exclusion>
          <groupId>io.grpc</groupId>
          <artifactId>grpc-netty</artifactId>
        </exclusion>
        <exclusion>
          <groupId>io.netty</groupId>
          <artifactId>*</artifactId>
        </exclusion>
      </exclusions>
    </dependency>
[/#if]
[#if has.payments]
    <dependency>
      <groupId>com.stripe</groupId>
      <artifactId>stripe-java</artifactId>
      <version>[=v["stripe-java"]]</version>
    </dependency>
[/#if]
[#if has.middleware]
    <dependency>
      <groupId>com.bucket4j</groupId>
      <artifactId>bucket4j_jdk17-core</artifactId>
      <version>[=v["bucket4j"]]</version>
    </dependency>
    <dependency>
      <groupId>com.github.ben-manes.caffeine</groupId>
      <artifactId>caffeine</artifactId>
    </dependency>
[/#if]
[#if has.telemetry]
    <dependency>
      <groupId>org.springframework.boot</groupId>
      <artifactId>spring-boot-starter-opentelemetry</artifactId>
    </dependency>
[/#if]
    <dependency>
      <groupId>org.springframework.boot</groupId>
      <artifactId>spring-boot-starter-webmvc-test</artifactId>
      <scope>test</scope>
    </dependency>
    <dependency>
      <groupId>org.springframework.boot</groupId>
      <artifactId>spring-boot-starter-security-test</artifactId>
      <scope>test</scope>
    </dependency>
[#if has.secrets]
    <dependency>
      <groupId>com.h2database</groupId>
      <artifactId>h2</artifactId>
      <scope>test</scope>
    </dependency>
[/#if]
  </dependencies>

  <build>
    <plugins>
      <!-- JDK [=v["java"]] whatever java Maven itself runs on. -->
      <plugin>
        <groupId>org.apache.maven.plugins</groupId>
        <artifactId>maven-toolchains-plugin</artifactId>
        <version>[=v["maven-toolchains-plugin"]]</version>
        <executions>
          <execution>
            <goals>
              <goal>select-jdk-toolchain</goal>
            </goals>
            <configuration>
              <version>[${java.version},)</version>
            </configuration>
          </execution>
        </executions>
      </plugin>
      <plugin>
        <groupId>org.apache.maven.plugins</groupId>
        <artifactId>maven-enforcer-plugin</artifactId>
        <executions>
          <execution>
            <goals>
              <goal>enforce</goal>
            </goals>
            <configuration>
              <rules>
                <requireMavenVersion>
                  <version>[ [=v["maven"]],)</version>
                </requireMavenVersion>
              </rules>
            </configuration>
          </execution>
        </executions>
      </plugin>
      <plugin>
        <groupId>org.apache.maven.plugins</groupId>
        <artifactId>maven-compiler-plugin</artifactId>
        <configuration>
          <failOnWarning>true</failOnWarning>
          <compilerArgs>
            <!-- Not: annotations that no processor reads, and those that are missing in classes of libraries. -->
            <arg>-Xlint:all,-processing,-classfile</arg>
          </compilerArgs>
        </configuration>
      </plugin>
      <plugin>
        <groupId>org.springframework.boot</groupId>
        <artifactId>spring-boot-maven-plugin</artifactId>
      </plugin>
      <plugin>
        <groupId>com.diffplug.spotless</groupId>
        <artifactId>spotless-maven-plugin</artifactId>
        <version>[=v["spotless-maven"]]</version>
        <configuration>
          <java>
            <googleJavaFormat>
              <version>${google-java-format.version}</version>
            </googleJavaFormat>
            <importOrder>
              <!-- Static ones, all others, and the service's own. -->
              <order>\#,,[=project.packageName]</order>
            </importOrder>
          </java>
        </configuration>
        <executions>
          <execution>
            <phase>validate</phase>
            <goals>
              <goal>check</goal>
            </goals>
          </execution>
        </executions>
      </plugin>
[#if has.tests]
      <plugin>
        <groupId>org.apache.maven.plugins</groupId>
        <artifactId>maven-failsafe-plugin</artifactId>
        <executions>
          <execution>
            <goals>
              <goal>integration-test</goal>
              <goal>verify</goal>
            </goals>
          </execution>
        </executions>
      </plugin>
      <plugin>
        <groupId>org.jacoco</groupId>
        <artifactId>jacoco-maven-plugin</artifactId>
        <version>[=v["jacoco"]]</version>
        <executions>
          <execution>
            <goals>
              <goal>prepare-agent</goal>
            </goals>
          </execution>
          <execution>
            <id>report</id>
            <phase>post-integration-test</phase>
            <goals>
              <goal>report</goal>
            </goals>
          </execution>
          <execution>
            <id>check</id>
            <phase>verify</phase>
            <goals>
              <goal>check</goal>
            </goals>
            <configuration>
              <rules>
                <rule>
                  <limits>
                    <limit>
                      <counter>LINE</counter>
                      <minimum>${coverage.minimum}</minimum>
                    </limit>
                  </limits>
                </rule>
              </rules>
            </configuration>
          </execution>
        </executions>
      </plugin>
[/#if]
[#if has.ci || has.image || has.release]
      <!-- Writes the SBOM into the jar; the parent says when. -->
      <plugin>
        <groupId>org.cyclonedx</groupId>
        <artifactId>cyclonedx-maven-plugin</artifactId>
      </plugin>
[/#if]
[#if has.image]
      <!-- The same image without Docker, bit by bit the same each time: mvn package jib:buildTar -->
      <plugin>
        <groupId>com.google.cloud.tools</groupId>
        <artifactId>jib-maven-plugin</artifactId>
        <version>[=v["jib-maven"]]</version>
        <configuration>
          <from>
            <image>eclipse-temurin:[=image("eclipse-temurin", v["java"])]-jre-alpine</image>
          </from>
          <to>
            <image>[=project.name]:${project.version}</image>
          </to>
[#if has.flags]
          <extraDirectories>
            <paths>
              <path>
                <from>flags</from>
                <into>/app/flags</into>
              </path>
            </paths>
          </extraDirectories>
[/#if]
          <container>
            <user>10001</user>
            <workingDirectory>/app</workingDirectory>
            <ports>
              <port>8080</port>
            </ports>
            <jvmFlags>
              <jvmFlag>-XX:MaxRAMPercentage=75</jvmFlag>
              <jvmFlag>-XX:+ExitOnOutOfMemoryError</jvmFlag>
            </jvmFlags>
            <mainClass>[=project.packageName].[=project.type]Application</mainClass>
            <creationTime>${project.build.outputTimestamp}</creationTime>
          </container>
        </configuration>
      </plugin>
[/#if]
    </plugins>
  </build>

  <profiles>
    <profile>
      <!-- Formatting runs in Maven's own JVM, and each formatter knows the compilers of its time. -->
      <id>newer-jdk</id>
      <activation>
        <jdk>[21,)</jdk>
      </activation>
      <properties>
        <google-java-format.version>[=v["google-java-format-21"]]</google-java-format.version>
      </properties>
    </profile>
  </profiles>
</project>
