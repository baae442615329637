package tributary.plugin.s3.parquet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import tributary.plugin.s3.file.StoredFile;
import tributary.plugin.s3.file.TypedReading;

/** Writes Parquet files with a library that shares no code with the reader. */
final class DuckDb implements AutoCloseable {
  private final Connection connection;
  private final Path folder;
  private int count;

  DuckDb(Path folder) {
    this.folder = folder;
    try {
      this.connection = DriverManager.getConnection("jdbc:duckdb:");
      execute("set TimeZone = 'UTC'");
      execute("set threads = 1");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Writes what a query gives. */
  StoredFile write(String query) throws SQLException, IOException {
    return write(query, "");
  }

  /**
   * @param options such as {@code , compression zstd}
   */
  StoredFile write(String query, String options) throws SQLException, IOException {
    return TypedReading.file("a.parquet", bytes(query, options));
  }

  byte[] bytes(String query, String options) throws SQLException, IOException {
    Path file = folder.resolve("file" + count++ + ".parquet");
    execute("copy (" + query + ") to '" + file + "' (format parquet" + options + ")");
    return Files.readAllBytes(file);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
