package dev.dragoncode.emulators.browse.product.nats;

import dev.dragoncode.emulators.browse.BrowseTarget;
import dev.dragoncode.emulators.browse.product.ProductSeed;
import dev.dragoncode.emulators.browse.product.SeedDocument;
import dev.dragoncode.emulators.browse.product.SeedDocument.Item;
import dev.dragoncode.emulators.browse.product.SeedWork;
import dev.dragoncode.emulators.seed.SeedFile;
import io.nats.client.Connection;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Makes the streams of a file, which are written as JetStream writes them, and publishes its
 * messages, each acknowledged by the stream that keeps it.
 */
public final class NatsSeed implements ProductSeed {

  @Override
  public String seed(BrowseTarget target, int port, SeedFile file) throws InterruptedException {
    SeedDocument document = SeedDocument.read(target, file);
    SeedWork work = new SeedWork(document, "streams", "messages");
    return new NatsBrowser(target, port, true)
        .call(
            "It was not seeded",
            nats ->
                work.each("streams", item -> make(nats, document, item))
                    .each("messages", item -> publish(nats, document, item))
                    .done());
  }

  private static void make(Connection nats, SeedDocument document, Item item) throws Exception {
    document.required(item, "name");
    nats.jetStreamManagement().addStream(StreamConfiguration.instance(item.json()));
  }

  private static void publish(Connection nats, SeedDocument document, Item item) throws Exception {
    String subject = document.required(item, "subject");
    Headers headers = new Headers();
    item.texts("headers").forEach(headers::put);
    try {
      nats.jetStream()
          .publish(
              NatsMessage.builder()
                  .subject(subject)
                  .headers(headers)
                  .data(item.body().getBytes(StandardCharsets.UTF_8))
                  .build());
    } catch (IOException e) {
      // nobody answers where no stream takes the subject
      throw new IOException("No stream keeps “%s”: %s".formatted(subject, e.getMessage()), e);
    }
  }
}
