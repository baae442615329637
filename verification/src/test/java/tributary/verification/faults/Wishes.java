package tributary.verification.faults;

/**
 * How much the battery does; system properties of the same names say otherwise.
 *
 * @param workerKills {@code faults.worker-kills}: how often a process with the engine is killed
 * @param databaseKills {@code faults.database-kills}: how often PostgreSQL is killed
 * @param applicationKills {@code faults.application-kills}: how often the whole product is killed
 * @param pauses {@code faults.pauses}: how often a worker is paused until its run has moved
 * @param nodes {@code faults.nodes}: how many workers
 * @param seed {@code faults.seed}: what is done when
 */
record Wishes(
    int workerKills, int databaseKills, int applicationKills, int pauses, int nodes, long seed) {
  static Wishes read() {
    return new Wishes(
        Integer.getInteger("faults.worker-kills", 20),
        Integer.getInteger("faults.database-kills", 5),
        Integer.getInteger("faults.application-kills", 1),
        Integer.getInteger("faults.pauses", 1),
        Integer.getInteger("faults.nodes", 3),
        Long.getLong("faults.seed", System.nanoTime() & 0xffffff));
  }
}
