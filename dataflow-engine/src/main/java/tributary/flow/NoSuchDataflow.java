package tributary.flow;

import tributary.problem.Refusal;

/** The refusal of what is not there. */
final class NoSuchDataflow {
  private NoSuchDataflow() {}

  static Refusal named(String name) {
    return Refusal.notFound("DATAFLOW_NOT_FOUND", "There is no dataflow “" + name + "”.");
  }

  static Refusal removed() {
    return Refusal.notFound("DATAFLOW_NOT_FOUND", "The dataflow is no longer there.");
  }
}
