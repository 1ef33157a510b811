package dev.dragoncode.fakes.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dragoncode.fakes.pack.Outgoing;
import dev.dragoncode.fakes.pack.Pack;
import dev.dragoncode.fakes.state.World;
import java.time.Instant;

/** Where somebody says how things are: nothing has happened, so no event tells of it. */
final class QuietStage extends Stage {

  QuietStage(Pack pack, Code code, World world, Instant now, String url) {
    super(pack, code, world, now, url);
  }

  @Override
  public void emit(String event, JsonNode object) {}

  @Override
  public void post(Outgoing message) {}
}
