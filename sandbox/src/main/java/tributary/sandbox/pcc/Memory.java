package tributary.sandbox.pcc;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What is kept between one start and the next: when the story began, the days that were let pass
 * and who has subscribed. Another seed or size begins another story.
 */
final class Memory {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path file;
  private Kept kept;

  /**
   * @param start the first day, in seconds
   * @param days when each day that was let pass began
   */
  private record Kept(
      long seed,
      int facilities,
      int patients,
      long start,
      List<Long> days,
      List<Subscription> subscriptions) {}

  private Memory(Path file, Kept kept) {
    this.file = file;
    this.kept = kept;
  }

  static Memory in(Path file, PccSettings settings, long today) throws IOException {
    if (Files.isRegularFile(file)) {
      Kept old = MAPPER.readValue(file.toFile(), Kept.class);
      if (old.seed() == settings.seed()
          && old.facilities() == settings.facilities()
          && old.patients() == settings.patients()) {
        return new Memory(file, old);
      }
    }
    Kept fresh =
        new Kept(
            settings.seed(),
            settings.facilities(),
            settings.patients(),
            today,
            List.of(),
            List.of());
    return new Memory(file, fresh).write();
  }

  synchronized long start() {
    return kept.start();
  }

  synchronized List<Long> days() {
    return kept.days();
  }

  synchronized List<Subscription> subscriptions() {
    return kept.subscriptions();
  }

  synchronized void day(long began) throws IOException {
    List<Long> days = new ArrayList<>(kept.days());
    days.add(began);
    keep(days, kept.subscriptions());
  }

  synchronized void subscriptions(List<Subscription> list) throws IOException {
    keep(kept.days(), List.copyOf(list));
  }

  private void keep(List<Long> days, List<Subscription> subscriptions) throws IOException {
    kept =
        new Kept(
            kept.seed(), kept.facilities(), kept.patients(), kept.start(), days, subscriptions);
    write();
  }

  private Memory write() throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    MAPPER.writeValue(draft.toFile(), kept);
    Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    return this;
  }
}
