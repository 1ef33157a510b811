package dev.dragoncode.emulators.browse.product;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** Signs requests to AWS as its own clients do. */
public interface RequestSigner {

  /**
   * Who signs.
   *
   * @param key the access key
   */
  record Signer(String key, String secret, String region) {
    @Override
    public String toString() {
      return key;
    }
  }

  /**
   * The headers of a request, those that it must carry to be believed among them.
   *
   * @param headers that it carries anyway
   */
  Map<String, List<String>> sign(
      Signer signer, String method, URI address, Map<String, String> headers, byte[] body);
}
