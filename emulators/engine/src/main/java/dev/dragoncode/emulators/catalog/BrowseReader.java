package dev.dragoncode.emulators.catalog;

import dev.dragoncode.emulators.model.Browse;
import dev.dragoncode.emulators.model.EmulatorSpec.PortSpec;
import dev.dragoncode.io.yaml.YamlFields;
import dev.dragoncode.io.yaml.YamlNode.YamlException;
import java.util.List;
import java.util.Optional;

/** Reads how a data browser sees what an emulator holds. */
final class BrowseReader {

  /** What a data browser can speak. */
  private static final List<String> PROTOCOLS =
      List.of(
          "postgresql",
          "mysql",
          "mongodb",
          "redis",
          "amqp",
          "artemis",
          "kafka",
          "nats",
          "mqtt",
          "mail",
          "s3",
          "sqs",
          "dynamodb",
          "wiremock");

  private BrowseReader() {}

  static Optional<Browse> read(YamlFields fields, List<PortSpec> ports) throws YamlException {
    if (!fields.has("browse")) {
      return Optional.empty();
    }
    YamlFields browse =
        YamlFields.of(fields.required("browse"), List.of("protocol", "port", "nothing"));
    if (browse.has("nothing")) {
      return Optional.of(new Browse.Nothing(browse.text("nothing")));
    }
    String protocol = browse.text("protocol");
    if (!PROTOCOLS.contains(protocol)) {
      throw new YamlException(
          browse.placeOf("protocol"),
          "“" + protocol + "” is none of " + String.join(", ", PROTOCOLS));
    }
    return Optional.of(new Browse.By(protocol, ProbeReader.portName(browse, "port", ports)));
  }
}
