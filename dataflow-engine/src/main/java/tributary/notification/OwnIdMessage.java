package tributary.notification;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.util.UUID;

/** A mail that carries its notification's id, so that one that is sent twice is seen as one. */
final class OwnIdMessage extends MimeMessage {
  private final UUID id;

  OwnIdMessage(Session session, UUID id) {
    super(session);
    this.id = id;
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", "<" + id + "@tributary>");
  }
}
