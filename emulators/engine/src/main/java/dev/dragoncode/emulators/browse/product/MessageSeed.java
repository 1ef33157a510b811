package dev.dragoncode.emulators.browse.product;

import dev.dragoncode.emulators.browse.BrowseTarget;
import dev.dragoncode.emulators.browse.Change;
import dev.dragoncode.emulators.browse.DataBrowser;
import dev.dragoncode.emulators.browse.DataBrowser.Ability;
import dev.dragoncode.emulators.browse.Place;
import dev.dragoncode.emulators.browse.product.SeedDocument.Item;
import dev.dragoncode.problem.ProblemException;
import java.util.List;
import java.util.OptionalLong;

/** Publishes the messages of a file the way the data browser does for its user. */
final class MessageSeed {

  private final ProductBrowsers browsers;

  MessageSeed(ProductBrowsers browsers) {
    this.browsers = browsers;
  }

  String apply(BrowseTarget target, SeedDocument document) throws InterruptedException {
    DataBrowser browser = browsers.browser(target, true);
    List<Item> messages = document.items("messages");
    for (Item message : messages) {
      if (!browser.abilities().contains(Ability.PUBLISH)) {
        throw document.failure(message.line(), target.spec().name() + " takes no messages");
      }
      boolean topic = message.text("topic").isPresent();
      String name =
          message
              .text("topic")
              .or(() -> message.text("queue"))
              .orElseThrow(() ->
                  document.failure(message.line(), "a message names its “topic” or its “queue”"));
      Place place =
          new Place(
              name,
              name,
              "",
              topic ? Place.Kind.TOPIC : Place.Kind.QUEUE,
              OptionalLong.empty(),
              false);
      try {
        browser.change(new Change.Publish(place, message.body()));
      } catch (ProblemException e) {
        throw document.failure(message.line(), e.problem().title() + ". " + e.problem().reason());
      }
    }
    return messages.size() == 1 ? "1 message" : messages.size() + " messages";
  }
}
