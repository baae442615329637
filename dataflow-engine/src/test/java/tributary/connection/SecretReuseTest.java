package tributary.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tributary.control.FilesConnector;

class SecretReuseTest {
  private static int problems(String key, String before, String after) {
    Map<String, String> saved = new HashMap<>();
    Map<String, String> now = new HashMap<>();
    if (before != null) {
      saved.put(key, before);
    }
    if (after != null) {
      now.put(key, after);
    }
    CheckedSettings settings =
        new CheckedSettings(FilesConnector.SPEC, now, Map.of(), Set.of("secretKey"));
    return SecretReuse.problems(FilesConnector.SPEC, saved, settings).size();
  }

  @ParameterizedTest
  @CsvSource({
    "endpoint, , https://evil.example",
    "endpoint, https://s3.example, https://evil.example",
    "endpoint, https://s3.example, http://s3.example",
    "endpoint, https://s3.example, ",
    "endpoint, minio, evil",
    "place, a.example, b.example",
    "place, , 10.0.0.1",
    "place, , evil:9000",
    "place, , localhost",
    "place, , [::1]:9000",
  })
  void aSecretIsNeededAgainForAnotherAddress(String key, String before, String after) {
    assertThat(problems(key, before, after)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "endpoint, https://s3.example, https://S3.example/",
    "endpoint, , ",
    "place, Ward One, Ward Two",
    "place, eu-west-1, us-east-1",
    "accessKey, AKIA1, AKIA2",
    "bucket, a.records, b.records",
    "mode, plain, proxied",
  })
  void aSecretStaysForTheSameAddress(String key, String before, String after) {
    assertThat(problems(key, before, after)).isZero();
  }
}
