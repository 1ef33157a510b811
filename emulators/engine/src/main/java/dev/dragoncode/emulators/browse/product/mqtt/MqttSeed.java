package dev.dragoncode.emulators.browse.product.mqtt;

import dev.dragoncode.emulators.browse.BrowseTarget;
import dev.dragoncode.emulators.browse.product.ProductSeed;
import dev.dragoncode.emulators.browse.product.SeedDocument;
import dev.dragoncode.emulators.browse.product.SeedWork;
import dev.dragoncode.emulators.seed.SeedFile;
import java.nio.charset.StandardCharsets;

/** Publishes the messages of a file, to be retained where it does not say otherwise. */
public final class MqttSeed implements ProductSeed {

  @Override
  public String seed(BrowseTarget target, int port, SeedFile file) throws InterruptedException {
    SeedDocument document = SeedDocument.read(target, file);
    SeedWork work = new SeedWork(document, "messages");
    return new MqttBrowser(target, port, true)
        .call(
            "It was not seeded",
            client ->
                work.each(
                        "messages",
                        item ->
                            client.publish(
                                document.required(item, "topic"),
                                item.body().getBytes(StandardCharsets.UTF_8),
                                item.text("qos").map(Integer::parseInt).orElse(1),
                                item.flag("retain", true)))
                    .done());
  }
}
