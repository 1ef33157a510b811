package dev.dragoncode.io.git;

import dev.dragoncode.project.FileSource;
import dev.dragoncode.project.secrets.SecretFinder;
import dev.dragoncode.project.secrets.SecretHistory;
import dev.dragoncode.project.secrets.SecretHit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdOwnerMap;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for secrets in each version of each file that branches, remote branches and tags reach,
 * each version once. What was read stays read: after a new commit only that is looked at.
 */
public final class CommittedSecrets implements SecretHistory {

  private static final Logger LOG = LoggerFactory.getLogger(CommittedSecrets.class);

  /** More than nearly all repositories have; the newest ones are read. */
  private static final int MAX_COMMITS = 100_000;

  /** A version that is larger is no source and no configuration. */
  private static final int MAX_BLOB_BYTES = 1 << 20;

  /** Beyond this, somebody has committed a list of secrets. */
  private static final int MAX_FOUND = 1_000;

  private static final int SHORT_ID = 7;

  /** A history that takes longer stays a gap. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Duration patience;
  private final Duration longest;
  private final Memory memory;
  private final Map<Path, Running> running = new HashMap<>();

  /** A reading that goes on, or is over, beside whoever waits for it. */
  private record Running(String refs, FutureTask<Past> task, AtomicInteger commits) {}

  /**
   * @param patience how long whoever asks first waits; the reading goes on, and whoever asks again
   *     is told how far it is
   */
  public CommittedSecrets(Duration patience, Memory memory) {
    this(patience, LONGEST, memory);
  }

  /** For tests, which have less time. */
  CommittedSecrets(Duration patience, Duration longest, Memory memory) {
    this.patience = patience;
    this.longest = longest;
    this.memory = memory;
  }

  @Override
  public Past of(FileSource source) {
    if (source.repository().isEmpty()) {
      return new Past(List.of(), 0, "");
    }
    Path tree = source.repository().get();
    try {
      Map<String, ObjectId> heads;
      try (Repository repository = open(tree)) {
        heads = heads(repository);
      }
      return await(running(tree, source.root(), heads), tree);
    } catch (IOException | IllegalArgumentException e) {
      return unreadable(tree, e);
    }
  }

  private static Past unreadable(Path tree, Throwable failure) {
    LOG.info("The history of {} could not be read", tree, failure);
    return new Past(List.of(), 0, "could not be read: " + failure.getMessage());
  }

  private synchronized Running running(Path tree, Path root, Map<String, ObjectId> heads) {
    String refs = heads.toString();
    Running now = running.get(root);
    if (now != null && now.refs.equals(refs)) {
      return now;
    }
    if (now != null) {
      now.task.cancel(true);
    }
    AtomicInteger commits = new AtomicInteger();
    String place = tree.relativize(root).toString().replace('\\', '/');
    FutureTask<Past> task =
        new FutureTask<>(() -> {
          try (Repository repository = open(tree)) {
            Reading reading =
                new Reading(repository, place, System.nanoTime() + longest.toNanos(), commits);
            Set<ObjectId> wanted = Set.copyOf(heads.values());
            Past past = reading.read(wanted, memory.of(root));
            if (past.gap().isEmpty() && !wanted.isEmpty()) {
              memory.keep(
                  root,
                  new Kept(wanted.stream().map(ObjectId::name).collect(Collectors.toSet()), past));
            }
            return past;
          }
        });
    running.put(root, new Running(refs, task, commits));
    Thread.ofPlatform().daemon().name("history").start(task);
    return running.get(root);
  }

  private Past await(Running now, Path tree) {
    try {
      boolean first = now.commits.get() == 0;
      return now.task.get(first ? patience.toMillis() : 0, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.debug("The history of {} is still being read", tree, e);
      return new Past(List.of(), 0, "is still being read, " + now.commits + " commits so far");
    } catch (ExecutionException e) {
      return unreadable(tree, Objects.requireNonNullElse(e.getCause(), e));
    } catch (CancellationException e) {
      LOG.debug("The history of {} is read anew", tree, e);
      return new Past(List.of(), 0, "is being read anew");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Past(List.of(), 0, "was not read to its end");
    }
  }

  private static Repository open(Path tree) throws IOException {
    return new FileRepositoryBuilder()
        .setMustExist(true)
        .setWorkTree(tree.toFile())
        .findGitDir(tree.toFile())
        .build();
  }

  private static Map<String, ObjectId> heads(Repository repository) throws IOException {
    Map<String, ObjectId> heads = new LinkedHashMap<>();
    ObjectId head = repository.resolve(Constants.HEAD);
    if (head != null) {
      heads.put(Constants.HEAD, head);
    }
    for (Ref ref : repository.getRefDatabase().getRefs()) {
      String name = ref.getName();
      boolean counts =
          name.startsWith(Constants.R_HEADS)
              || name.startsWith(Constants.R_REMOTES)
              || name.startsWith(Constants.R_TAGS);
      ObjectId id = repository.getRefDatabase().peel(ref).getPeeledObjectId();
      ObjectId target = id == null ? ref.getObjectId() : id;
      if (counts && target != null) {
        heads.put(name, target);
      }
    }
    return heads;
  }

  /** A version of a file that was looked at. */
  private static final class Seen extends ObjectIdOwnerMap.Entry {
    Seen(AnyObjectId id) {
      super(id);
    }
  }

  /** One walk through commits. */
  private static final class Reading {

    private final Repository repository;
    private final String place;
    private final long end;
    private final AtomicInteger progress;
    private final ObjectIdOwnerMap<Seen> seen = new ObjectIdOwnerMap<>();
    private final List<Brought> found = new ArrayList<>();
    private final Set<String> told = new TreeSet<>();
    private int commits;

    Reading(Repository repository, String place, long end, AtomicInteger progress) {
      this.repository = repository;
      this.place = place;
      this.end = end;
      this.progress = progress;
    }

    Past read(Set<ObjectId> heads, Optional<Kept> kept) throws IOException {
      boolean shallow = !repository.getObjectDatabase().getShallowCommits().isEmpty();
      Optional<Kept> before = kept.isPresent() ? reached(heads, kept.get()) : kept;
      before.ifPresent(known -> {
        known.past().found().forEach(this::tell);
        commits = known.past().commits();
      });
      try (ObjectReader reader = repository.newObjectReader();
          RevWalk walk = new RevWalk(reader);
          TreeWalk trees = new TreeWalk(reader)) {
        trees.setRecursive(true);
        trees.setFilter(
            place.isEmpty()
                ? TreeFilter.ANY_DIFF
                : AndTreeFilter.create(PathFilter.create(place), TreeFilter.ANY_DIFF));
        // the oldest first, so that each is told of with the commit that brought it
        walk.sort(RevSort.TOPO);
        walk.sort(RevSort.REVERSE, true);
        for (ObjectId head : heads) {
          start(walk, head);
        }
        for (String old : before.map(Kept::heads).orElse(Set.of())) {
          if (walk.parseAny(ObjectId.fromString(old)) instanceof RevCommit commit) {
            walk.markUninteresting(commit);
          }
        }
        for (RevCommit commit = walk.next(); commit != null; commit = walk.next()) {
          if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
            return past("was read up to commit " + commits + " only, since it took too long");
          }
          progress.incrementAndGet();
          if (++commits > MAX_COMMITS || found.size() > MAX_FOUND) {
            return past("was read in part: it has more than is looked at");
          }
          commit(walk, trees, reader, commit);
        }
      }
      return past(shallow ? "is shallow: older commits are not in this clone" : "");
    }

    /**
     * What was read before, if all of it can still be reached: of commits that were rewritten
     * nothing is told any more.
     */
    private Optional<Kept> reached(Set<ObjectId> heads, Kept kept) throws IOException {
      try (RevWalk walk = new RevWalk(repository)) {
        for (String name : kept.heads()) {
          ObjectId old = ObjectId.fromString(name);
          if (!heads.contains(old) && !reached(walk, old, heads)) {
            return Optional.empty();
          }
        }
        return Optional.of(kept);
      } catch (MissingObjectException e) {
        LOG.debug("What was read before is no longer in {}", repository, e);
        return Optional.empty();
      }
    }

    private static boolean reached(RevWalk walk, ObjectId old, Set<ObjectId> heads)
        throws IOException {
      if (!(walk.parseAny(old) instanceof RevCommit commit)) {
        return true;
      }
      for (ObjectId head : heads) {
        if (walk.parseAny(head) instanceof RevCommit tip && walk.isMergedInto(commit, tip)) {
          return true;
        }
      }
      return false;
    }

    private Past past(String gap) {
      return new Past(found, commits, gap);
    }

    private static void start(RevWalk walk, ObjectId id) throws IOException {
      if (walk.parseAny(id) instanceof RevCommit commit) {
        walk.markStart(commit);
      }
    }

    /** The versions that no parent has. */
    private void commit(RevWalk walk, TreeWalk trees, ObjectReader reader, RevCommit commit)
        throws IOException {
      trees.reset();
      int parents = 0;
      for (RevCommit parent : commit.getParents()) {
        try {
          walk.parseHeaders(parent);
          trees.addTree(parent.getTree());
          parents++;
        } catch (MissingObjectException e) {
          // a clone that is cut off here says so itself
          LOG.debug("{} is not in this clone", parent, e);
        }
      }
      if (parents == 0) {
        trees.addTree(new EmptyTreeIterator());
        parents = 1;
      }
      trees.addTree(commit.getTree());
      while (trees.next()) {
        if (isNew(trees, parents)) {
          version(reader, commit, trees.getPathString(), trees.getObjectId(parents));
        }
      }
    }

    private static boolean isNew(TreeWalk trees, int last) {
      if ((trees.getRawMode(last) & FileMode.TYPE_MASK) != FileMode.TYPE_FILE) {
        return false;
      }
      for (int i = 0; i < last; i++) {
        if (trees.idEqual(i, last)) {
          return false;
        }
      }
      return true;
    }

    private void version(ObjectReader reader, RevCommit commit, String path, ObjectId id)
        throws IOException {
      if (seen.contains(id)) {
        return;
      }
      seen.add(new Seen(id));
      String inProject = place.isEmpty() ? path : path.substring(place.length() + 1);
      byte[] bytes;
      try {
        ObjectLoader loader = reader.open(id, Constants.OBJ_BLOB);
        if (loader.getSize() > MAX_BLOB_BYTES) {
          return;
        }
        bytes = loader.getCachedBytes(MAX_BLOB_BYTES);
      } catch (MissingObjectException | LargeObjectException e) {
        LOG.debug("{} is not in this clone", path, e);
        return;
      }
      for (byte each : bytes) {
        if (each == 0) {
          return;
        }
      }
      String text = new String(bytes, StandardCharsets.UTF_8);
      for (SecretHit hit : SecretFinder.in(inProject, text)) {
        tell(new Brought(commit.abbreviate(SHORT_ID).name(), inProject, hit));
      }
    }

    /** The same secret in the same file is told of once. */
    private void tell(Brought each) {
      if (told.add(each.path() + "\n" + each.hit().fingerprint())) {
        found.add(each);
      }
    }
  }
}
