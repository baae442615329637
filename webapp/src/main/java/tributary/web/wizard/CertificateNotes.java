package tributary.web.wizard;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tributary.connection.CertificateView;
import tributary.connection.ConnectionDraft;
import tributary.connection.Connections;
import tributary.problem.FieldProblem;
import tributary.problem.Refusal;
import tributary.web.frame.CertificateEnd;
import tributary.web.security.CurrentUser;

/** Says beside the field of a certificate whose it is and until when, or what is wrong with it. */
@Named
@RequestScoped
public class CertificateNotes {
  private Wizard wizard;
  private Connections connections;
  private CurrentUser user;
  private CertificateEnd end;
  private Map<String, CertificateNote> notes;

  /** For the container's proxy. */
  protected CertificateNotes() {}

  @Inject
  CertificateNotes(Wizard wizard, Connections connections, CurrentUser user, CertificateEnd end) {
    this.wizard = wizard;
    this.connections = connections;
    this.user = user;
    this.end = end;
  }

  /** Takes in a file that was just chosen, and what stands in the other fields. */
  public void look() {
    wizard.getDraft().takeSecrets();
    notes = null;
  }

  /** Returns what to say beside a field; null: nothing. */
  public CertificateNote of(FormField field) {
    if (notes == null) {
      notes = found(wizard.getDraft());
    }
    return notes.get(field.key());
  }

  private Map<String, CertificateNote> found(Draft draft) {
    Map<String, CertificateNote> found = new HashMap<>();
    List<FormField> files = draft.getFields().stream().filter(FormField::isFile).toList();
    if (files.stream().noneMatch(file -> draft.has(file.key()))) {
      return found;
    }
    ConnectionDraft connection = draft.connection();
    try {
      connections
          .certificates(user.tenant(), connection)
          .forEach((key, view) -> found.put(key, note(view)));
      for (FieldProblem problem : connections.problems(user.tenant(), connection)) {
        told(files, problem, found);
      }
    } catch (Refusal refusal) {
      // a sealed file that cannot be opened any more
      refusal.fields().forEach(problem -> told(files, problem, found));
    }
    return found;
  }

  /** A wrong password is told beside the file that it does not open. */
  private static void told(
      List<FormField> files, FieldProblem problem, Map<String, CertificateNote> found) {
    boolean password = problem.code().startsWith("CERTIFICATE_PASSWORD");
    for (FormField file : files) {
      boolean own = problem.field().equals("settings." + file.key());
      if ((own && !problem.code().equals("REQUIRED"))
          || (password && file.kind() == FormField.Kind.CERTIFICATE)) {
        found.put(file.key(), new CertificateNote("bad", problem.message()));
      }
    }
  }

  private CertificateNote note(CertificateView view) {
    String text =
        "“%s”, issued by %s, valid until %s."
            .formatted(
                view.subject(),
                view.selfSigned() ? "itself" : "“" + view.issuer() + "”",
                view.until().toString().substring(0, 10));
    String warning = end.warning(view.until());
    if (!warning.isEmpty()) {
      return new CertificateNote(
          "warn", text + " " + warning + ": have it renewed and upload the new one.");
    }
    return view.selfSigned()
        ? new CertificateNote(
            "warn", text + " Most servers refuse one that nobody else has signed.")
        : new CertificateNote("good", text);
  }
}
