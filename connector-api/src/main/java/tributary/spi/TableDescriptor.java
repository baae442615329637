package tributary.spi;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A table as a listing shows it: cheap to make, even for thousands. Its columns come from {@link
 * Source#layout}.
 *
 * @param name its name
 * @param fileName the label a person knows it by at the source; for files the object or folder
 * @param suggestedEntity what the entity could be called; the host makes it valid and unique
 * @param suggestedPurpose whether it looks like business content or like what describes it
 * @param parent the table whose rows these rows belong to, where there is one
 * @param options the table's own options, as fields with what was detected as default
 * @param estimatedBytes its size at the source, where known
 * @param unreadable why it cannot be read, in words for the person; empty when it can
 * @param changes how an incremental read comes to know what changed, where the listing tells that
 *     at no cost (since 6)
 */
public record TableDescriptor(
    TableName name,
    String fileName,
    String suggestedEntity,
    SuggestedPurpose suggestedPurpose,
    Optional<TableName> parent,
    List<ConfigField> options,
    OptionalLong estimatedBytes,
    Optional<String> unreadable,
    Optional<Changes> changes) {
  public TableDescriptor {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(fileName, "fileName");
    Objects.requireNonNull(suggestedEntity, "suggestedEntity");
    Objects.requireNonNull(suggestedPurpose, "suggestedPurpose");
    Objects.requireNonNull(parent, "parent");
    Objects.requireNonNull(estimatedBytes, "estimatedBytes");
    Objects.requireNonNull(unreadable, "unreadable");
    Objects.requireNonNull(changes, "changes");
    options = List.copyOf(options);
  }

  /** Describes a table without saying how an incremental read comes to know what changed. */
  public TableDescriptor(
      TableName name,
      String fileName,
      String suggestedEntity,
      SuggestedPurpose suggestedPurpose,
      Optional<TableName> parent,
      List<ConfigField> options,
      OptionalLong estimatedBytes,
      Optional<String> unreadable) {
    this(
        name,
        fileName,
        suggestedEntity,
        suggestedPurpose,
        parent,
        options,
        estimatedBytes,
        unreadable,
        Optional.empty());
  }

  /** Returns it with how an incremental read comes to know what changed. */
  public TableDescriptor withChanges(Changes how) {
    return new TableDescriptor(
        name,
        fileName,
        suggestedEntity,
        suggestedPurpose,
        parent,
        options,
        estimatedBytes,
        unreadable,
        Optional.of(how));
  }

  /**
   * How an incremental read comes to know what changed.
   *
   * @since 6
   */
  public enum Changes {
    /** The source tells it. */
    TOLD,
    /** It is looked for, such as by a time in each row. */
    SOUGHT,
    /** All rows are read again. */
    READ_AGAIN
  }

  /** What a table's rows seem to be. */
  public enum SuggestedPurpose {
    /** Business content. */
    DATA,
    /** Code lists, definitions, option sets. */
    METADATA
  }
}
