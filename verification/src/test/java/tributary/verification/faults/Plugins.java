package tributary.verification.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import tributary.spi.ConnectorPlugin;
import tributary.verification.faults.changelog.ChangeLogPlugin;

/** A folder with the product's own connectors and the battery's. */
final class Plugins {
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0};

  private Plugins() {}

  static Path in(Path folder) throws IOException {
    Path plugins = Files.createDirectories(folder.resolve("plugins"));
    try (Stream<Path> built =
        Files.list(Path.of(System.getProperty("tributary.source"), "plugins"))) {
      for (Path jar : built.filter(f -> f.toString().endsWith(".jar")).toList()) {
        Files.copy(jar, plugins.resolve(jar.getFileName()));
      }
    }
    try (OutputStream out = Files.newOutputStream(plugins.resolve("changelog.jar"));
        JarOutputStream jar = new JarOutputStream(out)) {
      for (Path file : classes()) {
        String name =
            ChangeLogPlugin.class.getPackageName().replace('.', '/') + "/" + file.getFileName();
        write(jar, name, Files.readAllBytes(file));
      }
      write(jar, "icon.png", PNG);
      write(
          jar,
          "META-INF/services/" + ConnectorPlugin.class.getName(),
          ChangeLogPlugin.class.getName().getBytes(StandardCharsets.UTF_8));
    }
    return plugins;
  }

  private static List<Path> classes() throws IOException {
    String entry = ChangeLogPlugin.class.getSimpleName() + ".class";
    Path own = Path.of(ChangeLogPlugin.class.getResource(entry).getPath());
    try (Stream<Path> all = Files.list(own.getParent())) {
      return all.filter(f -> f.toString().endsWith(".class")).toList();
    }
  }

  private static void write(JarOutputStream jar, String name, byte[] content) throws IOException {
    jar.putNextEntry(new JarEntry(name));
    jar.write(content);
    jar.closeEntry();
  }
}
