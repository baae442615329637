package tributary.web.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import tributary.landing.EntityDetail;
import tributary.landing.EntityRow;
import tributary.landing.Purpose;

/**
 * An entity.
 *
 * @param relation schema and view, as SQL writes it
 * @param publishedAt null before the first publish
 * @param columns only where one entity is asked for
 * @param generations only where one entity is asked for, newest first
 * @param columnHistory only where one entity is asked for, newest first
 */
record EntityDocument(
    String name,
    String relation,
    Purpose purpose,
    String dataflow,
    String fileName,
    long rows,
    long bytes,
    int columnCount,
    Instant publishedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) List<EntityDetail.EntityColumn> columns,
    @JsonInclude(JsonInclude.Include.NON_NULL) List<EntityDetail.GenerationRow> generations,
    @JsonInclude(JsonInclude.Include.NON_NULL) List<EntityDetail.ColumnEvent> columnHistory) {

  static EntityDocument brief(EntityRow entity) {
    return of(entity, null, null, null);
  }

  static EntityDocument full(EntityDetail detail) {
    return of(detail.entity(), detail.columns(), detail.generations(), detail.columnHistory());
  }

  private static EntityDocument of(
      EntityRow entity,
      List<EntityDetail.EntityColumn> columns,
      List<EntityDetail.GenerationRow> generations,
      List<EntityDetail.ColumnEvent> columnHistory) {
    return new EntityDocument(
        entity.name(),
        entity.relation(),
        entity.purpose(),
        entity.dataflow(),
        entity.fileName(),
        entity.rows(),
        entity.bytes(),
        entity.columns(),
        entity.publishedAt().orElse(null),
        columns,
        generations,
        columnHistory);
  }
}
