package tributary.sandbox;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * An S3 server on the loopback address that keeps its objects as files. It asks for signed requests
 * and knows one pair of keys. Clients use path style.
 *
 * <p>Safe for use by several threads; {@link #close} may be called more than once.
 */
public final class SandboxS3 implements AutoCloseable {
  public static final String REGION = "us-east-1";
  public static final String ACCESS_KEY = "SANDBOXLARKMERE00001";
  public static final String SECRET_KEY = "sandbox-secret-key-for-invented-data-only";

  /** The bucket of the invented care operator Larkmere Senior Living. */
  public static final String BUCKET = "larkmere-senior-living";

  private final FilesystemNio2BlobStore store;
  private final S3Proxy proxy;

  private SandboxS3(FilesystemNio2BlobStore store, S3Proxy proxy) {
    this.store = store;
    this.proxy = proxy;
  }

  /**
   * Starts a server; it serves when this returns. {@link #BUCKET} exists.
   *
   * @param directory where the objects are kept; made if it is not there
   * @param port 0 for any free one
   * @throws IOException when the port is taken or the directory cannot be used
   */
  public static SandboxS3 start(Path directory, int port) throws IOException {
    Files.createDirectories(directory);
    FilesystemNio2BlobStore store =
        new FilesystemNio2BlobStore(directory.toAbsolutePath().toString());
    S3Proxy proxy =
        S3Proxy.builder()
            .blobStore(store)
            .endpoint(URI.create("http://127.0.0.1:" + port))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ACCESS_KEY, SECRET_KEY)
            .jettyMaxThreads(32)
            .build();
    try {
      proxy.start();
    } catch (Exception failure) {
      throw new IOException("The S3 server does not start on port " + port, failure);
    }
    SandboxS3 server = new SandboxS3(store, proxy);
    server.createBucket(BUCKET);
    return server;
  }

  /** Where clients reach it. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + proxy.getPort());
  }

  /** Makes a bucket, unless it is there. */
  public void createBucket(String bucket) {
    if (!store.containerExists(bucket)) {
      store.createContainer(bucket);
    }
  }

  /** Puts an object, in place of one of the same key. */
  public void put(String bucket, String key, byte[] content) {
    put(bucket, key, new ByteArrayInputStream(content), content.length);
  }

  /** Puts the content of a file as an object, in place of one of the same key. */
  public void put(String bucket, String key, Path file) throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      put(bucket, key, content, Files.size(file));
    }
  }

  private void put(String bucket, String key, InputStream content, long length) {
    PutObjectRequest request =
        PutObjectRequest.builder()
            .bucket(bucket)
            .key(key)
            .contentLength(length)
            .contentType("application/octet-stream")
            .build();
    store.putBlob(request, content);
  }

  /** Removes an object, as one that vanishes between listing and reading. */
  public void remove(String bucket, String key) {
    store.removeBlob(bucket, key);
  }

  @Override
  public void close() throws IOException {
    try {
      proxy.stop();
    } catch (Exception failure) {
      throw new IOException("The S3 server does not stop", failure);
    } finally {
      store.close();
    }
  }
}
