package dev.dragoncode.fakes.packs;

import dev.dragoncode.fakes.Fakes;
import dev.dragoncode.fakes.FakesContainer;
import dev.dragoncode.fakes.packs.github.GithubJavaTest;
import dev.dragoncode.fakes.packs.oidc.OidcJavaTest;
import dev.dragoncode.fakes.packs.openai.OpenAiJavaTest;
import dev.dragoncode.fakes.packs.postmark.PostmarkJavaTest;
import dev.dragoncode.fakes.packs.sendgrid.SendgridJavaTest;
import dev.dragoncode.fakes.packs.slack.SlackJavaTest;
import dev.dragoncode.fakes.packs.stripe.StripeJavaTest;
import dev.dragoncode.fakes.packs.stripe.StripeNamespacesTest;
import dev.dragoncode.fakes.packs.twilio.TwilioJavaTest;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The vendors' own Java clients on the fakes in a container: the same tests once more. */
@EnabledIfSystemProperty(
    named = "dragoncode.matrix",
    matches = "true",
    disabledReason = "builds an image and takes a minute; the matrix does")
class JavaSdksInContainerTest {

  private static @Nullable FakesContainer container;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException, InterruptedException {
    if (!"1".equals(System.getenv("DRAGONCODE_REQUIRE_DOCKER"))) {
      Assumptions.assumeTrue(FakesContainer.possible(), "no container can be had here");
    }
    FakesContainer started = FakesContainer.start(folder);
    container = started;
    System.setProperty(Fakes.ELSEWHERE, started.control());
  }

  @AfterAll
  static void stop() throws InterruptedException {
    System.clearProperty(Fakes.ELSEWHERE);
    if (container != null) {
      container.stop();
    }
  }

  @Nested
  class Github extends GithubJavaTest {}

  @Nested
  class Oidc extends OidcJavaTest {}

  @Nested
  class OpenAi extends OpenAiJavaTest {}

  @Nested
  class Postmark extends PostmarkJavaTest {}

  @Nested
  class Sendgrid extends SendgridJavaTest {}

  @Nested
  class Slack extends SlackJavaTest {}

  @Nested
  class Stripe extends StripeJavaTest {}

  @Nested
  class StripeNamespaces extends StripeNamespacesTest {}

  @Nested
  class Twilio extends TwilioJavaTest {}
}
