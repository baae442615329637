package tributary.web.frame;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import tributary.problem.Refusal;

/** Loads what a page shows; a refusal becomes the error page that belongs to it. */
@RequestScoped
public class PageLoad {
  private FacesContext faces;

  /** For the container's proxy. */
  protected PageLoad() {}

  @Inject
  PageLoad(FacesContext faces) {
    this.faces = faces;
  }

  /** Runs the loading; what does not exist answers 404, what is not allowed 403. */
  public void orErrorPage(Runnable loading) {
    try {
      loading.run();
    } catch (Refusal refusal) {
      switch (refusal.kind()) {
        case NOT_FOUND, INVALID -> answer(404, refusal);
        case FORBIDDEN -> answer(403, refusal);
        case CONFLICT, SOURCE -> throw refusal;
      }
    }
  }

  private void answer(int status, Refusal refusal) {
    try {
      faces.getExternalContext().responseSendError(status, refusal.getMessage());
      faces.responseComplete();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
