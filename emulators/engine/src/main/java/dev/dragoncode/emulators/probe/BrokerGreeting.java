package dev.dragoncode.emulators.probe;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The first words of the brokers that need no more than one question and its answer. */
final class BrokerGreeting {

  private static final String CLIENT = "dragoncode-probe";

  /** The SASL layer, which brokers speak whether or not they want a login. */
  private static final byte[] AMQP_SASL = {'A', 'M', 'Q', 'P', 3, 1, 0, 0};

  private static final short KAFKA_METADATA = 3;

  /** The oldest version that can ask for no topics at all. */
  private static final short KAFKA_METADATA_VERSION = 1;

  private static final byte MQTT_CONNECT = 0x10;
  private static final int MQTT_CONNACK = 0x20;
  private static final byte MQTT_3_1_1 = 4;
  private static final byte MQTT_CLEAN_SESSION = 2;
  private static final byte[] MQTT_DISCONNECT = {(byte) 0xE0, 0};

  /** Codes 4 and 5 of CONNACK: it serves, but wants a user. */
  private static final int MQTT_BAD_USER = 4;

  private static final int MQTT_NOT_AUTHORIZED = 5;
  private static final int MQTT_KEEP_ALIVE_SECONDS = 10;

  private BrokerGreeting() {}

  /**
   * Asks which brokers there are. One that still starts answers as well, with an empty list: it has
   * not been let into its own cluster yet.
   */
  static String kafka(Socket socket) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream request = new DataOutputStream(body);
    request.writeShort(KAFKA_METADATA);
    request.writeShort(KAFKA_METADATA_VERSION);
    request.writeInt(1);
    request.writeShort(CLIENT.length());
    request.writeBytes(CLIENT);
    request.writeInt(0);
    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
    ByteArrayOutputStream framed = new ByteArrayOutputStream();
    new DataOutputStream(framed).writeInt(body.size());
    body.writeTo(framed);
    out.write(framed.toByteArray());

    DataInputStream in = new DataInputStream(socket.getInputStream());
    int size = in.readInt();
    int correlation = in.readInt();
    if (size < 3 * Integer.BYTES || correlation != 1) {
      return "what listens there is no Kafka";
    }
    return in.readInt() > 0 ? "" : "the broker has not joined its cluster yet";
  }

  /** Connects as a client of MQTT 3.1.1 and takes its leave. */
  static String mqtt(Socket socket) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream connect = new DataOutputStream(body);
    connect.writeUTF("MQTT");
    connect.writeByte(MQTT_3_1_1);
    connect.writeByte(MQTT_CLEAN_SESSION);
    connect.writeShort(MQTT_KEEP_ALIVE_SECONDS);
    connect.writeUTF(CLIENT + "-" + socket.getLocalPort());
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    packet.write(MQTT_CONNECT);
    packet.write(body.size());
    body.writeTo(packet);
    socket.getOutputStream().write(packet.toByteArray());

    DataInputStream in = new DataInputStream(socket.getInputStream());
    if (in.readUnsignedByte() != MQTT_CONNACK || in.readUnsignedByte() != 2) {
      return "what listens there is no MQTT broker";
    }
    in.readByte();
    int code = in.readUnsignedByte();
    if (code == 0) {
      socket.getOutputStream().write(MQTT_DISCONNECT);
    }
    return code == 0 || code == MQTT_BAD_USER || code == MQTT_NOT_AUTHORIZED
        ? ""
        : "it refused a client with code " + code;
  }

  /** The header of AMQP 1.0's SASL layer, answered in kind. */
  static String amqp10(Socket socket) throws IOException {
    socket.getOutputStream().write(AMQP_SASL);
    byte[] answer = new byte[AMQP_SASL.length];
    new DataInputStream(socket.getInputStream()).readFully(answer);
    return Arrays.equals(answer, AMQP_SASL)
        ? ""
        : "it answered " + new String(answer, StandardCharsets.US_ASCII).strip();
  }
}
