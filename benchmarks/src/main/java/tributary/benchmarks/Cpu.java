package tributary.benchmarks;

import java.time.Duration;

/** Processor time. */
final class Cpu {
  private Cpu() {}

  static Duration of(ProcessHandle process) {
    return process
        .info()
        .totalCpuDuration()
        .orElseThrow(() -> new Failure("The system does not tell processor time"));
  }
}
