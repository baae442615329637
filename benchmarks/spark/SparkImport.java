import java.io.IOException;
import java.util.Properties;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Imports a CSV file as a person would with Spark: types inferred, rows written by JDBC.
 *
 * <p>Arguments: file, JDBC address, user, table. The password is in PGPASSWORD.
 */
final class SparkImport {
  private SparkImport() {}

  public static void main(String[] arguments) throws IOException {
    Properties database = new Properties();
    database.setProperty("user", arguments[2]);
    database.setProperty("password", System.getenv("PGPASSWORD"));
    database.setProperty("driver", "org.postgresql.Driver");
    database.setProperty("reWriteBatchedInserts", "true");
    database.setProperty("batchsize", "10000");
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[*]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.session.timeZone", "UTC")
            .getOrCreate()) {
      spark
          .read()
          .option("header", "true")
          .option("inferSchema", "true")
          .csv(arguments[0])
          .write()
          .mode(SaveMode.Overwrite)
          .jdbc(arguments[1], arguments[3], database);
    }
  }
}
