package dev.dragoncode.emulators.browse.product;

import dev.dragoncode.emulators.browse.Bounds;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A connection that speaks RESP 2, the protocol of Redis and Valkey: commands go out together, and
 * their answers are read in the same order.
 */
final class RespClient implements AutoCloseable {

  /** Of one answer: what is longer is read and thrown away. */
  private static final int KEPT_BYTES = 4 * Bounds.VALUE_CHARS;

  private static final byte[] END = {'\r', '\n'};

  private final Socket socket = new Socket();
  private final DataInputStream in;
  private final OutputStream out;

  /** An answer of the server. */
  sealed interface Reply {

    /** A status, such as OK. */
    record Status(String text) implements Reply {}

    record Fault(String text) implements Reply {}

    record Count(long value) implements Reply {}

    /** A text or bytes. */
    final class Bulk implements Reply {
      private final byte[] bytes;
      private final long size;

      Bulk(byte[] bytes, long size) {
        this.bytes = bytes;
        this.size = size;
      }

      /** The beginning of it, mostly all. */
      byte[] bytes() {
        return bytes;
      }

      long size() {
        return size;
      }
    }

    record Items(List<Reply> items) implements Reply {
      public Items {
        items = List.copyOf(items);
      }
    }

    record Nothing() implements Reply {}
  }

  RespClient(String host, int port) throws IOException {
    int timeout = Math.toIntExact(Bounds.TIMEOUT.toMillis());
    try {
      socket.connect(new InetSocketAddress(host, port), timeout);
      socket.setSoTimeout(timeout);
      in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      out = socket.getOutputStream();
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Sends commands at once and reads the answer of each. */
  List<Reply> all(List<List<byte[]>> commands) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (List<byte[]> command : commands) {
      bytes.writeBytes(line("*" + command.size()));
      for (byte[] word : command) {
        bytes.writeBytes(line("$" + word.length));
        bytes.writeBytes(word);
        bytes.writeBytes(END);
      }
    }
    out.write(bytes.toByteArray());
    out.flush();
    List<Reply> replies = new ArrayList<>();
    for (int i = 0; i < commands.size(); i++) {
      replies.add(read());
    }
    return replies;
  }

  /** Sends one command. */
  Reply one(List<byte[]> command) throws IOException {
    return all(List.of(command)).getFirst();
  }

  Reply one(String... words) throws IOException {
    return one(command(words));
  }

  static List<byte[]> command(String... words) {
    List<byte[]> command = new ArrayList<>();
    for (String word : words) {
      command.add(word.getBytes(StandardCharsets.UTF_8));
    }
    return command;
  }

  private static byte[] line(String text) {
    return (text + "\r\n").getBytes(StandardCharsets.US_ASCII);
  }

  private Reply read() throws IOException {
    String line = readLine();
    String rest = line.substring(1);
    return switch (line.charAt(0)) {
      case '+' -> new Reply.Status(rest);
      case '-' -> new Reply.Fault(rest);
      case ':' -> new Reply.Count(Long.parseLong(rest));
      case '$' -> bulk(Long.parseLong(rest));
      case '*' -> items(Integer.parseInt(rest));
      default -> throw new IOException("what listens there is no Redis: it says " + line);
    };
  }

  private Reply bulk(long length) throws IOException {
    if (length < 0) {
      return new Reply.Nothing();
    }
    byte[] kept = in.readNBytes((int) Math.min(length, KEPT_BYTES));
    in.skipNBytes(length - kept.length + END.length);
    return new Reply.Bulk(kept, length);
  }

  private Reply items(int count) throws IOException {
    if (count < 0) {
      return new Reply.Nothing();
    }
    List<Reply> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(read());
    }
    return new Reply.Items(items);
  }

  private String readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = in.read();
    while (next >= 0 && next != '\n' && line.size() < KEPT_BYTES) {
      if (next != '\r') {
        line.write(next);
      }
      next = in.read();
    }
    if (next < 0 || line.size() == 0) {
      throw new EOFException("the connection was closed without an answer");
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
