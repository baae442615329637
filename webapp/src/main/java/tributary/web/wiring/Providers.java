package tributary.web.wiring;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.util.concurrent.ThreadFactory;
import tributary.run.RunThreads;

/** Lends the clock and the threads. */
@ApplicationScoped
class Providers {
  @Resource private ManagedThreadFactory threads;

  @Produces
  @ApplicationScoped
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @ApplicationScoped
  @RunThreads
  ThreadFactory runThreads() {
    return threads;
  }
}
