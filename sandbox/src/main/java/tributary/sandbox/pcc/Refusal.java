package tributary.sandbox.pcc;

/** A refusal in the vendor's form: {@code {errors:[{id, code, status, title, detail}]}}. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final String title;

  Refusal(int status, String code, String title, String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.code = code;
    this.title = title;
  }

  static Refusal badParameter(String detail) {
    return new Refusal(400, "4000", "Bad Request", detail);
  }

  static Refusal missing(String parameter) {
    return badParameter("Required parameter '" + parameter + "' is not present.");
  }

  static Refusal unauthorized(String detail) {
    return new Refusal(401, "4010", "Unauthorized", detail);
  }

  static Refusal forbidden(String detail) {
    return new Refusal(403, "4030", "Forbidden", detail);
  }

  static Refusal notFound(String title) {
    return new Refusal(404, "4040", title, "No resource was found for the given id.");
  }

  static Refusal quota(String detail) {
    return new Refusal(429, "9000", "Too Many Requests.", detail);
  }

  Reply reply() {
    Json json = new Json();
    json.object().array("errors").object();
    json.field("id", "0").field("code", code).field("status", Integer.toString(status));
    json.field("title", title).field("detail", getMessage());
    json.end().endArray().end();
    return Reply.json(status, json.toString());
  }
}
