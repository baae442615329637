package tributary.sandbox.dataverse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.olingo.commons.api.ex.ODataException;
import org.apache.olingo.commons.api.format.ContentType;
import org.apache.olingo.commons.api.http.HttpMethod;
import org.apache.olingo.server.api.OData;
import org.apache.olingo.server.api.ODataApplicationException;
import org.apache.olingo.server.api.ODataHandler;
import org.apache.olingo.server.api.ODataLibraryException;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;
import org.apache.olingo.server.api.ODataServerError;
import org.apache.olingo.server.api.ServiceMetadata;
import org.apache.olingo.server.api.processor.EntityCollectionProcessor;
import org.apache.olingo.server.api.processor.ErrorProcessor;
import org.apache.olingo.server.api.uri.UriInfo;

/** Answers through Olingo: rows and the metadata document. */
final class Service {
  private static final String NOT_DEFINED = "is not defined in type '";

  private final World world;
  private final RowPages pages;
  private final String base;

  Service(World world, RowPages pages, String base) {
    this.world = world;
    this.pages = pages;
    this.base = base;
  }

  /** A question as it came in. */
  record Asked(String method, String path, String rawQuery, Map<String, List<String>> headers) {}

  Reply answer(Asked asked, Faults.Trouble trouble) throws IOException {
    OData odata = OData.newInstance();
    ODataHandler handler = odata.createRawHandler(world.model().metadata());
    Answering answering = new Answering(asked, trouble);
    handler.register(answering);
    ODataResponse response = handler.process(request(asked));
    Map<String, String> headers = new TreeMap<>();
    headers.put("OData-Version", "4.0");
    String applied = response.getHeader("Preference-Applied");
    if (applied != null) {
      headers.put("Preference-Applied", applied);
    }
    byte[] ready = answering.body.get();
    byte[] body = ready == null ? content(response) : ready;
    String type = response.getHeader("Content-Type");
    return new Reply(response.getStatusCode(), type == null ? Reply.JSON : type, body, headers);
  }

  private static byte[] content(ODataResponse response) throws IOException {
    try (InputStream in = response.getContent()) {
      return in == null ? new byte[0] : in.readAllBytes();
    }
  }

  private ODataRequest request(Asked asked) {
    ODataRequest request = new ODataRequest();
    request.setMethod(HttpMethod.valueOf(asked.method()));
    request.setProtocol("HTTP/1.1");
    request.setRawBaseUri(base);
    request.setRawODataPath(asked.path());
    request.setRawQueryPath(asked.rawQuery());
    request.setRawRequestUri(
        base + asked.path() + (asked.rawQuery() == null ? "" : "?" + asked.rawQuery()));
    asked.headers().forEach(request::addHeader);
    request.setBody(new ByteArrayInputStream(new byte[0]));
    return request;
  }

  /** Answers one question. */
  private final class Answering implements EntityCollectionProcessor, ErrorProcessor {
    private final Asked asked;
    private final Faults.Trouble trouble;
    private final AtomicReference<byte[]> body = new AtomicReference<>();

    Answering(Asked asked, Faults.Trouble trouble) {
      this.asked = asked;
      this.trouble = trouble;
    }

    @Override
    public void init(OData odata, ServiceMetadata metadata) {
      // Nothing is kept of them: the world has its own.
    }

    @Override
    public void readEntityCollection(
        ODataRequest request, ODataResponse response, UriInfo uri, ContentType format)
        throws ODataApplicationException, ODataLibraryException {
      if (uri.getUriResourceParts().size() != 1) {
        throw Condition.unsupported("Related rows");
      }
      Table table = world.ofSet(uri.getUriResourceParts().get(0).getSegmentValue()).orElseThrow();
      requirePrivilege(table);
      Preferences wanted = Preferences.of(asked.headers().get("Prefer"));
      try {
        if (uri.getApplyOption() == null) {
          Question question = Question.of(table, uri, world, wanted.track());
          body.set(pages.answer(question, wanted, asked.rawQuery(), trouble));
        } else {
          body.set(pages.answer(Aggregation.of(table, uri, world)));
        }
      } catch (ODataApplicationException | ODataLibraryException known) {
        throw known;
      } catch (ODataException failure) {
        throw new ODataApplicationException(
            "The question is not understood.", 400, Locale.ENGLISH, failure, "0x0");
      }
      if (wanted.track()) {
        response.setHeader("Preference-Applied", "odata.track-changes");
      }
      response.setStatusCode(200);
      response.setHeader("Content-Type", Reply.JSON);
    }

    private void requirePrivilege(Table table) throws ODataApplicationException {
      if (!world.mayRead(table)) {
        throw new ODataApplicationException(
            "Principal user (Id="
                + Functions.ME
                + ", type=8) is missing prvRead"
                + table.name()
                + " privilege (Id="
                + table.readPrivilege()
                + ") on OTC="
                + table.number()
                + " for entity '"
                + table.name()
                + "'.",
            403,
            Locale.ENGLISH,
            "0x80040220");
      }
    }

    @Override
    public void processError(
        ODataRequest request, ODataResponse response, ODataServerError error, ContentType format) {
      int status = error.getStatusCode();
      String code =
          error.getException() instanceof ODataApplicationException own
              ? own.getODataErrorCode()
              : null;
      String said = words(error.getMessage());
      body.set(
          new Refusal(status, code != null ? code : status == 404 ? "0x8006088a" : "0x0", said)
              .reply()
              .body());
      response.setStatusCode(status);
      response.setHeader("Content-Type", Reply.JSON);
    }
  }

  /** Says it as the service does, where its words are known. */
  private static String words(String said) {
    if (said != null && said.startsWith("The property '") && said.contains(NOT_DEFINED)) {
      return "Could not find a property named '"
          + said.substring(said.indexOf('\'') + 1, said.indexOf('\'', said.indexOf('\'') + 1))
          + "' on type '"
          + said.substring(said.indexOf(NOT_DEFINED) + NOT_DEFINED.length());
    }
    return said == null ? "An unexpected error occurred." : said;
  }
}
