package tributary.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tributary.sandbox.dataverse.DataverseSandbox;
import tributary.sandbox.pcc.Certificates;
import tributary.sandbox.pcc.PccSandbox;

/**
 * The dataflows that a newcomer finds ready to run, as {@code POST /api/v1/dataflows} takes them.
 * The application replays them and knows nothing else of the sandbox.
 */
final class DemoDataflows {
  private static final List<Demo> DEMOS =
      List.of(
          new Demo(
              "LarkmereCensus",
              "Census",
              "Facilities, residents and admissions",
              "census/",
              List.of()),
          new Demo(
              "LarkmereClinical",
              "Clinical",
              "Assessments, medications and vitals",
              "clinical/",
              List.of()),
          new Demo("LarkmereBilling", "Billing", "Invoices", "billing/", List.of()),
          new Demo(
              "LarkmereReference",
              "Reference lists",
              "Code lists that describe the other tables",
              "reference/",
              List.of("diagnosis_codes.csv", "level_of_care_types.csv")),
          new Demo(
              "LarkmereQuality",
              "Quality",
              "Incidents; some rows of the file are wrong on purpose",
              "quality/",
              List.of()),
          new Demo(
              "LarkmereExchange",
              "Partners",
              "Therapy, meals, staff and transport, as Parquet, Avro, Excel and ZIP",
              "exchange/",
              List.of()));

  private DemoDataflows() {}

  /**
   * A dataflow over one folder of the bucket.
   *
   * @param metadata the tables to land as metadata; none: all tables as the connector suggests
   */
  private record Demo(
      String name, String displayName, String description, String folder, List<String> metadata) {
    String json(SandboxS3 s3) {
      return """
          {"name":"%s","displayName":"%s","description":"%s","connector":"s3","refresh":"FULL",\
          "settings":{"authentication":"keys","accessKeyId":"%s","secretAccessKey":"%s",\
          "region":"%s","bucket":"%s","folder":"%s","endpoint":"%s","pathStyle":"true"}%s}"""
          .formatted(
              name,
              displayName,
              description,
              SandboxS3.ACCESS_KEY,
              SandboxS3.SECRET_KEY,
              SandboxS3.REGION,
              SandboxS3.BUCKET,
              folder,
              s3.endpoint(),
              tables());
    }

    private String tables() {
      return metadata.isEmpty()
          ? ""
          : metadata.stream()
              .map("{\"table\":\"%s\",\"purpose\":\"METADATA\"}"::formatted)
              .collect(Collectors.joining(",", ",\"tables\":[", "]"));
    }
  }

  /** Returns them as a JSON list. */
  static String json(SandboxS3 s3, PccSandbox pcc, DataverseSandbox dataverse) {
    return Stream.concat(
            DEMOS.stream().map(demo -> demo.json(s3)),
            Stream.of(pointClickCare(pcc), dynamics(dataverse)))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String pointClickCare(PccSandbox pcc) {
    return """
        {"name":"LarkmereCare","displayName":"Residents and care",\
        "description":"Every table of PointClickCare","connector":"pcc","refresh":"FULL",\
        "settings":{"clientId":"%s","clientSecret":"%s","applicationName":"%s",\
        "organizationUuid":"%s","certificate":"%s","certificatePassword":"%s",\
        "authorizationUrl":"%s/auth/token","apiUrl":"%s/api/public/preview1",\
        "trustedAuthorities":"%s","requestsPerSecond":"200"}}"""
        .formatted(
            PccSandbox.CLIENT_ID,
            PccSandbox.CLIENT_SECRET,
            PccSandbox.APPLICATION,
            pcc.organization(),
            base64(pcc.certificates().client()),
            Certificates.PASSWORD,
            pcc.url(),
            pcc.url(),
            base64(pcc.certificates().authority()));
  }

  private static String dynamics(DataverseSandbox dataverse) {
    return """
        {"name":"LarkmereRelations","displayName":"Relations",\
        "description":"Accounts, contacts and cases of Dynamics 365","connector":"dynamics",\
        "refresh":"INCREMENTAL",\
        "settings":{"clientId":"%s","clientSecret":"%s","domainUrl":"%s","authority":"%s"}}"""
        .formatted(
            DataverseSandbox.CLIENT_ID,
            DataverseSandbox.CLIENT_SECRET,
            dataverse.url(),
            dataverse.url());
  }

  private static String base64(Path file) {
    try {
      return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
