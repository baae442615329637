package tributary.landing;

import java.util.List;

/**
 * Some rows of an entity.
 *
 * @param columns names in order, system columns last
 * @param types as PostgreSQL names them, one for each column
 * @param rows each with one value per column, as text; null for no value
 */
public record EntityPreview(List<String> columns, List<String> types, List<List<String>> rows) {}
