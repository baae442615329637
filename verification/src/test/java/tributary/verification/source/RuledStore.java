package tributary.verification.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.gaul.s3proxy.S3ErrorCode;
import org.gaul.s3proxy.S3ProxyException;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/** A store that keeps a test's rules; a rule stands for a bucket, or for one object in it. */
final class RuledStore extends ForwardingBlobStore {
  private final BlobStore store;
  private final Map<String, Rule> rules = new ConcurrentHashMap<>();
  private final Map<String, CountDownLatch> stalls = new ConcurrentHashMap<>();

  RuledStore(BlobStore store) {
    super(store);
    this.store = store;
  }

  /** Returns the store without the rules. */
  BlobStore withoutRules() {
    return store;
  }

  void impose(String path, Rule rule) {
    if (rule == Rule.STALLED) {
      stalls.put(path, new CountDownLatch(1));
    }
    rules.put(path, rule);
  }

  void lift(String path) {
    rules.remove(path);
    CountDownLatch stall = stalls.remove(path);
    if (stall != null) {
      stall.countDown();
    }
  }

  @Override
  public ListObjectsV2Response list(ListObjectsV2Request request) {
    if (rules.get(request.bucket()) == Rule.NO_LISTING) {
      throw new S3ProxyException(S3ErrorCode.ACCESS_DENIED);
    }
    return super.list(request);
  }

  @Override
  public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
    refuse(request.bucket(), request.key());
    return super.blobMetadata(request);
  }

  @Override
  public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
    refuse(request.bucket(), request.key());
    ResponseInputStream<GetObjectResponse> content = super.getBlob(request);
    CountDownLatch stall = stalls.get(request.bucket() + "/" + request.key());
    return stall == null
        ? content
        : new ResponseInputStream<>(content.response(), stalled(content, stall));
  }

  private void refuse(String bucket, String key) {
    Rule rule = rules.getOrDefault(bucket + "/" + key, rules.get(bucket));
    if (rule == Rule.NO_READING) {
      throw new S3ProxyException(S3ErrorCode.ACCESS_DENIED);
    }
    if (rule == Rule.VANISHED) {
      throw S3Exceptions.noSuchKey(bucket, key, "The specified key does not exist.");
    }
  }

  private static InputStream stalled(InputStream content, CountDownLatch stall) {
    return new FilterInputStream(content) {
      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read < 0) {
          await();
        }
        return read;
      }

      private void await() throws IOException {
        try {
          stall.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new InterruptedIOException();
        }
      }
    };
  }
}
