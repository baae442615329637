package tributary.landing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An entity with its columns and its kept generations.
 *
 * @param entity as in the list
 * @param columns in order
 * @param generations newest first
 */
public record EntityDetail(
    EntityRow entity, List<EntityColumn> columns, List<GenerationRow> generations) {

  /**
   * A column.
   *
   * @param name in PostgreSQL
   * @param sourceName as the source writes it
   * @param type as PostgreSQL names it
   * @param system whether the product adds it
   */
  public record EntityColumn(String name, String sourceName, String type, boolean system) {}

  /**
   * A kept generation.
   *
   * @param number counts up per entity
   * @param runId the run that made it
   * @param rows in it
   * @param bytes on disk
   * @param createdAt when it was published
   * @param current whether the view shows it
   */
  public record GenerationRow(
      long number, UUID runId, long rows, long bytes, Instant createdAt, boolean current) {}
}
