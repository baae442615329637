package tributary.launcher;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How the embedded PostgreSQL is tuned: for bulk loads, and never at the cost of durability. */
record PostgresSettings(Map<String, String> values) {
  private static final long MEBIBYTE = 1L << 20;

  static PostgresSettings of(int port, Path logs) {
    OperatingSystemMXBean machine =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return of(port, logs, machine.getTotalMemorySize());
  }

  static PostgresSettings of(int port, Path logs, long memoryBytes) {
    long buffers = Math.max(64, Math.min(512, memoryBytes / MEBIBYTE / 16));
    Map<String, String> values = new LinkedHashMap<>();
    values.put("port", Integer.toString(port));
    values.put("listen_addresses", "127.0.0.1");
    values.put("unix_socket_directories", "");
    values.put("timezone", "UTC");
    values.put("max_connections", "100");
    values.put("shared_buffers", buffers + "MB");
    values.put("maintenance_work_mem", buffers / 2 + "MB");
    values.put("wal_level", "minimal");
    values.put("max_wal_senders", "0");
    values.put("max_wal_size", "4GB");
    // files of the log are used again, as new ones have to be filled with noughts first
    values.put("min_wal_size", "2GB");
    values.put("checkpoint_timeout", "15min");
    values.put("jit", "off");
    values.put("logging_collector", "on");
    values.put("log_directory", logs.toString());
    values.put("log_filename", "postgres-%a.log");
    values.put("log_truncate_on_rotation", "on");
    values.put("log_rotation_age", "1d");
    values.put("log_rotation_size", "0");
    // Details and statements can hold people's data; they stay out of the log.
    values.put("log_error_verbosity", "terse");
    values.put("log_min_error_statement", "panic");
    return new PostgresSettings(values);
  }

  /** As options of the server's command line, quoted for the shell that runs it. */
  String asOptions() {
    return values.entrySet().stream()
        .map(entry -> "-c " + quoted(entry.getKey() + "=" + entry.getValue()))
        .collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return System.getProperty("os.name").startsWith("Windows")
        ? '"' + word + '"'
        : "'" + word.replace("'", "'\\''") + "'";
  }
}
