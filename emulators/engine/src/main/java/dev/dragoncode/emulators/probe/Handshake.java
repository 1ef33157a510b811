package dev.dragoncode.emulators.probe;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** The first words of a product's protocol, as far as they show that it serves clients. */
enum Handshake {

  /**
   * StartupMessage, protocol 3.0. An SSLRequest would not do: it is answered while the server still
   * says "the database system is starting up" (57P03) to everyone. Any other answer, be it the
   * question for a password or the error that there is no such user, shows a server that serves.
   */
  POSTGRESQL {
    @Override
    String greet(Socket socket, Map<String, String> parameters) throws IOException {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      DataOutputStream startup = new DataOutputStream(body);
      startup.writeInt(PROTOCOL_3_0);
      String user = parameters.getOrDefault("user", "postgres");
      writeText(startup, "user");
      writeText(startup, user);
      writeText(startup, "database");
      writeText(startup, parameters.getOrDefault("database", user));
      startup.writeByte(0);
      ByteArrayOutputStream message = new ByteArrayOutputStream();
      new DataOutputStream(message).writeInt(body.size() + Integer.BYTES);
      body.writeTo(message);
      OutputStream out = socket.getOutputStream();
      out.write(message.toByteArray());

      DataInputStream in = new DataInputStream(socket.getInputStream());
      int type = readByte(in);
      if (type == 'R') {
        // a goodbye in the middle of a login would be an error in its log; hanging up is none, once
        // all is read: an unread answer would reset the connection
        int rest = in.readInt() - 2 * Integer.BYTES;
        if (in.readInt() == AUTHENTICATED) {
          out.write(new byte[] {'X', 0, 0, 0, 4});
        }
        in.readNBytes(Math.clamp(rest, 0, MAX_ERROR_BYTES));
        return "";
      }
      if (type != 'E') {
        return "what listens there is no PostgreSQL";
      }
      int length = Math.min(in.readInt() - Integer.BYTES, MAX_ERROR_BYTES);
      String error = new String(in.readNBytes(Math.max(0, length)), StandardCharsets.UTF_8);
      return error.contains("C57P03") ? field(error, 'M') : "";
    }
  },

  /** A login, whatever comes of it; the server greets a client only when it serves. */
  MYSQL {
    @Override
    String greet(Socket socket, Map<String, String> parameters) throws IOException {
      return new MysqlConversation(socket)
          .run(parameters.getOrDefault("user", "root"), parameters.getOrDefault("password", ""));
    }
  },

  /** The command isMaster; a server that is still choosing its role says that it may not write. */
  MONGODB {
    @Override
    String greet(Socket socket, Map<String, String> parameters) throws IOException {
      return new MongodbConversation(socket).run();
    }
  },

  /** The greeting 220, then a farewell. */
  SMTP {
    @Override
    String greet(Socket socket, Map<String, String> parameters) throws IOException {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      String greeting = line(in);
      if (!greeting.startsWith("220")) {
        return "it answered " + greeting;
      }
      OutputStream out = socket.getOutputStream();
      out.write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
      line(in);
      return "";
    }
  },

  /** PING; a server that wants a password first serves as well. */
  REDIS {
    @Override
    String greet(Socket socket, Map<String, String> parameters) throws IOException {
      OutputStream out = socket.getOutputStream();
      out.write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
      DataInputStream in = new DataInputStream(socket.getInputStream());
      String text = line(in);
      return text.equals("+PONG") || text.startsWith("-NOAUTH") ? "" : "it answered " + text;
    }
  },

  /** The header of AMQP 0-9-1, answered by connection.start; a login where there is an account. */
  AMQP {
    @Override
    String greet(Socket socket, Map<String, String> parameters) throws IOException {
      String user = parameters.get("user");
      String password = parameters.get("password");
      return new AmqpConversation(socket)
          .run(
              user == null || password == null
                  ? Optional.empty()
                  : Optional.of(new AmqpConversation.Account(user, password)));
    }
  },

  /** The header of AMQP 1.0, which Artemis speaks. */
  AMQP_1_0 {
    @Override
    String greet(Socket socket, Map<String, String> parameters) throws IOException {
      return BrokerGreeting.amqp10(socket);
    }
  },

  /** The list of brokers. */
  KAFKA {
    @Override
    String greet(Socket socket, Map<String, String> parameters) throws IOException {
      return BrokerGreeting.kafka(socket);
    }
  },

  /** CONNECT. */
  MQTT {
    @Override
    String greet(Socket socket, Map<String, String> parameters) throws IOException {
      return BrokerGreeting.mqtt(socket);
    }
  };

  private static final int PROTOCOL_3_0 = 196_608;
  private static final int AUTHENTICATED = 0;
  private static final int MAX_ERROR_BYTES = 4_096;

  /**
   * Greets the server on a fresh connection.
   *
   * @return an empty text where it serves clients, else why it does not
   */
  abstract String greet(Socket socket, Map<String, String> parameters) throws IOException;

  static Handshake named(String name) {
    return switch (name) {
      case "postgresql" -> POSTGRESQL;
      case "mysql" -> MYSQL;
      case "mongodb" -> MONGODB;
      case "smtp" -> SMTP;
      case "redis" -> REDIS;
      case "amqp" -> AMQP;
      case "amqp-1.0" -> AMQP_1_0;
      case "kafka" -> KAFKA;
      case "mqtt" -> MQTT;
      default -> throw new IllegalArgumentException("No handshake is known for " + name);
    };
  }

  /** A line of ASCII without its end. */
  private static String line(DataInputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    int next = readByte(in);
    while (next != '\r' && line.length() < MAX_ERROR_BYTES) {
      line.append((char) next);
      next = readByte(in);
    }
    return line.toString();
  }

  /** Ends early where the connection does, as behind a forwarder whose server is not up yet. */
  private static int readByte(DataInputStream in) throws IOException {
    int next = in.read();
    if (next < 0) {
      throw new EOFException("the connection was closed without an answer");
    }
    return next;
  }

  private static void writeText(DataOutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.writeByte(0);
  }

  /** A field of PostgreSQL's ErrorResponse: a letter, a text, a zero byte. */
  private static String field(String error, char name) {
    for (String field : error.split("\0", -1)) {
      if (!field.isEmpty() && field.charAt(0) == name) {
        return field.substring(1);
      }
    }
    return "it does not accept connections yet";
  }
}
