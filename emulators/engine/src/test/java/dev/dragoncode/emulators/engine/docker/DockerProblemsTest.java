package dev.dragoncode.emulators.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import dev.dragoncode.problem.Problem;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerProblemsTest {

  private static final DockerHost HOST =
      new DockerHost(URI.create("unix:///run/d.sock"), Optional.empty(), "the usual place", false);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          driver failed programming external connectivity on endpoint x: Bind for 127.0.0.1:20431 failed: port is already allocated | Port 20431 is taken
          Error starting userland proxy: listen tcp4 127.0.0.1:20431: bind: address already in use | Port 20431 is taken
          failed to bind host port 127.0.0.1:20431/tcp: address already in use | Port 20431 is taken
          rootlessport listen tcp 127.0.0.1:20431: bind: address already in use | Port 20431 is taken
          manifest for postgres:18.1 not found: manifest unknown: manifest unknown | There is no image postgres:18.1
          pull access denied for postgres, repository does not exist or may require 'docker login' | The registry refuses
          toomanyrequests: You have reached your pull rate limit. | pull limit is reached
          write /var/lib/docker/tmp/x: no space left on device | disk is full
          Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io: no such host | cannot reach docker.io
          Get "https://registry-1.docker.io/v2/": net/http: TLS handshake timeout | cannot reach docker.io
          no matching manifest for linux/arm64/v8 in the manifest list entries | not made for this machine
          Conflict. The container name "/dragoncode-x" is already in use by container "0123". | A container of the same name
          something nobody foresaw | The container engine says: something nobody foresaw.
          """)
  void saysWhatToDo(String engine, String reason) {
    String json = "Status 500: {\"message\":\"" + engine.replace("\"", "\\\"") + "\"}\n";

    for (RuntimeException failure :
        new RuntimeException[] {
          new InternalServerErrorException(json), new DockerClientException(engine)
        }) {
      Problem problem = DockerProblems.of("X could not be started", "postgres:18.1", HOST, failure);

      assertThat(problem.title()).isEqualTo("X could not be started");
      assertThat(problem.reason()).contains(reason);
      assertThat(problem.remedies()).isNotEmpty();
      assertThat(problem.cause()).contains(failure);
    }
  }

  @Test
  void anEngineThatGoesAwayIsNotTheImagesFault() {
    Problem problem =
        DockerProblems.of(
            "X could not be started",
            "postgres:18.1",
            HOST,
            new IllegalStateException(new IOException("Connection refused")));

    assertThat(problem.reason()).contains("stopped answering").contains("unix:///run/d.sock");
  }

  @Test
  void aSocketThatMayNotBeOpenedPointsToTheGroup() {
    Problem problem =
        DockerProblems.unreachable(
            HOST, new IllegalStateException(new IOException("Permission denied")));

    assertThat(problem.title()).isEqualTo("Your account may not use the container engine");
    assertThat(problem.remedies().getFirst().text()).contains("group docker");
  }
}
