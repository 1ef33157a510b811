package dev.dragoncode.icons;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class IconSizesTest {

  @SuppressWarnings("unused") // read by JUnit
  private static final Iterable<Integer> SIZES = IconSizes.SIZES;

  @TempDir private Path folder;

  @ParameterizedTest
  @FieldSource("SIZES")
  void theBuildPaintedADarkMarkOnAnEmberTileWithRoundCorners(int size) throws IOException {
    BufferedImage icon;
    try (InputStream in = getClass().getResourceAsStream(IconSizes.fileName(size))) {
      icon = ImageIO.read(Objects.requireNonNull(in, "not on the class path"));
    }
    assertThat(icon.getWidth()).isEqualTo(size);
    assertThat(icon.getHeight()).isEqualTo(size);
    assertThat(alpha(icon, 0, 0)).as("corner").isLessThan(128);
    assertThat(alpha(icon, size / 2, size / 2)).as("middle").isEqualTo(255);

    int dark = 0;
    int ember = 0;
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        Color pixel = new Color(icon.getRGB(x, y));
        if (alpha(icon, x, y) == 255 && pixel.getRed() < 60) {
          dark++;
        }
        if (alpha(icon, x, y) == 255 && pixel.getRed() > 200 && pixel.getBlue() < 110) {
          ember++;
        }
      }
    }
    double area = (double) size * size;
    assertThat(dark / area).as("share of the mark").isBetween(0.12, 0.45);
    assertThat(ember / area).as("share of the tile around it").isGreaterThan(0.4);
  }

  @Test
  void theWindowsIconHoldsEachPictureWhereItSays() throws IOException {
    byte[] bytes;
    try (InputStream in = getClass().getResourceAsStream("dragoncode.ico")) {
      bytes = Objects.requireNonNull(in, "not on the class path").readAllBytes();
    }
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(file.getShort(2)).as("type: icon").isEqualTo((short) 1);
    int count = file.getShort(4);
    assertThat(count).isEqualTo(6);
    for (int i = 0; i < count; i++) {
      int entry = 6 + 16 * i;
      int edge = Byte.toUnsignedInt(file.get(entry));
      int length = file.getInt(entry + 8);
      int offset = file.getInt(entry + 12);
      byte[] picture = new byte[length];
      file.get(offset, picture);
      BufferedImage icon = ImageIO.read(new java.io.ByteArrayInputStream(picture));
      assertThat(icon.getWidth()).isEqualTo(edge == 0 ? 256 : edge);
    }
  }

  @Test
  void paintsAgainOnlyWhenADrawingChanged() throws IOException {
    Path drawings = Files.createDirectory(folder.resolve("drawings"));
    for (String name : new String[] {"dragoncode.svg", "dragoncode-small.svg"}) {
      Files.copy(Path.of(name), drawings.resolve(name));
    }
    IconSizes icons = new IconSizes(drawings, folder.resolve("pictures"));
    assertThat(icons.upToDate()).isFalse();

    icons.paint();
    assertThat(icons.upToDate()).isTrue();

    FileTime later = FileTime.from(Instant.now().plusSeconds(5));
    Files.setLastModifiedTime(drawings.resolve("dragoncode-small.svg"), later);
    assertThat(icons.upToDate()).isFalse();
  }

  private static int alpha(BufferedImage icon, int x, int y) {
    return icon.getRGB(x, y) >>> 24;
  }
}
