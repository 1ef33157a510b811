package dev.dragoncode.io.ssh;

import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import org.apache.sshd.agent.SshAgent;
import org.apache.sshd.agent.SshAgentFactory;
import org.apache.sshd.agent.SshAgentServer;
import org.apache.sshd.agent.common.AbstractAgentProxy;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/** The keys of the user's agent, which never hands them out: it signs with them. */
final class AgentKeys implements SshAgentFactory {

  /** Lists of keys and signatures are some kilobytes. */
  private static final int LARGEST_ANSWER = 1 << 20;

  private final Path socket;

  AgentKeys(Path socket) {
    this.socket = socket;
  }

  @Override
  public List<ChannelFactory> getChannelForwardingFactories(FactoryManager manager) {
    return List.of();
  }

  @Override
  public SshAgent createClient(Session session, FactoryManager manager) throws IOException {
    return new Agent(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
  }

  @Override
  public SshAgentServer createServer(ConnectionService service) throws IOException {
    throw new IOException("the agent is not handed on to the other machine");
  }

  /** One conversation with the agent. */
  private static final class Agent extends AbstractAgentProxy {

    private final SocketChannel channel;

    Agent(SocketChannel channel) {
      super(null);
      this.channel = channel;
    }

    @Override
    public boolean isOpen() {
      return channel.isOpen();
    }

    @Override
    protected synchronized Buffer request(Buffer message) throws IOException {
      ByteBuffer request = ByteBuffer.wrap(message.array(), message.rpos(), message.available());
      while (request.hasRemaining()) {
        channel.write(request);
      }
      int length = read(Integer.BYTES).getInt();
      if (length <= 0 || length > LARGEST_ANSWER) {
        throw new IOException("the key agent answered with %d bytes".formatted(length));
      }
      return new ByteArrayBuffer(read(length).array());
    }

    private ByteBuffer read(int length) throws IOException {
      ByteBuffer bytes = ByteBuffer.allocate(length);
      while (bytes.hasRemaining()) {
        if (channel.read(bytes) < 0) {
          throw new EOFException("the key agent closed the connection");
        }
      }
      return bytes.flip();
    }

    @Override
    public void close() throws IOException {
      channel.close();
      super.close();
    }
  }
}
