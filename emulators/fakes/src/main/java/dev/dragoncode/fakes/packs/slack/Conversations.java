package dev.dragoncode.fakes.packs.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.Hidden;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.pack.Scene;
import dev.dragoncode.fakes.state.Selection;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Channels and direct messages: https://docs.slack.dev/apis/web-api/using-the-conversations-api.
 */
final class Conversations {

  private static final int LONGEST_NAME = 80;

  private static final int LONGEST_TOPIC = 250;

  private static final Pattern NAME = Pattern.compile("[\\p{Ll}\\p{Lo}\\p{Nd}_-]+");

  private Conversations() {}

  static void setUp(Setup setup) {
    setup.operation("conversations.list", call -> list(call, Optional.empty()));
    setup.operation(
        "users.conversations",
        call -> list(call, Optional.of(call.text("user").orElse(SlackCode.botUser(call)))));
    setup.operation("conversations.create", Conversations::create);
    setup.operation("conversations.info", Conversations::info);
    setup.operation("conversations.open", Conversations::open);
    setup.operation("conversations.archive", call -> archive(call, true));
    setup.operation("conversations.unarchive", call -> archive(call, false));
    setup.operation("conversations.rename", Conversations::rename);
    setup.operation("conversations.setTopic", call -> describe(call, "topic"));
    setup.operation("conversations.setPurpose", call -> describe(call, "purpose"));
  }

  /** The conversation with an id; methods other than those that write know no names. */
  static ObjectNode named(Scene scene, String id) {
    return scene.find("channel", id).orElseThrow(() -> SlackCode.failed("channel_not_found"));
  }

  /** The conversation that a message goes to, by id, name, or the user at its other end. */
  static ObjectNode writable(Scene scene, String to) {
    ObjectNode channel = target(scene, to);
    if (channel.path("is_archived").asBoolean()) {
      throw SlackCode.failed("is_archived");
    }
    if (!Members.isIn(channel, SlackCode.botUser(scene))) {
      throw SlackCode.failed("not_in_channel");
    }
    return channel;
  }

  static ObjectNode target(Scene scene, String to) {
    Optional<ObjectNode> channel = scene.find("channel", to);
    if (channel.isPresent()) {
      return channel.get();
    }
    if (scene.find("user", to).isPresent()) {
      return direct(scene, to);
    }
    return byName(scene, to.startsWith("#") ? to.substring(1) : to)
        .orElseThrow(() -> SlackCode.failed("channel_not_found"));
  }

  private static Optional<ObjectNode> byName(Scene scene, String name) {
    return name.isEmpty()
        ? Optional.empty()
        : scene.list("channel", Selection.of("name", name).atMost(1)).rows().stream().findFirst();
  }

  private static ObjectNode direct(Scene scene, String user) {
    List<ObjectNode> known = scene.list("channel", Selection.of("~pair", user).atMost(1)).rows();
    if (!known.isEmpty()) {
      return known.getFirst();
    }
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    String id = scene.newId("channel").replaceFirst("^C", "D");
    values.put("id", id).put("is_channel", false).put("is_im", true).put("user", user);
    values.put("name", "").put("~pair", user).put("priority", 0).put("is_private", true);
    values.putArray("~members").add(SlackCode.botUser(scene)).add(user);
    return scene.create("channel", id, values);
  }

  static ObjectNode shown(Scene scene, ObjectNode channel) {
    ObjectNode shown = Hidden.without(channel).deepCopy();
    if (channel.path("is_im").asBoolean()) {
      List.of("name", "name_normalized", "topic", "purpose", "previous_names", "is_general")
          .forEach(shown::remove);
    }
    shown.put("is_member", Members.isIn(channel, SlackCode.botUser(scene)));
    return shown.put("num_members", channel.path("~members").size());
  }

  private static String kind(ObjectNode channel) {
    if (channel.path("is_im").asBoolean()) {
      return "im";
    }
    if (channel.path("is_mpim").asBoolean()) {
      return "mpim";
    }
    return channel.path("is_private").asBoolean() ? "private_channel" : "public_channel";
  }

  private static Reply list(Call call, Optional<String> member) {
    List<String> types =
        Arrays.asList(call.text("types").orElse("public_channel").split("\\s*,\\s*", -1));
    if (!List.of("public_channel", "private_channel", "mpim", "im").containsAll(types)) {
      throw SlackCode.failed("invalid_types");
    }
    boolean live = call.input().path("exclude_archived").asBoolean();
    String bot = SlackCode.botUser(call);
    Selection selection =
        Selection.all()
            .where(row -> {
              String kind = kind(row);
              return types.contains(kind)
                  && !(live && row.path("is_archived").asBoolean())
                  && (kind.equals("public_channel") || Members.isIn(row, bot))
                  && member.map(user -> Members.isIn(row, user)).orElse(true);
            });
    Cursors.Page page = Cursors.page(call, "channel", selection, 100);
    ObjectNode body = SlackCode.ok(call);
    ArrayNode channels = body.putArray("channels");
    page.rows().forEach(row -> channels.add(shown(call, row)));
    page.addTo(body);
    return Reply.json(200, body);
  }

  private static String name(Call call) {
    String name = call.text("name").orElse("");
    if (name.isEmpty()) {
      throw SlackCode.failed("invalid_name_required");
    }
    if (name.length() > LONGEST_NAME) {
      throw SlackCode.failed("invalid_name_maxlength");
    }
    if (!NAME.matcher(name).matches()) {
      throw SlackCode.failed(
          name.matches("[\\p{Punct}]+") ? "invalid_name_punctuation" : "invalid_name_specials");
    }
    if (byName(call, name).isPresent()) {
      throw SlackCode.failed("name_taken");
    }
    return name;
  }

  private static Reply create(Call call) {
    String name = name(call);
    boolean closed = call.input().path("is_private").asBoolean();
    ObjectNode values = call.object().put("name", name).put("name_normalized", name);
    values.put("is_private", closed).put("creator", SlackCode.botUser(call));
    values.putArray("~members").add(SlackCode.botUser(call));
    ObjectNode channel = call.create("channel", values);
    SlackEvents.channel(call, "channel_created", channel);
    return answer(call, channel);
  }

  private static Reply answer(Call call, ObjectNode channel) {
    ObjectNode body = SlackCode.ok(call);
    body.set("channel", shown(call, channel));
    return Reply.json(200, body);
  }

  private static Reply info(Call call) {
    ObjectNode channel = named(call, call.text("channel").orElse(""));
    ObjectNode shown = shown(call, channel);
    if (!call.input().path("include_num_members").asBoolean()) {
      shown.remove("num_members");
    }
    ObjectNode body = SlackCode.ok(call);
    body.set("channel", shown);
    return Reply.json(200, body);
  }

  private static Reply open(Call call) {
    Optional<String> channel = call.text("channel");
    ObjectNode opened;
    if (channel.isPresent()) {
      opened = named(call, channel.get());
    } else {
      String user =
          call.text("users").orElseThrow(() -> SlackCode.failed("users_list_not_supplied"));
      if (user.contains(",")) {
        throw SlackCode.failed("method_not_supported_for_channel_type");
      }
      People.mustKnow(call, user);
      opened = direct(call, user);
    }
    ObjectNode body = SlackCode.ok(call);
    if (call.input().path("return_im").asBoolean()) {
      body.set("channel", shown(call, opened));
    } else {
      body.putObject("channel").put("id", opened.path("id").asText());
    }
    return Reply.json(200, body);
  }

  private static ObjectNode change(Call call, Consumer<ObjectNode> edit) {
    ObjectNode channel = named(call, call.text("channel").orElse(""));
    return call.change(
        "channel",
        channel.path("id").asText(),
        copy -> {
          edit.accept(copy);
          copy.put("updated", call.now().toEpochMilli());
        });
  }

  private static Reply archive(Call call, boolean archived) {
    ObjectNode channel = named(call, call.text("channel").orElse(""));
    if (channel.path("is_archived").asBoolean() == archived) {
      throw SlackCode.failed(archived ? "already_archived" : "not_archived");
    }
    if (channel.path("is_general").asBoolean()) {
      throw SlackCode.failed("cant_archive_general");
    }
    ObjectNode changed = change(call, copy -> copy.put("is_archived", archived));
    SlackEvents.channel(call, archived ? "channel_archive" : "channel_unarchive", changed);
    return SlackCode.done(call);
  }

  private static Reply rename(Call call) {
    String name = name(call);
    ObjectNode changed =
        change(
            call,
            copy -> {
              copy.withArray("previous_names").insert(0, copy.path("name").asText());
              copy.put("name", name).put("name_normalized", name);
            });
    SlackEvents.channel(call, "channel_rename", changed);
    return answer(call, changed);
  }

  private static Reply describe(Call call, String what) {
    String text = call.text(what).orElse("");
    if (text.length() > LONGEST_TOPIC) {
      throw SlackCode.failed("too_long");
    }
    ObjectNode changed =
        change(
            call,
            copy ->
                copy.putObject(what)
                    .put("value", text)
                    .put("creator", SlackCode.botUser(call))
                    .put("last_set", call.now().getEpochSecond()));
    return answer(call, changed);
  }
}
