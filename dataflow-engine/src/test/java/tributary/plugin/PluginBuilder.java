package tributary.plugin;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import tributary.spi.Spi;

/** Compiles a tiny plugin into a JAR; a test changes what it needs to be wrong. */
final class PluginBuilder {
  static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0};

  private static final String SERVICE = "META-INF/services/tributary.spi.ConnectorPlugin";
  private static final String SOURCE =
      """
      package $PACKAGE$;
      import java.util.*;
      import tributary.spi.*;
      public class ToyPlugin implements ConnectorPlugin, ConnectorFactory, Connector, Source {
        public ToyPlugin() { $CONSTRUCTOR$ }
        public List<ConnectorFactory> factories() { return List.of(this); }
        public ConnectorDescriptor descriptor() {
          return new ConnectorDescriptor(new ConnectorId("$ID$"), "1.0", $SPI$, "Toy $ID$", "Toys.",
              Set.of(Category.FILE), new Icon("$ICON$"), ConfigSpec.of($CONFIG$), Set.of(Role.SOURCE));
        }
        public Connector create(ConfigValues config, ConnectorContext context) { return this; }
        public CheckReport check() throws InterruptedException { $CHECK$ }
        public Optional<Source> source() { return Optional.of(this); }
        public List<TableDescriptor> tables() throws InterruptedException { $TABLES$ }
        public TableLayout layout(TableName table, TableOptions options) { return null; }
        public ReadPlan plan(ReadRequest request) {
          return new ReadPlan(SplitSource.of(List.of(new Split("1", "", "", 0))),
              new NextCursor.None());
        }
        public BatchReader open(ReadRequest request, Split split, Optional<Position> from) {
          return new BatchReader() {
            public ReadStep readInto(BatchBuilder out) throws InterruptedException { $READ$ }
            public void close() { $CLOSE$ }
          };
        }
        public void close() { $CLOSE$ }
      }
      """;

  private final Path work;
  private final Map<String, String> parts = new LinkedHashMap<>();
  private final Map<String, byte[]> files = new LinkedHashMap<>();

  PluginBuilder(Path work, String id) {
    this.work = work;
    parts.put("PACKAGE", "tributary.plugin." + id);
    parts.put("ID", id);
    parts.put("SPI", Integer.toString(Spi.VERSION));
    parts.put("ICON", "icon.png");
    parts.put("CONFIG", "");
    parts.put("CONSTRUCTOR", "");
    parts.put("CHECK", "return new CheckReport(List.of());");
    parts.put("TABLES", "return List.of();");
    parts.put("READ", "return ReadStep.Done.withoutCursor();");
    parts.put("CLOSE", "");
    files.put("icon.png", PNG);
    files.put(SERVICE, ("tributary.plugin." + id + ".ToyPlugin").getBytes(StandardCharsets.UTF_8));
  }

  /** Puts other code into a place of the source. */
  PluginBuilder part(String place, String code) {
    parts.put(place, code);
    return this;
  }

  /** Puts a file into the JAR. */
  PluginBuilder file(String path, byte[] content) {
    files.put(path, content);
    return this;
  }

  /** Leaves a file out of the JAR. */
  PluginBuilder without(String path) {
    files.remove(path);
    return this;
  }

  /** Leaves out what names the plugin's class. */
  PluginBuilder withoutService() {
    return without(SERVICE);
  }

  /** Writes the JAR. */
  void into(Path jar) {
    try {
      Path classes = compile();
      Files.createDirectories(jar.getParent());
      try (OutputStream out = Files.newOutputStream(jar);
          JarOutputStream entries = new JarOutputStream(out);
          Stream<Path> compiled = Files.walk(classes)) {
        for (Path file : compiled.filter(Files::isRegularFile).toList()) {
          write(entries, classes.relativize(file).toString(), Files.readAllBytes(file));
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
          write(entries, file.getKey(), file.getValue());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(JarOutputStream entries, String path, byte[] content)
      throws IOException {
    entries.putNextEntry(new JarEntry(path));
    entries.write(content);
    entries.closeEntry();
  }

  private Path compile() throws IOException {
    String code = SOURCE;
    for (Map.Entry<String, String> part : parts.entrySet()) {
      code = code.replace("$" + part.getKey() + "$", part.getValue());
    }
    Path source = Files.createTempDirectory(work, "src").resolve("ToyPlugin.java");
    Path classes = Files.createTempDirectory(work, "classes");
    Files.writeString(source, code);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter complaints = new StringWriter();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  complaints,
                  manager,
                  null,
                  List.of("-d", classes.toString(), "-cp", contract(), "-proc:none"),
                  null,
                  manager.getJavaFileObjects(source))
              .call();
      if (!compiled) {
        throw new IllegalArgumentException(complaints.toString());
      }
    }
    return classes;
  }

  private static String contract() {
    return Path.of(
            URI.create(Spi.class.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toString();
  }
}
