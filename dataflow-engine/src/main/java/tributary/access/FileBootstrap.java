package tributary.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import tributary.tenant.TenantId;
import tributary.tenant.Tenants;

/** Reads the tenants, accounts and tokens to begin with from a JSON file. */
@ApplicationScoped
class FileBootstrap implements Bootstrap {
  static final String TOKEN_NAME = "bootstrap";

  private Optional<String> file;
  private Tenants tenants;
  private Access access;

  protected FileBootstrap() {}

  @Inject
  FileBootstrap(
      @ConfigProperty(name = "tributary.bootstrap.file") Optional<String> file,
      Tenants tenants,
      Access access) {
    this.file = file;
    this.tenants = tenants;
    this.access = access;
  }

  @Override
  public void ensure() {
    file.filter(name -> !name.isBlank()).map(Path::of).ifPresent(this::ensure);
  }

  private void ensure(Path path) {
    for (Entry entry : read(path).tenants()) {
      TenantId tenant = tenantOf(entry, path);
      tenants.ensure(tenant, entry.displayName() == null ? tenant.value() : entry.displayName());
      if (entry.user() != null && entry.password() != null) {
        access.ensureOwner(tenant, entry.user(), entry.password().toCharArray());
      }
      if (entry.token() != null) {
        access.ensureToken(tenant, TOKEN_NAME, entry.token());
      }
    }
  }

  private static Content read(Path path) {
    try {
      Content content =
          JsonMapper.builder().build().readValue(Files.readString(path), Content.class);
      if (content == null || content.tenants() == null) {
        throw new IllegalStateException("The bootstrap file " + path + " lists no tenants");
      }
      return content;
    } catch (JsonProcessingException e) {
      // the parser's own text would quote the file, passwords included
      throw new IllegalStateException(
          "The bootstrap file "
              + path
              + " is not the JSON that is expected, line "
              + (e.getLocation() == null ? "unknown" : e.getLocation().getLineNr()));
    } catch (IOException e) {
      throw new IllegalStateException("The bootstrap file " + path + " cannot be read", e);
    }
  }

  private static TenantId tenantOf(Entry entry, Path path) {
    try {
      return new TenantId(entry.tenant() == null ? "" : entry.tenant());
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          "The bootstrap file "
              + path
              + " names a tenant “"
              + entry.tenant()
              + "”: a tenant's name has 2 to 30 lower-case letters, digits and underscores and"
              + " starts with a letter",
          e);
    }
  }

  /** The file. */
  record Content(List<Entry> tenants) {}

  /** A tenant in the file, with its first account and its token. */
  record Entry(String tenant, String displayName, String user, String password, String token) {}
}
