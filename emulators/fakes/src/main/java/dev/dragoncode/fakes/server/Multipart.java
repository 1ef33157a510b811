package dev.dragoncode.fakes.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.FakeRequest;
import dev.dragoncode.fakes.server.Inputs.Malformed;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads forms with files in them; a file becomes its name, type, size and text. */
final class Multipart {

  private Multipart() {}

  static void read(FakeRequest request, ObjectNode values) throws Malformed {
    FullHttpRequest post =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1,
            HttpMethod.POST,
            "/",
            Unpooled.wrappedBuffer(request.body()),
            DefaultHttpHeadersFactory.headersFactory(),
            DefaultHttpHeadersFactory.trailersFactory());
    post.headers().set("content-type", request.header("content-type").orElse(""));
    HttpPostRequestDecoder decoder = null;
    try {
      decoder = new HttpPostRequestDecoder(new DefaultHttpDataFactory(false), post);
      for (InterfaceHttpData part : decoder.getBodyHttpDatas()) {
        put(values, part);
      }
    } catch (HttpPostRequestDecoder.ErrorDataDecoderException | IOException e) {
      throw new Malformed(String.valueOf(e.getMessage()));
    } finally {
      if (decoder != null) {
        decoder.destroy();
      }
      post.release();
    }
  }

  private static void put(ObjectNode values, InterfaceHttpData part) throws IOException {
    switch (part) {
      case FileUpload file ->
          values
              .putObject(part.getName())
              .put("filename", file.getFilename())
              .put("type", file.getContentType())
              .put("bytes", file.length())
              .put("text", file.getString(StandardCharsets.UTF_8));
      case Attribute attribute ->
          Inputs.put(values, Inputs.keys(part.getName()), attribute.getValue());
      default -> {
        // what is neither is nothing that a form says
      }
    }
  }
}
