package dev.dragoncode.emulators.probe;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The command isMaster of MongoDB's wire protocol, in an OP_MSG, and the answer to it. Its newer
 * name, hello, is not known to every server that speaks the protocol.
 */
final class MongodbConversation {

  private static final int OP_MSG = 2013;
  private static final int HEADER = 16;
  private static final int MAX_ANSWER = 1 << 16;
  private static final byte TYPE_TEXT = 2;
  private static final byte TYPE_BOOLEAN = 8;
  private static final byte TYPE_INT = 16;

  private final Socket socket;

  MongodbConversation(Socket socket) {
    this.socket = socket;
  }

  /**
   * Asks the server who it is.
   *
   * @return an empty text where it takes writes, else why not
   */
  String run() throws IOException {
    socket.getOutputStream().write(question());
    socket.getOutputStream().flush();
    DataInputStream in = new DataInputStream(socket.getInputStream());
    byte[] header = new byte[HEADER];
    int first = in.read();
    if (first < 0) {
      throw new EOFException("the connection was closed without an answer");
    }
    header[0] = (byte) first;
    in.readFully(header, 1, HEADER - 1);
    ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    int length = fields.getInt(0);
    if (length < HEADER || length > MAX_ANSWER || fields.getInt(12) != OP_MSG) {
      return "what listens there speaks no MongoDB";
    }
    byte[] answer = new byte[length - HEADER];
    in.readFully(answer);
    return takesWrites(answer) ? "" : "it takes no writes yet";
  }

  /** Message length, id, answered id, kind; flags; one section with a document. */
  private static byte[] question() {
    ByteBuffer document = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putInt(0);
    name(document, TYPE_INT, "isMaster").putInt(1);
    name(document, TYPE_TEXT, "$db").putInt("admin".length() + 1);
    document.put("admin".getBytes(StandardCharsets.US_ASCII)).put((byte) 0);
    document.put((byte) 0);
    document.putInt(0, document.position());
    document.flip();
    int length = HEADER + Integer.BYTES + 1 + document.remaining();
    return ByteBuffer.allocate(length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(length)
        .putInt(1)
        .putInt(0)
        .putInt(OP_MSG)
        .putInt(0)
        .put((byte) 0)
        .put(document)
        .array();
  }

  private static ByteBuffer name(ByteBuffer document, byte type, String name) {
    return document.put(type).put(name.getBytes(StandardCharsets.US_ASCII)).put((byte) 0);
  }

  /** Whether the document has the field ismaster with true in it. */
  private static boolean takesWrites(byte[] answer) {
    String text = new String(answer, StandardCharsets.ISO_8859_1);
    return text.contains((char) TYPE_BOOLEAN + "ismaster\0\1");
  }
}
