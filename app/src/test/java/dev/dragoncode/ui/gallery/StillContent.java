package dev.dragoncode.ui.gallery;

import dev.dragoncode.emulators.browse.Answer;
import dev.dragoncode.emulators.browse.Bytes;
import dev.dragoncode.emulators.browse.Change;
import dev.dragoncode.emulators.browse.DataBrowser;
import dev.dragoncode.emulators.browse.Detail;
import dev.dragoncode.emulators.browse.Page;
import dev.dragoncode.emulators.browse.Place;
import dev.dragoncode.emulators.browse.RichText;
import dev.dragoncode.emulators.browse.RichText.Block;
import dev.dragoncode.emulators.browse.RichText.Kind;
import dev.dragoncode.emulators.browse.RichText.Span;
import dev.dragoncode.emulators.browse.RichText.Style;
import dev.dragoncode.emulators.browse.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Places, a page and its rows in full that never change: mails, and objects of S3. */
record StillContent(
    Set<Ability> abilities, String findPrompt, List<Place> places, Page page, List<Detail> details)
    implements DataBrowser {

  static StillContent mails() {
    List<Page.Row> rows =
        List.of(
            row("1", "2026-11-22 12:04:12", "Shop", "ada@example.org", "Order 84310", "1", "18204"),
            row("2", "2026-11-22 12:03:50", "Shop", "sam@example.org", "Reset it", "", "3410"),
            row(
                "3",
                "2026-11-22 11:58:07",
                "Shop",
                "ops@example.org",
                "Nightly report",
                "2",
                "92"));
    Page page = page(List.of("sent", "from", "to", "subject", "files", "size"), rows, 3, List.of());
    return new StillContent(
        Set.of(Ability.FIND, Ability.CLEAR),
        "Find mails",
        List.of(
            place("", "All mails", Place.Kind.MAILBOX, 3),
            place("ada@example.org", "ada@example.org", Place.Kind.MAILBOX, 1),
            place("ops@example.org", "ops@example.org", Place.Kind.MAILBOX, 1),
            place("sam@example.org", "sam@example.org", Place.Kind.MAILBOX, 1)),
        page,
        List.of(mail()));
  }

  private static Detail mail() {
    List<Block> blocks =
        List.of(
            paragraph(Kind.HEADING, 1, "", span("Thank you, Ada")),
            paragraph(
                Kind.PLAIN,
                0,
                "",
                span("Your order "),
                span("84310", Style.BOLD),
                span(" is on its way. "),
                new Span("Follow it", Set.of(), "https://shop.example.org/orders/84310"),
                span(" or write to us.")),
            new Block.Table(
                List.of(
                    List.of(List.of(span("Item", Style.BOLD)), List.of(span("Price", Style.BOLD))),
                    List.of(List.of(span("Dragon, small")), List.of(span("29.00 €"))),
                    List.of(List.of(span("Egg cup")), List.of(span("7.50 €"))))),
            paragraph(Kind.ITEM, 1, "•", span("comes by post, within three working days")),
            paragraph(Kind.ITEM, 1, "•", span("can be sent back for thirty days")),
            paragraph(Kind.QUOTE, 1, "", span("“It breathes fire, and not at the cat.” – a buyer")),
            new Block.Rule(),
            paragraph(Kind.PLAIN, 0, "", span("[Shop logo]", Style.INSTEAD)));
    return new Detail(
        "Order 84310 is on its way",
        "",
        List.of(
            field("From", "Shop <shop@example.org>"),
            field("To", "Ada <ada@example.org>"),
            field("Date", "Sun, 22 Nov 2026 12:04:12 +0000")),
        List.of(
            new Detail.View.Rich(
                "Mail", new RichText(blocks, "1 picture from elsewhere was not loaded.")),
            new Detail.View.Plain("Text", Value.of("Your order 84310 is on its way.")),
            new Detail.View.Plain("Headers", Value.of("Subject: Order 84310 is on its way\n")),
            new Detail.View.Plain("Source", Value.of("…"))),
        List.of(new Detail.Attached("0", "invoice-84310.pdf", "application/pdf", 14_208)));
  }

  static StillContent objects() {
    Place app = place("app/", "app", Place.Kind.BUCKET, -1);
    Place photos = place("app/photos/", "photos", Place.Kind.BUCKET, -1);
    Place raw = place("app/photos/raw/", "raw", Place.Kind.BUCKET, -1);
    List<Value> folder = List.of(Value.of("raw/"), Value.of(""), Value.of("folder"), Value.of(""));
    List<Page.Row> rows =
        List.of(
            new Page.Row("photos/raw/", folder, Optional.of(raw)),
            row("a", "dragon.png", "38112", "image/png", "2026-11-22T11:40:01.000Z"),
            row("b", "index.json", "812", "application/json", "2026-11-22T11:40:02.000Z"),
            row("c", "tale.txt", "20411", "text/plain", "2026-11-22T11:41:00.000Z"));
    Page page = page(List.of("name", "size", "type", "modified"), rows, -1, List.of(app, photos));
    Detail picture =
        new Detail(
            "dragon.png",
            "",
            List.of(
                field("key", "photos/dragon.png"),
                field("size", "38112 bytes"),
                field("type", "image/png"),
                field("modified", "Sun, 22 Nov 2026 11:40:01 GMT")),
            List.of(new Detail.View.Picture("Picture", mark())),
            List.of(new Detail.Attached("object", "dragon.png", "image/png", 38_112)));
    return new StillContent(
        Set.of(Ability.FIND, Ability.DELETE, Ability.UPLOAD),
        "Begins with",
        List.of(app, place("backups/", "backups", Place.Kind.BUCKET, -1)),
        page,
        List.of(picture));
  }

  private static Bytes mark() {
    try (InputStream in =
        Objects.requireNonNull(
            StillContent.class.getResourceAsStream("/dev/dragoncode/icons/dragoncode-128.png"))) {
      return Bytes.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Block paragraph(Kind kind, int depth, String mark, Span... spans) {
    return new Block.Paragraph(kind, depth, mark, List.of(spans));
  }

  private static Span span(String text, Style... styles) {
    return new Span(text, Set.of(styles), "");
  }

  private static Detail.Field field(String name, String value) {
    return new Detail.Field(name, "", Value.of(value));
  }

  private static Place place(String id, String name, Place.Kind kind, long size) {
    OptionalLong known = size < 0 ? OptionalLong.empty() : OptionalLong.of(size);
    return new Place(id, name, "", kind, known, false);
  }

  private static Page.Row row(String id, String... values) {
    return new Page.Row(id, Arrays.stream(values).map(Value::of).toList());
  }

  private static Page page(
      List<String> columns, List<Page.Row> rows, long total, List<Place> trail) {
    return new Page(
        columns.stream().map(name -> new Page.Column(name, "")).toList(),
        rows,
        Optional.empty(),
        total < 0 ? OptionalLong.empty() : OptionalLong.of(total),
        "",
        Duration.ofMillis(9),
        trail);
  }

  @Override
  public String remark() {
    return "";
  }

  @Override
  public Page page(Place place, String words, Optional<String> from) {
    return page;
  }

  @Override
  public Detail detail(Place place, Page shown, Page.Row row) {
    return details.getFirst();
  }

  @Override
  public Answer ask(String text, Optional<String> from) {
    return new Answer.Refused("", OptionalInt.empty(), "");
  }

  @Override
  public void change(Change change) {}
}
