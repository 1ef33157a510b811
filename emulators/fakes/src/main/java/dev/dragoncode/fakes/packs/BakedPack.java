package dev.dragoncode.fakes.packs;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.dragoncode.fakes.pack.PackReader;
import dev.dragoncode.io.yaml.YamlNode;
import dev.dragoncode.io.yaml.YamlNode.YamlException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A pack's YAML as the build turns it into JSON, which is read in a tenth of the time: a start
 * reads eight of them before anything has been compiled. It counts only for the very YAML that it
 * was made from.
 */
final class BakedPack {

  /** How many bytes stand before the JSON: the checksum of the YAML. */
  private static final int HEAD = Long.BYTES;

  private BakedPack() {}

  /** The document that was made from this YAML; empty where it was made from another. */
  static Optional<YamlNode> document(byte[] baked, byte[] yaml) {
    return baked.length > HEAD && ByteBuffer.wrap(baked).getLong() == checksum(yaml)
        ? Optional.of(YamlNode.ofJson(baked, HEAD))
        : Optional.empty();
  }

  private static long checksum(byte[] yaml) {
    CRC32C sum = new CRC32C();
    sum.update(yaml);
    return sum.getValue();
  }

  /**
   * Writes the packs beside their YAML; the build calls it.
   *
   * @param arguments the folder of this class
   */
  public static void main(String[] arguments) throws IOException, YamlException {
    for (String id : Packs.ids()) {
      Path folder = Path.of(arguments[0], id);
      byte[] yaml = Files.readAllBytes(folder.resolve(Packs.YAML));
      String text = new String(yaml, StandardCharsets.UTF_8);
      // what cannot be read must not be packaged
      PackReader.read(folder + "/" + Packs.YAML, text);
      Files.write(folder.resolve(Packs.BAKED), bake(yaml, YamlNode.parse(text)));
    }
  }

  /** What {@link #document} reads. */
  static byte[] bake(byte[] yaml, YamlNode document) throws IOException {
    ByteArrayOutputStream baked = new ByteArrayOutputStream();
    baked.writeBytes(ByteBuffer.allocate(HEAD).putLong(checksum(yaml)).array());
    try (JsonGenerator json = new JsonFactory().createGenerator(baked)) {
      write(document, json);
    }
    return baked.toByteArray();
  }

  private static void write(YamlNode node, JsonGenerator json) throws IOException {
    switch (node) {
      case YamlNode.Mapping mapping -> {
        json.writeStartObject();
        for (var entry : mapping.entries().entrySet()) {
          json.writeFieldName(entry.getKey());
          write(entry.getValue().value(), json);
        }
        json.writeEndObject();
      }
      case YamlNode.Sequence sequence -> {
        json.writeStartArray();
        for (YamlNode item : sequence.items()) {
          write(item, json);
        }
        json.writeEndArray();
      }
      case YamlNode.Scalar scalar -> {
        switch (scalar.kind()) {
          case TEXT -> json.writeString(scalar.text());
          case NUMBER -> json.writeNumber(scalar.text());
          case TRUTH -> json.writeBoolean(Boolean.parseBoolean(scalar.text()));
          case NULL -> json.writeNull();
        }
      }
    }
  }
}
