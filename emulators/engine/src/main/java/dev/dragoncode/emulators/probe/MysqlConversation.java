package dev.dragoncode.emulators.probe;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The first and the last words of a MySQL connection, protocol 10. It logs in and takes its leave,
 * since the server counts clients that hang up in the middle and, after a hundred of them, refuses
 * the host.
 */
final class MysqlConversation {

  private static final int PROTOCOL_10 = 10;
  private static final int ERROR = 0xFF;
  private static final int SWITCH_METHOD = 0xFE;
  private static final int MAX_PACKET = 1 << 16;
  private static final int UTF8MB4 = 45;
  private static final int SALT_START = 8;
  private static final int SALT_REST = 12;
  private static final String NATIVE_PASSWORD = "mysql_native_password";

  /** Long password, protocol 4.1, secure connection, named authentication method. */
  private static final int CAPABILITIES = 0x1 | 0x200 | 0x8000 | 0x80000;

  private static final byte[] QUIT = {1};

  private final DataInputStream in;
  private final OutputStream out;

  MysqlConversation(Socket socket) throws IOException {
    in = new DataInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  /** A message of either side, and its place in the conversation. */
  private record Packet(int sequence, ByteBuffer body) {
    int first() {
      return body.hasRemaining() ? body.get(0) & 0xFF : -1;
    }

    /** What stands behind the first byte, or behind as many. */
    ByteBuffer after(int bytes) {
      return body.slice(Math.min(bytes, body.limit()), Math.max(0, body.limit() - bytes));
    }
  }

  /**
   * Logs in and out again. A server that refuses the login serves, too.
   *
   * @return an empty text where the server serves clients, else why not
   */
  String run(String user, String password) throws IOException {
    Packet greeting = read();
    if (greeting.first() == ERROR) {
      return errorIn(greeting);
    }
    if (greeting.first() != PROTOCOL_10) {
      return "what listens there speaks no MySQL";
    }
    write(greeting.sequence() + 1, login(user, scramble(password, salt(greeting))));
    Packet answer = read();
    if (answer.first() == SWITCH_METHOD) {
      ByteBuffer body = answer.after(1);
      if (!text(body).equals(NATIVE_PASSWORD) || body.remaining() < SALT_START + SALT_REST) {
        return ""; // another method of logging in; whoever asks for it serves
      }
      byte[] salt = new byte[SALT_START + SALT_REST];
      body.get(salt);
      write(answer.sequence() + 1, scramble(password, salt));
      answer = read();
    }
    if (answer.first() == 0) {
      write(0, QUIT);
    }
    return "";
  }

  private static byte[] salt(Packet greeting) throws IOException {
    ByteBuffer body = greeting.after(1);
    text(body); // version
    // thread id, first part of the salt, filler, capabilities, character set, status, capabilities,
    // length of the salt, ten reserved bytes, rest of the salt
    int rest = body.position() + 4 + SALT_START + 1 + 2 + 1 + 2 + 2 + 1 + 10;
    if (rest + SALT_REST > body.limit()) {
      throw new EOFException("the greeting ends early");
    }
    byte[] salt = new byte[SALT_START + SALT_REST];
    body.get(body.position() + 4, salt, 0, SALT_START);
    body.get(rest, salt, SALT_START, SALT_REST);
    return salt;
  }

  private static byte[] login(String user, byte[] scramble) {
    byte[] name = user.getBytes(StandardCharsets.UTF_8);
    byte[] method = NATIVE_PASSWORD.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(32 + name.length + 2 + scramble.length + method.length + 1)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(CAPABILITIES)
        .putInt(MAX_PACKET)
        .put((byte) UTF8MB4)
        .put(new byte[23])
        .put(name)
        .put((byte) 0)
        .put((byte) scramble.length)
        .put(scramble)
        .put(method)
        .put((byte) 0)
        .array();
  }

  /** The password's proof: its hash, veiled by a hash of the salt and the hash's own hash. */
  private static byte[] scramble(String password, byte[] salt) {
    if (password.isEmpty()) {
      return new byte[0];
    }
    byte[] once = sha1(password.getBytes(StandardCharsets.UTF_8));
    ByteArrayOutputStream veil = new ByteArrayOutputStream();
    veil.writeBytes(salt);
    veil.writeBytes(sha1(once));
    byte[] proof = sha1(veil.toByteArray());
    for (int i = 0; i < proof.length; i++) {
      proof[i] ^= once[i];
    }
    return proof;
  }

  private static byte[] sha1(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-1", e);
    }
  }

  /** An error packet: a number of two bytes, a state of six where there is one, a text. */
  private static String errorIn(Packet packet) {
    String error = StandardCharsets.UTF_8.decode(packet.after(3)).toString();
    return error.startsWith("#") && error.length() > 6 ? error.substring(6) : error;
  }

  private static String text(ByteBuffer body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (body.hasRemaining()) {
      byte next = body.get();
      if (next == 0) {
        return bytes.toString(StandardCharsets.UTF_8);
      }
      bytes.write(next);
    }
    throw new EOFException("a text without an end");
  }

  private Packet read() throws IOException {
    int first = in.read();
    if (first < 0) {
      throw new EOFException("the connection was closed without an answer");
    }
    int length = first | in.readUnsignedByte() << 8 | in.readUnsignedByte() << 16;
    int sequence = in.readUnsignedByte();
    if (length > MAX_PACKET) {
      throw new IOException("what listens there speaks no MySQL");
    }
    byte[] body = new byte[length];
    in.readFully(body);
    return new Packet(sequence, ByteBuffer.wrap(body));
  }

  private void write(int sequence, byte[] body) throws IOException {
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    packet.write(body.length);
    packet.write(body.length >> 8);
    packet.write(body.length >> 16);
    packet.write(sequence);
    packet.writeBytes(body);
    out.write(packet.toByteArray());
    out.flush();
  }
}
