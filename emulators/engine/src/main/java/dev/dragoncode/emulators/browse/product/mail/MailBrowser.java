package dev.dragoncode.emulators.browse.product.mail;

import dev.dragoncode.emulators.browse.Answer;
import dev.dragoncode.emulators.browse.BrowseTarget;
import dev.dragoncode.emulators.browse.Change;
import dev.dragoncode.emulators.browse.DataBrowser;
import dev.dragoncode.emulators.browse.Detail;
import dev.dragoncode.emulators.browse.Page;
import dev.dragoncode.emulators.browse.Place;
import dev.dragoncode.emulators.browse.Value;
import dev.dragoncode.emulators.browse.product.Failures;
import dev.dragoncode.emulators.browse.product.MailStore;
import dev.dragoncode.io.files.AtomicFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Mails that a program sent to Mailpit, or to GreenMail in its place. */
public final class MailBrowser implements DataBrowser {

  private static final String ALL_MAILS = "All mails";

  private static final List<Page.Column> COLUMNS =
      List.of(
          new Page.Column("sent", ""),
          new Page.Column("from", ""),
          new Page.Column("to", ""),
          new Page.Column("subject", ""),
          new Page.Column("files", ""),
          new Page.Column("size", "bytes"));

  private final BrowseTarget target;
  private final int port;
  private final boolean changes;

  public MailBrowser(BrowseTarget target, int port, boolean changes) {
    this.target = target;
    this.port = port;
    this.changes = changes;
  }

  /** What is done with the server's mails. */
  private interface Work<T> {
    T with(MailStore store) throws IOException, InterruptedException;
  }

  private <T> T call(String failure, Work<T> work) throws InterruptedException {
    try {
      return work.with(MailStore.of(target, port, MailReader::entry));
    } catch (IOException e) {
      throw Failures.of(target, failure, e);
    }
  }

  @Override
  public Set<Ability> abilities() throws InterruptedException {
    Set<Ability> abilities = EnumSet.of(Ability.FIND, Ability.CLEAR);
    if (call("Its mails cannot be listed", MailStore::deletesOne)) {
      abilities.add(Ability.DELETE);
    }
    return Set.copyOf(abilities);
  }

  @Override
  public String remark() {
    return "";
  }

  @Override
  public String findPrompt() {
    return "Find mails";
  }

  @Override
  public List<Place> places() throws InterruptedException {
    return call(
        "Its mails cannot be listed",
        store -> {
          List<Place> places = new ArrayList<>();
          for (MailStore.Box box : store.boxes()) {
            String name = box.name().equals(MailStore.ALL) ? ALL_MAILS : box.name();
            places.add(new Place(box.name(), name, "", Place.Kind.MAILBOX, box.mails(), false));
          }
          return List.copyOf(places);
        });
  }

  @Override
  public Page page(Place place, String words, Optional<String> from) throws InterruptedException {
    long start = System.nanoTime();
    int first = from.map(Integer::parseInt).orElse(0);
    return call(
        "The mails cannot be read",
        store -> {
          MailStore.Listing listing = store.list(place.id(), words, first);
          List<Page.Row> rows = listing.mails().stream().map(MailBrowser::row).toList();
          int end = first + rows.size();
          return new Page(
              COLUMNS,
              rows,
              end < listing.total() ? Optional.of(String.valueOf(end)) : Optional.empty(),
              OptionalLong.of(listing.total()),
              "",
              Duration.ofNanos(System.nanoTime() - start));
        });
  }

  private static Page.Row row(MailStore.Entry mail) {
    return new Page.Row(
        mail.id(),
        List.of(
            Value.of(MailReader.local(mail.sent())),
            Value.of(mail.from()),
            Value.of(mail.to()),
            Value.of(mail.subject()),
            Value.of(mail.attachments() == 0 ? "" : String.valueOf(mail.attachments())),
            Value.of(String.valueOf(mail.size()))));
  }

  @Override
  public Detail detail(Place place, Page page, Page.Row row) throws InterruptedException {
    return call("The mail cannot be read", store -> MailReader.detail(store.raw(row.id())));
  }

  @Override
  public void save(Place place, Page.Row row, String file, Path to) throws InterruptedException {
    call(
        "The file was not saved",
        store -> {
          AtomicFiles.write(to, MailReader.attachment(store.raw(row.id()), file));
          return to;
        });
  }

  @Override
  public Answer ask(String text, Optional<String> from) {
    return new Answer.Refused("A mail server takes no queries", OptionalInt.empty(), "");
  }

  @Override
  public void change(Change change) throws InterruptedException {
    if (!changes) {
      throw Failures.readOnly();
    }
    call(
        "Nothing was deleted",
        store -> {
          switch (change) {
            case Change.Delete(Place _, Page.Row row) -> store.delete(row.id());
            case Change.Clear _ -> store.clear();
            default -> throw Failures.notHere("Mails are sent by SMTP");
          }
          return change;
        });
  }
}
