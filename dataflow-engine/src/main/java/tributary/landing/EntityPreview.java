package tributary.landing;

import java.util.List;

/**
 * Some rows of an entity.
 *
 * @param columns names in order, system columns last
 * @param types as PostgreSQL names them, one for each column
 * @param labels what people call them at the source, one for each column; empty where it tells none
 * @param rows each with one value per column, as text; null for no value
 */
public record EntityPreview(
    List<String> columns, List<String> types, List<String> labels, List<List<String>> rows) {}
