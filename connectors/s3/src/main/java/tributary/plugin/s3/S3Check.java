package tributary.plugin.s3;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tributary.plugin.s3.S3Problem.Stage;
import tributary.spi.CheckReport;
import tributary.spi.CheckStep;
import tributary.spi.ConnectorException;

/**
 * Tries a connection. One listing tells of the endpoint, the keys, the bucket and the right to
 * list; its failure is told as the step it belongs to, those before it as passed.
 */
final class S3Check {
  private static final int PAGE = 1000;

  /** Problems that show before the server is spoken to: no earlier step was tried. */
  private static final Set<S3Problem> BEFORE_CONTACT =
      EnumSet.of(
          S3Problem.ENDPOINT_INVALID,
          S3Problem.REGION_INVALID,
          S3Problem.CREDENTIALS_MISSING,
          S3Problem.BUCKET_MISSING);

  private final S3Settings settings;
  private final S3Objects objects;
  private final List<CheckStep> steps = new ArrayList<>();

  S3Check(S3Settings settings, S3Objects objects) {
    this.settings = settings;
    this.objects = objects;
  }

  CheckReport run() throws InterruptedException {
    try {
      settings.requiredBucket();
      Optional<S3Item> first = firstFile();
      passUpTo(Stage.LIST, first);
      if (first.isPresent()) {
        read(first.get());
      }
    } catch (ConnectorException e) {
      Optional<S3Problem> problem = problemOf(e);
      Stage failed =
          problem.map(S3Problem::stage).orElse(steps.isEmpty() ? Stage.REACH : Stage.READ);
      if (problem.filter(BEFORE_CONTACT::contains).isEmpty()) {
        passBefore(failed);
      }
      steps.add(CheckStep.failed(failed.words(), e));
    }
    return new CheckReport(steps);
  }

  private Optional<S3Item> firstFile() throws InterruptedException {
    return objects.list(settings.folder(), false, Optional.empty(), PAGE).items().stream()
        .filter(item -> !item.key().endsWith("/") && item.size() > 0)
        .findFirst();
  }

  private void read(S3Item item) throws InterruptedException {
    String name = item.key();
    try (InputStream in = objects.open(item, 0, 1)) {
      in.read();
    } catch (IOException e) {
      throw new ConnectorException(
          S3Problem.CONNECTION_LOST, "The connection broke while " + name + " was read.", e);
    }
    steps.add(CheckStep.passed(Stage.READ.words(), name + " can be read."));
  }

  private static Optional<S3Problem> problemOf(ConnectorException failure) {
    return Arrays.stream(S3Problem.values())
        .filter(problem -> problem.toErrorCode().equals(failure.code()))
        .findFirst();
  }

  private void passBefore(Stage failed) {
    int done = steps.size();
    for (Stage stage : Stage.values()) {
      if (stage.ordinal() >= done && stage.ordinal() < failed.ordinal()) {
        steps.add(CheckStep.passed(stage.words(), detail(stage, Optional.empty())));
      }
    }
  }

  private void passUpTo(Stage last, Optional<S3Item> first) {
    for (Stage stage : Stage.values()) {
      if (stage.ordinal() <= last.ordinal()) {
        steps.add(
            CheckStep.passed(
                stage.words(),
                stage == Stage.LIST && first.isEmpty()
                    ? settings.folderWords() + " holds no files yet."
                    : detail(stage, first)));
      }
    }
  }

  private String detail(Stage stage, Optional<S3Item> first) {
    return switch (stage) {
      case REACH -> settings.address() + " answers.";
      case SIGN_IN -> "The credentials are accepted.";
      case BUCKET -> "The bucket " + settings.bucket().orElse("") + " is there.";
      case LIST -> settings.folderWords() + " can be listed.";
      case READ -> first.map(S3Item::key).orElse("A file") + " can be read.";
    };
  }
}
