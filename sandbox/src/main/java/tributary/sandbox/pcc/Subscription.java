package tributary.sandbox.pcc;

import java.util.List;

/** Where events are sent, and which. The password is for calling the subscriber. */
record Subscription(
    int id,
    String applicationName,
    String endUrl,
    List<String> eventGroupList,
    String username,
    String password,
    boolean includeDischarged,
    boolean includeOutpatient,
    boolean enableRoomReservationCancellation,
    String vendorExternalId,
    Status status,
    long created,
    long revised) {
  /** A subscription is sent nothing until it is approved. */
  enum Status {
    PENDING,
    APPROVED,
    CANCELLED,
    REJECTED,
    RETIRED
  }

  Subscription as(Status next, long when) {
    return new Subscription(
        id,
        applicationName,
        endUrl,
        eventGroupList,
        username,
        password,
        includeDischarged,
        includeOutpatient,
        enableRoomReservationCancellation,
        vendorExternalId,
        next,
        created,
        when);
  }
}
