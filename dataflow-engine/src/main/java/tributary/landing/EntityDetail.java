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
 * @param columnHistory what became of its columns, newest first; runs that were rolled back too
 */
public record EntityDetail(
    EntityRow entity,
    List<EntityColumn> columns,
    List<GenerationRow> generations,
    List<ColumnEvent> columnHistory) {

  /**
   * A column.
   *
   * @param name in PostgreSQL
   * @param sourceName as the source writes it
   * @param type as PostgreSQL names it
   * @param system whether the product adds it
   * @param label what people call it at the source; empty where it tells none
   */
  public record EntityColumn(
      String name, String sourceName, String type, boolean system, String label) {}

  /**
   * A change of a column.
   *
   * @param at when it was published
   * @param runId by which run
   * @param change what became of it
   */
  public record ColumnEvent(Instant at, UUID runId, ColumnChange change) {}

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
