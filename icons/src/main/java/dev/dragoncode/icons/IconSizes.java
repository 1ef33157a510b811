package dev.dragoncode.icons;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;

/**
 * Paints the app icon in each size: the build runs it, and the app finds the pictures on its class
 * path as {@code /dev/dragoncode/icons/dragoncode-32.png} and so on.
 *
 * <p>Small sizes are painted from a drawing of their own, with fewer and bolder shapes.
 */
public final class IconSizes {

  /** The edges in pixels of the pictures. */
  public static final List<Integer> SIZES = List.of(16, 24, 32, 48, 64, 128, 256, 512);

  private static final int LARGEST_OF_THE_SMALL = 24;
  private static final List<Integer> WINDOWS_SIZES = List.of(16, 24, 32, 48, 64, 256);
  private static final String WINDOWS_ICON = "dragoncode.ico";

  /** The header of an .ico file, and of each picture in it, in bytes. */
  private static final int ICO_HEADER = 6;

  private static final int ICO_ENTRY = 16;

  private final Path drawing;
  private final Path smallDrawing;
  private final Path output;

  IconSizes(Path drawings, Path output) {
    this.drawing = drawings.resolve("dragoncode.svg");
    this.smallDrawing = drawings.resolve("dragoncode-small.svg");
    this.output = output;
  }

  /** Takes the folder of the drawings and the folder for the pictures. */
  public static void main(String[] arguments) throws IOException {
    IconSizes icons = new IconSizes(Path.of(arguments[0]), Path.of(arguments[1]));
    if (!icons.upToDate()) {
      icons.paint();
    }
  }

  static String fileName(int size) {
    return "dragoncode-" + size + ".png";
  }

  /** Whether the picture that is written last is newer than both drawings and this program. */
  boolean upToDate() throws IOException {
    Path last = output.resolve(WINDOWS_ICON);
    if (!Files.exists(last)) {
      return false;
    }
    FileTime painted = Files.getLastModifiedTime(last);
    for (Path source : List.of(drawing, smallDrawing, output.resolve("IconSizes.class"))) {
      if (Files.exists(source) && Files.getLastModifiedTime(source).compareTo(painted) > 0) {
        return false;
      }
    }
    return true;
  }

  void paint() throws IOException {
    Files.createDirectories(output);
    SVGDocument large = load(drawing);
    SVGDocument small = load(smallDrawing);
    Map<Integer, byte[]> pictures = new TreeMap<>();
    for (int size : SIZES) {
      byte[] picture = png(size <= LARGEST_OF_THE_SMALL ? small : large, size);
      pictures.put(size, picture);
      write(fileName(size), picture);
    }
    pictures.keySet().retainAll(WINDOWS_SIZES);
    write(WINDOWS_ICON, ico(pictures));
  }

  private static SVGDocument load(Path file) throws IOException {
    SVGDocument document = new SVGLoader().load(file.toUri().toURL());
    if (document == null) {
      throw new IOException(file + " is not an SVG drawing");
    }
    return document;
  }

  private static byte[] png(SVGDocument document, int size) throws IOException {
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      graphics.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
      document.render(null, graphics, new ViewBox(size, size));
    } finally {
      graphics.dispose();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (!ImageIO.write(image, "png", bytes)) {
      throw new IOException("this Java runtime cannot write PNG");
    }
    return bytes.toByteArray();
  }

  /** A Windows icon file whose pictures are PNG, as Windows reads them since Vista. */
  private static byte[] ico(Map<Integer, byte[]> pictures) {
    int length = ICO_HEADER + pictures.values().stream().mapToInt(p -> ICO_ENTRY + p.length).sum();
    ByteBuffer file = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    file.putShort((short) 0).putShort((short) 1).putShort((short) pictures.size());
    int offset = ICO_HEADER + ICO_ENTRY * pictures.size();
    for (Map.Entry<Integer, byte[]> picture : pictures.entrySet()) {
      // One byte for each edge; 256 is written as 0.
      byte edge = (byte) (int) picture.getKey();
      file.put(edge).put(edge).put((byte) 0).put((byte) 0);
      file.putShort((short) 1).putShort((short) 32);
      file.putInt(picture.getValue().length).putInt(offset);
      offset += picture.getValue().length;
    }
    pictures.values().forEach(file::put);
    return file.array();
  }

  private void write(String name, byte[] content) throws IOException {
    Path part = output.resolve(name + ".part");
    Files.write(part, content);
    Files.move(part, output.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }
}
