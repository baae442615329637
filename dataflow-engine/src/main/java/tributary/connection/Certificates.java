package tributary.connection;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tributary.problem.FieldProblem;
import tributary.spi.ConfigField;
import tributary.spi.ConfigSpec;

/** Looks into the certificates among a connection's settings, without asking any server. */
final class Certificates {
  private final ConfigSpec spec;
  private final Map<String, String> clear;

  /**
   * @param spec the fields
   * @param clear secrets and files, in clear
   */
  Certificates(ConfigSpec spec, Map<String, String> clear) {
    this.spec = spec;
    this.clear = clear;
  }

  /** Returns what is wrong with them. */
  List<FieldProblem> problems(Instant now) {
    List<FieldProblem> problems = new ArrayList<>();
    for (ConfigField field : spec.fields()) {
      if (!clear.containsKey(field.head().key())) {
        continue;
      }
      if (field instanceof ConfigField.Certificate certificate) {
        problem(certificate, now).ifPresent(problems::add);
      } else if (field instanceof ConfigField.Authorities authorities) {
        problem(authorities).ifPresent(problems::add);
      }
    }
    return problems;
  }

  private Optional<FieldProblem> problem(ConfigField.Certificate field, Instant now) {
    try {
      opened(field).requireUsable(now);
      return Optional.empty();
    } catch (KeyFileProblem e) {
      boolean password = e.part() == KeyFileProblem.Part.PASSWORD;
      String key = password ? field.passwordKey() : field.head().key();
      String label = spec.field(key).map(one -> one.head().label()).orElse(key);
      return Optional.of(
          FieldProblem.of("settings." + key, e.code(), label + ": " + e.getMessage()));
    }
  }

  private Optional<FieldProblem> problem(ConfigField.Authorities field) {
    String label = field.head().label();
    try {
      byte[] pem = Base64.getMimeDecoder().decode(clear.get(field.head().key()));
      boolean some =
          new String(pem, StandardCharsets.ISO_8859_1).contains("-----BEGIN CERTIFICATE")
              && !CertificateFactory.getInstance("X.509")
                  .generateCertificates(new ByteArrayInputStream(pem))
                  .isEmpty();
      if (some) {
        return Optional.empty();
      }
    } catch (CertificateException | IllegalArgumentException e) {
      // said below, like a file without any certificate
      label = field.head().label();
    }
    return Optional.of(
        FieldProblem.of(
            "settings." + field.head().key(),
            "AUTHORITIES_UNREADABLE",
            label
                + ": the file has no certificate as PEM (-----BEGIN CERTIFICATE-----). Export it"
                + " again in that form."));
  }

  private KeyFile opened(ConfigField.Certificate field) throws KeyFileProblem {
    try {
      return KeyFile.open(
          Base64.getMimeDecoder().decode(clear.get(field.head().key())),
          clear.getOrDefault(field.passwordKey(), "").toCharArray());
    } catch (IllegalArgumentException e) {
      throw KeyFileProblem.unreadable(e);
    }
  }

  /** Returns what can be seen of those that can be opened, by key. */
  Map<String, CertificateView> views() {
    Map<String, CertificateView> views = new LinkedHashMap<>();
    for (ConfigField field : spec.fields()) {
      if (field instanceof ConfigField.Certificate certificate
          && clear.containsKey(field.head().key())) {
        try {
          views.put(field.head().key(), opened(certificate).view());
        } catch (KeyFileProblem e) {
          continue;
        }
      }
    }
    return views;
  }

  /** Returns when the first of them ends. */
  Optional<Instant> firstEnd() {
    return views().values().stream().map(CertificateView::until).min(Instant::compareTo);
  }
}
