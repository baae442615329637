package tributary.web.rest;

/** A request that the API itself turns away, before any use case. */
final class ApiFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  ApiFailure(int status, String code, String detail) {
    super(detail);
    this.problem = Problem.of(status, code, detail);
  }

  Problem problem() {
    return problem;
  }
}
