package tributary.launcher;

/** What {@code --ready-file} tells a script: everything it needs to use what was started. */
record Ready(
    String url,
    String user,
    String password,
    String token,
    String tenant,
    long pid,
    DatabaseAccess db,
    SandboxAccess sandbox) {
  @Override
  public String toString() {
    return url;
  }
}
