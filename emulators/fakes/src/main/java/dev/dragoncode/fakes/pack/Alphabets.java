package dev.dragoncode.fakes.pack;

import dev.dragoncode.io.yaml.YamlNode.Place;
import dev.dragoncode.io.yaml.YamlNode.YamlException;

/** The characters that vendors make ids of. */
public final class Alphabets {

  public static final String DIGITS = "0123456789";
  public static final String HEX = "0123456789abcdef";
  public static final String BASE36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  public static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private Alphabets() {}

  /** The alphabet of a name; {@code number} stands for a running number. */
  static String named(String name, Place place) throws YamlException {
    return switch (name) {
      case "number" -> "";
      case "digits" -> DIGITS;
      case "hex" -> HEX;
      case "base36" -> BASE36;
      case "base62" -> BASE62;
      default ->
          throw new YamlException(
              place, "“" + name + "” is none of base62, base36, hex, digits, number");
    };
  }
}
