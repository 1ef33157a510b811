package dev.dragoncode.emulators.browse.product.artemis;

import dev.dragoncode.emulators.browse.BrowseTarget;
import dev.dragoncode.emulators.browse.product.ProductSeed;
import dev.dragoncode.emulators.browse.product.SeedDocument;
import dev.dragoncode.emulators.browse.product.SeedDocument.Item;
import dev.dragoncode.emulators.browse.product.SeedWork;
import dev.dragoncode.emulators.seed.SeedFile;
import java.util.Locale;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientSession;

/** Makes the queues of a file and sends its messages into them. */
public final class ArtemisSeed implements ProductSeed {

  @Override
  public String seed(BrowseTarget target, int port, SeedFile file) throws InterruptedException {
    SeedDocument document = SeedDocument.read(target, file);
    SeedWork work = new SeedWork(document, "queues", "messages");
    return new ArtemisBrowser(target, port, true)
        .call(
            "It was not seeded",
            session ->
                work.each("queues", item -> make(session, document, item))
                    .each("messages", item -> send(session, document, item))
                    .done());
  }

  private static void make(ClientSession session, SeedDocument document, Item item)
      throws Exception {
    String name = document.required(item, "name");
    String routing = item.text("routing").orElse("anycast").toUpperCase(Locale.ROOT);
    QueueConfiguration queue =
        QueueConfiguration.of(name)
            .setAddress(item.text("address").orElse(name))
            .setRoutingType(RoutingType.valueOf(routing))
            .setDurable(item.flag("durable", true));
    item.text("filter").ifPresent(filter -> queue.setFilterString(SimpleString.of(filter)));
    session.createQueue(queue);
  }

  private static void send(ClientSession session, SeedDocument document, Item item)
      throws Exception {
    ArtemisBrowser.send(
        session, document.required(item, "queue"), item.body(), item.texts("headers"));
  }
}
