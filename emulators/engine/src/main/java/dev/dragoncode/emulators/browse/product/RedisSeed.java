package dev.dragoncode.emulators.browse.product;

import dev.dragoncode.emulators.browse.BrowseTarget;
import dev.dragoncode.emulators.browse.product.RespClient.Reply;
import dev.dragoncode.emulators.seed.SeedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Sends the commands of a file to Redis, one in each line; {@code #} begins a comment. */
final class RedisSeed {

  /** Commands that go out together. */
  private static final int TOGETHER = 500;

  private final BrowseTarget target;
  private final int port;

  RedisSeed(BrowseTarget target, int port) {
    this.target = target;
    this.port = port;
  }

  private record Line(int number, List<byte[]> command) {}

  String apply(SeedFile file) throws InterruptedException {
    List<Line> lines = lines(file.text());
    int done = 0;
    try (RespClient client = new RespClient(target.host(), port)) {
      login(client, file);
      while (done < lines.size()) {
        List<Line> batch = lines.subList(done, Math.min(lines.size(), done + TOGETHER));
        List<Reply> replies = client.all(batch.stream().map(Line::command).toList());
        for (int i = 0; i < replies.size(); i++) {
          if (replies.get(i) instanceof Reply.Fault(String said)) {
            throw file.failure(batch.get(i).number(), target.spec().name(), said);
          }
        }
        done += batch.size();
      }
      return lines.size() == 1 ? "1 command" : lines.size() + " commands";
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("cancelled");
      }
      int line = done < lines.size() ? lines.get(done).number() : 1;
      throw file.failure(line, target.spec().name(), String.valueOf(e.getMessage()));
    }
  }

  private void login(RespClient client, SeedFile file) throws IOException {
    String password = target.parameter("password");
    if (!password.isEmpty()
        && client.one("AUTH", password) instanceof Reply.Fault(String said)
        && !said.contains("no password")) {
      throw file.failure(1, target.spec().name(), said);
    }
  }

  private static List<Line> lines(String text) {
    List<Line> lines = new ArrayList<>();
    List<String> all = text.lines().toList();
    for (int i = 0; i < all.size(); i++) {
      String line = all.get(i).strip();
      List<String> words = line.startsWith("#") ? List.of() : CommandWords.of(line);
      if (!words.isEmpty()) {
        lines.add(
            new Line(
                i + 1, words.stream().map(word -> word.getBytes(StandardCharsets.UTF_8)).toList()));
      }
    }
    return lines;
  }
}
