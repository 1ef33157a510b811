package dev.dragoncode.service.load;

import dev.dragoncode.load.Asked;
import dev.dragoncode.load.Failure;
import dev.dragoncode.load.LoadPlan;
import dev.dragoncode.load.Ticket;
import dev.dragoncode.load.Words;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Asks once before a run: what is wrong with a route is said plainly, instead of a thousand times
 * in figures.
 */
final class FirstAnswer implements Connection.Outcomes {

  /** Enough of what came to tell what speaks there. */
  private static final int PEEKED = 400;

  private static final int TLS_ALERT = 0x15;
  private static final int TLS_HANDSHAKE = 0x16;
  private static final Duration MARGIN = Duration.ofSeconds(6);

  private final LoadPlan plan;
  private final BlockingQueue<Optional<Problem>> result = new ArrayBlockingQueue<>(4);
  private final StringBuilder peeked = new StringBuilder();

  private FirstAnswer(LoadPlan plan) {
    this.plan = plan;
  }

  /**
   * Asks and waits for the answer.
   *
   * @throws dev.dragoncode.problem.ProblemException if it is not the expected one
   */
  static void demand(LoadPlan plan, Wire wire) throws InterruptedException {
    FirstAnswer first = new FirstAnswer(plan);
    wire.connect(first, connection -> first.ask(connection, wire), first::refused);
    long patience = plan.patience().plus(MARGIN).toMillis();
    Optional<Problem> problem = first.result.poll(patience, TimeUnit.MILLISECONDS);
    if (problem == null) {
      throw first.silent().asException();
    }
    problem.ifPresent(found -> {
      throw found.asException();
    });
  }

  private void ask(Connection connection, Wire wire) {
    connection.beforeDecoder(new Peek());
    connection.send(new Ticket(0, 0, 0), wire.request());
    long patience = plan.patience().toMillis();
    var _ =
        wire.loop()
            .schedule(() -> connection.fail(Failure.TIMED_OUT), patience, TimeUnit.MILLISECONDS);
  }

  @Override
  public void answered(Connection connection, Ticket ticket, Connection.Answer answer) {
    connection.close();
    if (plan.expected().holds(answer.status())) {
      result.add(Optional.empty());
    } else if (asksForTls()) {
      result.add(Optional.of(tls()));
    } else {
      result.add(Optional.of(unexpected(answer.status())));
    }
  }

  @Override
  public void failed(Connection connection, Ticket ticket, Failure failure) {
    result.add(
        Optional.of(
            switch (failure) {
              case TIMED_OUT -> connection.begun() ? endless() : silent();
              case ENDLESS -> endless();
              case NOT_HTTP -> tlsBytes() ? tls() : notHttp();
              case CLOSED -> tlsBytes() ? tls() : closed();
              case REFUSED, BROKEN -> refusal(failure);
            }));
  }

  @Override
  public void gone(Connection connection) {
    if (!result.isEmpty()) {
      return;
    }
    result.add(Optional.of(closed()));
  }

  private void refused(Failure failure) {
    result.add(Optional.of(refusal(failure)));
  }

  private String place() {
    return plan.target().getHost() + ":" + port(plan);
  }

  private String route() {
    return plan.method() + " " + Asked.shown(plan.target());
  }

  private Problem refusal(Failure failure) {
    return Problem.of(
        "Nothing answers at " + place(),
        failure == Failure.TIMED_OUT
            ? "The connection was not taken within 5 s."
            : "The connection is refused: no program listens there.",
        Remedy.of("Start the service, then run it again."),
        Remedy.of("Name a route instead of an address, and DragonCode starts the service itself."));
  }

  private Problem silent() {
    return Problem.of(
        "No answer within " + Words.of(plan.patience()),
        route() + " was asked once, and nothing came.",
        Remedy.of("Ask a route that answers sooner, or give it more time with --timeout."));
  }

  private Problem endless() {
    return Problem.of(
        "The answer does not end",
        route()
            + " began to answer and had not ended after "
            + Words.of(plan.patience())
            + " or 64 MiB: a stream has no latency that a load run could measure.",
        Remedy.of("Choose a route that ends its answers."),
        Remedy.of("Give a slow one more time with --timeout."));
  }

  private Problem tls() {
    return Problem.of(
        "TLS is spoken at " + place(),
        "Load runs speak plain HTTP, which is not understood there.",
        Remedy.of("Name the port on which the service speaks plain HTTP."),
        Remedy.of("Switch TLS off in the profile that you measure."));
  }

  private Problem notHttp() {
    String seen = peeked.substring(0, Math.min(60, peeked.length()));
    return Problem.of(
        "No HTTP is spoken at " + place(),
        "What came begins with “" + seen.replaceAll("[^ -~]", "·") + "”.",
        Remedy.of("Name the port of the service's HTTP server."));
  }

  private Problem closed() {
    return Problem.of(
        "The server closes the connection without an answer",
        route() + " was asked once, and the connection ended in the middle.",
        Remedy.of("Look into the service's log for the reason."),
        Remedy.of("Make sure that " + place() + " is the service's HTTP port."));
  }

  private Problem unexpected(int status) {
    String more =
        switch (status) {
          case 401, 403 -> "Give the login with --header \"Authorization: Bearer …\".";
          case 404 -> "Check the path; a variable in it needs a value that exists.";
          case 405 -> "Choose the method with --method.";
          case 400, 415, 422 -> "Give a body that the route takes with --body.";
          case 429 -> "Raise the service's own limit for this run.";
          default -> "Look into the service's log for the reason.";
        };
    return Problem.of(
        "The route answers " + status + ", not " + plan.expected(),
        route() + " was asked once before the run.",
        Remedy.of(more),
        Remedy.of("If " + status + " is what you want to measure: --expect " + status + "."));
  }

  private boolean tlsBytes() {
    return !peeked.isEmpty()
        && (peeked.charAt(0) == TLS_ALERT || peeked.charAt(0) == TLS_HANDSHAKE);
  }

  /** As Go's, nginx' and Tomcat's servers answer plain HTTP at their TLS port. */
  private boolean asksForTls() {
    return peeked.indexOf("HTTP request to an HTTPS server") >= 0
        || peeked.indexOf("plain HTTP request was sent to HTTPS port") >= 0
        || peeked.indexOf("requires TLS") >= 0;
  }

  static int port(LoadPlan plan) {
    return plan.target().getPort() < 0 ? 80 : plan.target().getPort();
  }

  /**
   * Where the plan's host is.
   *
   * @throws dev.dragoncode.problem.ProblemException if it is not known, or not this machine and not
   *     confirmed
   */
  static InetSocketAddress resolved(LoadPlan plan) {
    InetSocketAddress address = new InetSocketAddress(plan.target().getHost(), port(plan));
    String host = plan.target().getHost();
    if (address.isUnresolved()) {
      throw Problem.of(
              "Nobody knows where " + host + " is",
              "The name has no address.",
              Remedy.of("Name the host as the browser would, or 127.0.0.1 for this machine."))
          .asException();
    }
    boolean here = address.getAddress().isLoopbackAddress();
    if (!here && plan.allowedRemote().filter(host::equals).isEmpty()) {
      throw Problem.of(
              host + " is another machine",
              "A load run can bring a service down, and this one may be other people's.",
              Remedy.of("Run the service on this machine and name 127.0.0.1."),
              Remedy.of("If it is yours to load: --allow-remote " + host + "."))
          .asException();
    }
    return address;
  }

  private final class Peek extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
      if (message instanceof ByteBuf bytes && peeked.length() < PEEKED) {
        int length = Math.min(bytes.readableBytes(), PEEKED - peeked.length());
        peeked.append(bytes.toString(bytes.readerIndex(), length, StandardCharsets.ISO_8859_1));
      }
      super.channelRead(context, message);
    }
  }
}
