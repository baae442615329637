package tributary.verification.faults;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import tributary.run.RunEngine;
import tributary.telemetry.Telemetry;

/**
 * The product's engine as it is built, put together without a server: its parts are found and given
 * what they ask for by the same annotations. Starts in a fraction of the server's time, so that it
 * can be killed often.
 */
final class Engine implements AutoCloseable {
  private static final Set<Class<?>> LENT =
      Set.of(DataSource.class, ThreadFactory.class, Clock.class, Config.class, Telemetry.class);

  private final Map<String, String> settings;
  private final HikariDataSource pool;
  private final ThreadTransactions transactions;
  private final Clock clock;
  private final List<Class<?>> parts;
  private final Map<Class<?>, Object> made = new HashMap<>();

  Engine(Map<String, String> settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    pool = pool(settings);
    transactions = new ThreadTransactions(pool);
    parts = parts();
  }

  private static HikariDataSource pool(Map<String, String> settings) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(settings.get("tributary.db.url"));
    config.setUsername(settings.get("tributary.db.user"));
    config.setPassword(settings.get("tributary.db.password"));
    config.addDataSourceProperty("ApplicationName", "tributary");
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.setMaximumPoolSize(20);
    config.setMinimumIdle(1);
    return new HikariDataSource(config);
  }

  private static List<Class<?>> parts() {
    try {
      URI code = RunEngine.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      Path place = Path.of(code);
      if (Files.isDirectory(place)) {
        return parts(place);
      }
      try (FileSystem jar = FileSystems.newFileSystem(place)) {
        return parts(jar.getPath("/"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ReflectiveOperationException | java.net.URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Class<?>> parts(Path root) throws IOException, ReflectiveOperationException {
    List<Class<?>> found = new java.util.ArrayList<>();
    try (Stream<Path> files = Files.walk(root.resolve("tributary"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        String name = root.relativize(file).toString().replace('/', '.');
        if (!name.endsWith("package-info.class")) {
          Class<?> type =
              Class.forName(
                  name.substring(0, name.length() - ".class".length()),
                  false,
                  Engine.class.getClassLoader());
          if (type.isAnnotationPresent(ApplicationScoped.class)
              || type.isAnnotationPresent(Singleton.class)) {
            found.add(type);
          }
        }
      }
    }
    return found;
  }

  /** Returns the part that serves as this. */
  synchronized <T> T part(Class<T> type) {
    return type.cast(serving(type));
  }

  private Object serving(Class<?> type) {
    List<Class<?>> fitting = parts.stream().filter(type::isAssignableFrom).toList();
    if (fitting.isEmpty()) {
      Optional<Object> produced = produced(type);
      if (produced.isPresent() || type.isInterface()) {
        return produced.orElseGet(() -> absent(type));
      }
    }
    if (fitting.size() != 1) {
      throw new IllegalStateException(type + " is served by " + fitting);
    }
    return serving(type, fitting.get(0));
  }

  /** Returns what a part makes that is no part itself. */
  private Optional<Object> produced(Class<?> type) {
    for (Class<?> part : parts) {
      for (Method method : part.getDeclaredMethods()) {
        if (method.isAnnotationPresent(Produces.class) && method.getReturnType() == type) {
          return Optional.of(made.computeIfAbsent(type, unmade -> produce(part, method)));
        }
      }
    }
    return Optional.empty();
  }

  private Object produce(Class<?> part, Method producer) {
    try {
      producer.setAccessible(true);
      return producer.invoke(
          make(part), Stream.of(producer.getParameters()).map(this::argument).toArray());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(producer + " makes nothing", e);
    }
  }

  /** The server brings it; nothing that is run here asks it. */
  private static Object absent(Class<?> type) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> {
          if (method.getReturnType().isInterface()) {
            return absent(method.getReturnType());
          }
          throw new UnsupportedOperationException(type + " is the server's");
        });
  }

  private Object serving(Class<?> type, Class<?> part) {
    Object target = made.get(part);
    if (target == null) {
      target = make(part);
      made.put(part, target);
    }
    boolean transactional =
        part.isAnnotationPresent(Transactional.class)
            || Stream.of(part.getDeclaredMethods())
                .anyMatch(method -> method.isAnnotationPresent(Transactional.class));
    return transactional ? transactions.transactional(type, target) : target;
  }

  private Object make(Class<?> part) {
    try {
      Constructor<?> constructor =
          Stream.of(part.getDeclaredConstructors())
              .filter(c -> c.isAnnotationPresent(Inject.class))
              .findFirst()
              .orElse(null);
      if (constructor == null) {
        constructor = part.getDeclaredConstructor();
      }
      constructor.setAccessible(true);
      Object instance =
          constructor.newInstance(
              Stream.of(constructor.getParameters()).map(this::argument).toArray());
      for (Field field : part.getDeclaredFields()) {
        if (field.isAnnotationPresent(PersistenceContext.class)
            || field.isAnnotationPresent(Resource.class)) {
          field.setAccessible(true);
          field.set(instance, lent(field.getType()));
        } else if (field.isAnnotationPresent(Inject.class)) {
          field.setAccessible(true);
          field.set(instance, asked(field.getType()));
        }
      }
      return instance;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(part + " cannot be made", e);
    }
  }

  private Object argument(Parameter parameter) {
    ConfigProperty setting = parameter.getAnnotation(ConfigProperty.class);
    if (setting != null) {
      return setting(setting, parameter.getParameterizedType());
    }
    Class<?> type = parameter.getType();
    if (type == Instance.class) {
      ParameterizedType all = (ParameterizedType) parameter.getParameterizedType();
      return all((Class<?>) all.getActualTypeArguments()[0]);
    }
    return asked(type);
  }

  private Object asked(Class<?> type) {
    return LENT.contains(type) ? lent(type) : serving(type);
  }

  private Object all(Class<?> type) {
    List<Object> every =
        parts.stream()
            .filter(type::isAssignableFrom)
            .map(part -> serving(type, part))
            .map(Object.class::cast)
            .toList();
    return Proxy.newProxyInstance(
        getClass().getClassLoader(),
        new Class<?>[] {Instance.class},
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "iterator" -> every.iterator();
              case "stream" -> every.stream();
              default -> throw new UnsupportedOperationException(method.getName());
            });
  }

  private Object setting(ConfigProperty setting, Type type) {
    Optional<String> given =
        Optional.ofNullable(settings.get(setting.name()))
            .or(
                () ->
                    Optional.of(setting.defaultValue())
                        .filter(value -> !value.equals(ConfigProperty.UNCONFIGURED_VALUE)));
    if (type instanceof ParameterizedType optional) {
      return given.map(value -> converted(value, optional.getActualTypeArguments()[0]));
    }
    return converted(
        given.orElseThrow(() -> new IllegalStateException(setting.name() + " is not set")), type);
  }

  private static Object converted(String value, Type type) {
    if (type == int.class || type == Integer.class) {
      return Integer.valueOf(value);
    }
    if (type == boolean.class) {
      return Boolean.valueOf(value);
    }
    return type == Duration.class ? Duration.parse(value) : value;
  }

  /** What a server would lend. */
  private Object lent(Class<?> type) {
    ThreadFactory threads =
        work -> {
          Thread thread = new Thread(work);
          thread.setDaemon(true);
          return thread;
        };
    if (type == DataSource.class) {
      return pool;
    } else if (type == Clock.class) {
      return clock;
    } else if (type == Telemetry.class) {
      return Telemetry.NONE;
    } else if (type == Config.class) {
      return Proxy.newProxyInstance(
          getClass().getClassLoader(),
          new Class<?>[] {Config.class},
          (proxy, method, arguments) -> Optional.ofNullable(settings.get(arguments[0])));
    } else if (type == ThreadFactory.class) {
      return threads;
    } else if (type == ManagedThreadFactory.class) {
      return Proxy.newProxyInstance(
          getClass().getClassLoader(),
          new Class<?>[] {ManagedThreadFactory.class},
          (proxy, method, arguments) -> threads.newThread((Runnable) arguments[0]));
    } else if (type == TransactionSynchronizationRegistry.class) {
      return Proxy.newProxyInstance(
          getClass().getClassLoader(),
          new Class<?>[] {TransactionSynchronizationRegistry.class},
          (proxy, method, arguments) ->
              transactions.inTransaction() ? Status.STATUS_ACTIVE : Status.STATUS_NO_TRANSACTION);
    }
    return transactions.entityManager();
  }

  @Override
  public void close() {
    transactions.close();
    pool.close();
  }
}
