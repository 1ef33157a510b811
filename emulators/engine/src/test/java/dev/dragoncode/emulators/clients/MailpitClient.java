package dev.dragoncode.emulators.clients;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Properties;

/** Sends a mail with Jakarta Mail and finds it by the API of whatever took it. */
final class MailpitClient implements RealClient {

  private static final String SUBJECT = "The hoard is complete";

  @Override
  public String emulator() {
    return "mailpit";
  }

  /** Debian has no Mailpit, and GreenMail under its name would be a pretence. */
  @Override
  public boolean imageBuiltHere() {
    return false;
  }

  @Override
  public void drive(Connection connection) throws Exception {
    send(connection.spring("spring.mail.host"), connection.spring("spring.mail.port"));

    String api = connection.dotenv("MAILPIT_URL");
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> mails = get(http, api + "/api/v1/messages");
      if (mails.statusCode() == 404) {
        mails = get(http, api + "/api/user/fafnir@example.org/messages/INBOX");
      }
      assertThat(mails.statusCode()).isEqualTo(200);
      assertThat(mails.body()).contains(SUBJECT);
    }
  }

  private static void send(String host, String port) throws MessagingException {
    Properties properties = new Properties();
    properties.put("mail.smtp.host", host);
    properties.put("mail.smtp.port", port);
    MimeMessage message = new MimeMessage(Session.getInstance(properties));
    message.setFrom(new InternetAddress("smaug@example.org"));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress("fafnir@example.org"));
    message.setSubject(SUBJECT);
    message.setText("Come and count it.");
    Transport.send(message);
  }

  private static HttpResponse<String> get(HttpClient http, String address)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
  }
}
