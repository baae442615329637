package tributary.verification.source;

import java.net.URI;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/** An S3 server in memory that checks signatures, keys and the test's own rules. */
public final class SourceServer {

  private final S3Proxy server;
  private final RuledStore store;
  private final BackDoor backDoor;
  private final OtherRegionServer otherRegion;

  private SourceServer(
      S3Proxy server, RuledStore store, BackDoor backDoor, OtherRegionServer otherRegion) {
    this.server = server;
    this.store = store;
    this.backDoor = backDoor;
    this.otherRegion = otherRegion;
  }

  /** Starts the server and its back door on free ports. */
  public static SourceServer start() throws Exception {
    RuledStore store = new RuledStore(new TransientNio2BlobStore());
    S3Proxy server =
        S3Proxy.builder()
            .blobStore(store)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(
                AuthenticationType.AWS_V4, SourceKeys.ACCESS_KEY, SourceKeys.SECRET_KEY)
            .ignoreUnknownHeaders(true)
            .build();
    server.start();
    return new SourceServer(server, store, BackDoor.open(store), OtherRegionServer.start());
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  /** Returns the address of a server that says that its buckets are in another region. */
  public URI endpointOfOtherRegion() {
    return otherRegion.endpoint();
  }

  public URI backDoor() {
    return backDoor.address();
  }

  public void stop() throws Exception {
    otherRegion.close();
    backDoor.close();
    server.stop();
    store.close();
  }
}
