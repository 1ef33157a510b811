package dev.dragoncode.emulators.probe;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The first and the last words of an AMQP 0-9-1 connection. It logs in and takes its leave, since a
 * broker warns in its log of every client that hangs up in the middle.
 */
final class AmqpConversation {

  private static final byte[] HEADER = {'A', 'M', 'Q', 'P', 0, 0, 9, 1};
  private static final int METHOD_FRAME = 1;
  private static final int HEARTBEAT_FRAME = 8;
  private static final int FRAME_END = 0xCE;
  private static final int MAX_FRAME = 131_072;

  /** The class of all methods that concern the connection. */
  private static final int CONNECTION = 10;

  private static final int START = 10;
  private static final int START_OK = 11;
  private static final int TUNE = 30;
  private static final int TUNE_OK = 31;
  private static final int OPEN = 40;
  private static final int OPEN_OK = 41;
  private static final int CLOSE = 50;
  private static final int CLOSE_OK = 51;
  private static final int SUCCESS = 200;

  private final DataInputStream in;
  private final DataOutputStream out;

  AmqpConversation(Socket socket) throws IOException {
    in = new DataInputStream(socket.getInputStream());
    out = new DataOutputStream(socket.getOutputStream());
  }

  /** A method of the broker. */
  private record Method(int id, DataInputStream arguments) {}

  /** Writes a method's arguments. */
  private interface Arguments {
    void write(DataOutputStream out) throws IOException;
  }

  /** What the broker answers is not what a working one would. */
  private static final class Unexpected extends IOException {
    private static final long serialVersionUID = 1;

    Unexpected(String message) {
      super(message);
    }
  }

  /**
   * Says hello and, with an account, logs in and out again.
   *
   * @return an empty text where the broker serves, else why not
   */
  String run(Optional<Account> account) throws IOException {
    try {
      out.write(HEADER);
      out.flush();
      expect(START);
      if (account.isPresent()) {
        logIn(account.get());
      }
      return "";
    } catch (Unexpected e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** Who logs in. */
  record Account(String user, String password) {}

  private void logIn(Account account) throws IOException {
    byte[] response =
        ("\0" + account.user() + "\0" + account.password()).getBytes(StandardCharsets.UTF_8);
    send(
        START_OK,
        o -> {
          o.writeInt(0); // an empty table of client properties
          writeShort(o, "PLAIN");
          o.writeInt(response.length);
          o.write(response);
          writeShort(o, "en_US");
        });
    DataInputStream tune = expect(TUNE);
    int channels = tune.readUnsignedShort();
    int frame = tune.readInt();
    send(
        TUNE_OK,
        o -> {
          o.writeShort(channels);
          o.writeInt(frame);
          o.writeShort(0); // no heartbeats
        });
    send(
        OPEN,
        o -> {
          writeShort(o, "/");
          writeShort(o, "");
          o.writeByte(0);
        });
    expect(OPEN_OK);
    send(
        CLOSE,
        o -> {
          o.writeShort(SUCCESS);
          writeShort(o, "ready");
          o.writeInt(0); // no method was at fault
        });
    expect(CLOSE_OK);
  }

  private void send(int method, Arguments arguments) throws IOException {
    ByteArrayOutputStream payload = new ByteArrayOutputStream();
    DataOutputStream body = new DataOutputStream(payload);
    body.writeShort(CONNECTION);
    body.writeShort(method);
    arguments.write(body);
    out.writeByte(METHOD_FRAME);
    out.writeShort(0);
    out.writeInt(payload.size());
    payload.writeTo(out);
    out.writeByte(FRAME_END);
    out.flush();
  }

  private DataInputStream expect(int method) throws IOException {
    Method answer = read();
    if (answer.id() == CLOSE) {
      answer.arguments().readUnsignedShort();
      byte[] text = answer.arguments().readNBytes(answer.arguments().readUnsignedByte());
      throw new Unexpected("it says " + new String(text, StandardCharsets.UTF_8));
    }
    if (answer.id() != method) {
      throw new Unexpected("what listens there is no AMQP 0-9-1 broker");
    }
    return answer.arguments();
  }

  private Method read() throws IOException {
    int type = in.read();
    while (type == HEARTBEAT_FRAME) {
      in.skipNBytes(7);
      type = in.read();
    }
    if (type < 0) {
      throw new EOFException("the connection was closed without an answer");
    }
    if (type == 'A') {
      throw new Unexpected("it speaks another version of AMQP");
    }
    int channel = in.readUnsignedShort();
    int size = in.readInt();
    if (type != METHOD_FRAME || channel != 0 || size < 4 || size > MAX_FRAME) {
      throw new Unexpected("what listens there is no AMQP 0-9-1 broker");
    }
    byte[] payload = in.readNBytes(size);
    int end = in.read();
    if (payload.length < size || end != FRAME_END) {
      throw new EOFException("the connection was closed in the middle of an answer");
    }
    DataInputStream body = new DataInputStream(new ByteArrayInputStream(payload));
    int classId = body.readUnsignedShort();
    int id = body.readUnsignedShort();
    if (classId != CONNECTION) {
      throw new Unexpected("what listens there is no AMQP 0-9-1 broker");
    }
    return new Method(id, body);
  }

  private static void writeShort(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeByte(bytes.length);
    out.write(bytes);
  }
}
