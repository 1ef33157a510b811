package dev.dragoncode.io.ssh;

import java.io.IOException;
import org.apache.sshd.client.channel.AsyncCapableClientChannel;
import org.apache.sshd.client.future.DefaultOpenFuture;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.channel.LocalWindow;
import org.apache.sshd.common.util.buffer.Buffer;

/**
 * A channel to a unix socket of the other machine: OpenSSH's extension {@code
 * direct-streamlocal@openssh.com}, section 2.4 of its PROTOCOL document.
 */
final class StreamlocalChannel extends AsyncCapableClientChannel {

  private static final String TYPE = "direct-streamlocal@openssh.com";

  /** More than the fields beside the texts. */
  private static final int HEADER = 64;

  private final String path;

  StreamlocalChannel(String path) {
    super(TYPE, false);
    this.path = path;
  }

  @Override
  public synchronized OpenFuture open() throws IOException {
    if (closeFuture.isClosed()) {
      throw new SshException("Session has been closed");
    }
    openFuture = new DefaultOpenFuture(path, futureLock);
    LocalWindow window = getLocalWindow();
    Buffer request =
        getSession()
            .createBuffer(
                SshConstants.SSH_MSG_CHANNEL_OPEN, HEADER + TYPE.length() + path.length() * 3);
    request.putString(TYPE);
    request.putUInt(getChannelId());
    request.putUInt(window.getSize());
    request.putUInt(window.getPacketSize());
    request.putString(path);
    request.putString("");
    request.putUInt(0);
    writePacket(request);
    return openFuture;
  }
}
