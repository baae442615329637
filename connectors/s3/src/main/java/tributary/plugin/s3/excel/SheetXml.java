package tributary.plugin.s3.excel;

import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import tributary.plugin.s3.file.FileProblem;
import tributary.spi.ConnectorException;

/** XML of a workbook, read forward. It has no document type, so nothing outside is ever asked. */
final class SheetXml implements AutoCloseable {
  private final String fileName;
  private final String part;
  private final InputStream in;
  private final XMLStreamReader reader;

  SheetXml(String fileName, String part, InputStream in) throws IOException {
    this.fileName = fileName;
    this.part = part;
    this.in = in;
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
    try {
      this.reader = factory.createXMLStreamReader(in);
    } catch (XMLStreamException e) {
      in.close();
      throw failure(e);
    }
  }

  /** Goes on by one event; returns it. */
  int next() throws IOException {
    try {
      int event = reader.next();
      if (event == XMLStreamReader.ENTITY_REFERENCE) {
        throw damaged(null);
      }
      return event;
    } catch (XMLStreamException e) {
      throw failure(e);
    }
  }

  boolean hasNext() throws IOException {
    try {
      return reader.hasNext();
    } catch (XMLStreamException e) {
      throw failure(e);
    }
  }

  /** Goes to the next element of this name; false at the end. */
  boolean toElement(String name) throws IOException {
    while (hasNext()) {
      if (next() == XMLStreamReader.START_ELEMENT && isAt(name)) {
        return true;
      }
    }
    return false;
  }

  boolean isAt(String name) {
    return reader.getLocalName().equals(name);
  }

  /** Returns an attribute without regard to its name space; null where there is none. */
  String attribute(String name) {
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      if (reader.getAttributeLocalName(i).equals(name)) {
        return reader.getAttributeValue(i);
      }
    }
    return null;
  }

  int whole(String name, int otherwise) throws IOException {
    String value = attribute(name);
    try {
      return value == null ? otherwise : Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw damaged(e);
    }
  }

  boolean flag(String name) {
    String value = attribute(name);
    return "1".equals(value) || "true".equals(value);
  }

  /** Appends the characters of the present event, up to a limit; returns whether they fit. */
  boolean characters(StringBuilder to, int most) {
    int length = Math.min(reader.getTextLength(), most - to.length());
    to.append(reader.getTextCharacters(), reader.getTextStart(), length);
    return length == reader.getTextLength();
  }

  private RuntimeException failure(XMLStreamException e) throws IOException {
    for (Throwable cause = e; cause != null; cause = next(cause)) {
      if (cause instanceof ConnectorException known) {
        throw known;
      }
      if (cause instanceof IOException io && !(cause instanceof CharConversionException)) {
        throw io;
      }
    }
    return damaged(e);
  }

  private static Throwable next(Throwable cause) {
    return cause instanceof XMLStreamException xml && xml.getNestedException() != null
        ? xml.getNestedException()
        : cause.getCause();
  }

  ConnectorException damaged(Throwable cause) {
    return damaged(fileName, part, cause);
  }

  static ConnectorException damaged(String fileName, String part, Throwable cause) {
    return new ConnectorException(
        FileProblem.DAMAGED,
        fileName
            + " is a damaged Excel workbook: its part "
            + part
            + " cannot be read. Open it in Excel, save it, and upload it again.",
        cause);
  }

  @Override
  public void close() throws IOException {
    try {
      reader.close();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    } finally {
      in.close();
    }
  }
}
