package tributary.plugin.s3.excel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamReader;
import tributary.plugin.s3.file.FileProblem;
import tributary.plugin.s3.file.StoredFile;
import tributary.plugin.s3.file.UnpackingInput;
import tributary.plugin.s3.file.ZipArchive;
import tributary.spi.ConnectorException;

/** A workbook's parts, and which of them is the sheet that is wanted. */
final class Workbook {
  private static final String HOME = "xl/workbook.xml";
  private static final byte[] OLD_MARK = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0};
  private static final int OLD_HEAD = 512;
  private static final int OLD_DIRECTORY = 4096;

  private final StoredFile file;
  private final ZipArchive archive;
  private final boolean from1904;
  private final List<Sheet> sheets;
  private final Map<String, String> typedParts;

  /**
   * A sheet.
   *
   * @param name what its tab says
   * @param shown whether the tab shows
   * @param part where its cells are
   */
  record Sheet(String name, boolean shown, String part) {}

  private Workbook(
      StoredFile file,
      ZipArchive archive,
      boolean from1904,
      List<Sheet> sheets,
      Map<String, String> typedParts) {
    this.file = file;
    this.archive = archive;
    this.from1904 = from1904;
    this.sheets = sheets;
    this.typedParts = typedParts;
  }

  static Workbook of(StoredFile file) throws IOException, InterruptedException {
    requireArchive(file);
    ZipArchive archive = ZipArchive.of(file);
    if (archive.find(HOME).isEmpty()) {
      throw notWorkbook(file);
    }
    Map<String, String> targets = new HashMap<>();
    Map<String, String> typed = new HashMap<>();
    String links = "xl/_rels/workbook.xml.rels";
    try (SheetXml xml = new SheetXml(file.name(), links, open(file, archive, links))) {
      while (xml.toElement("Relationship")) {
        String target = String.valueOf(xml.attribute("Target"));
        String part = target.startsWith("/") ? target.substring(1) : "xl/" + target;
        String type = String.valueOf(xml.attribute("Type"));
        targets.put(xml.attribute("Id"), part);
        typed.putIfAbsent(type.substring(type.lastIndexOf('/') + 1), part);
      }
    }
    List<Sheet> sheets = new ArrayList<>();
    boolean from1904 = false;
    try (SheetXml xml = new SheetXml(file.name(), HOME, open(file, archive, HOME))) {
      while (xml.hasNext()) {
        if (xml.next() != XMLStreamReader.START_ELEMENT) {
          continue;
        }
        if (xml.isAt("workbookPr")) {
          from1904 = xml.flag("date1904");
        } else if (xml.isAt("sheet")) {
          String part = targets.getOrDefault(String.valueOf(xml.attribute("id")), "");
          String state = xml.attribute("state");
          if (part.contains("worksheets/")) {
            sheets.add(
                new Sheet(
                    String.valueOf(xml.attribute("name")),
                    state == null || state.equals("visible"),
                    part));
          }
        }
      }
    }
    return new Workbook(file, archive, from1904, sheets, typed);
  }

  private static void requireArchive(StoredFile file) throws IOException, InterruptedException {
    byte[] head = bytes(file, 0, Math.min(file.size(), OLD_HEAD));
    if (startsWith(head, new byte[] {'P', 'K', 3, 4})) {
      return;
    }
    if (!startsWith(head, OLD_MARK)) {
      throw notWorkbook(file);
    }
    if (isEncrypted(file, head)) {
      throw new ConnectorException(
          FileProblem.ENCRYPTED,
          file.name()
              + " is encrypted with a password. Save it in Excel without a password (File, Info,"
              + " Protect Workbook) and upload it again; the bucket itself can be encrypted"
              + " instead.",
          null);
    }
    throw new ConnectorException(
        FileProblem.UNEXPECTED_FORMAT,
        file.name()
            + " is a file in the old Excel format (.xls). Save it as an Excel workbook (.xlsx) and"
            + " upload that.",
        null);
  }

  /** An encrypted workbook is one stream of an old container, named in its directory. */
  private static boolean isEncrypted(StoredFile file, byte[] head)
      throws IOException, InterruptedException {
    if (head.length < OLD_HEAD) {
      return false;
    }
    int shift = head[30] & 0xff;
    long sector =
        (head[48] & 0xffL)
            | (head[49] & 0xffL) << 8
            | (head[50] & 0xffL) << 16
            | (head[51] & 0xffL) << 24;
    long from = sector + 1 << Math.min(shift, 16);
    if (from < 0 || from >= file.size()) {
      return false;
    }
    byte[] directory = bytes(file, from, Math.min(file.size(), from + OLD_DIRECTORY));
    return new String(directory, StandardCharsets.UTF_16LE).contains("EncryptedPackage");
  }

  private static boolean startsWith(byte[] bytes, byte[] mark) {
    for (int i = 0; i < mark.length; i++) {
      if (i >= bytes.length || bytes[i] != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static byte[] bytes(StoredFile file, long from, long to)
      throws IOException, InterruptedException {
    try (InputStream in = file.open(from, to)) {
      return in.readNBytes((int) (to - from));
    }
  }

  private static ConnectorException notWorkbook(StoredFile file) {
    return ConnectorException.inField(
        "format",
        FileProblem.UNEXPECTED_FORMAT,
        file.name()
            + " is not an Excel workbook, though its name or format says so. Set its format to what"
            + " it is.",
        null);
  }

  private static UnpackingInput open(StoredFile file, ZipArchive archive, String part)
      throws IOException, InterruptedException {
    return archive.open(
        archive.find(part).orElseThrow(() -> SheetXml.damaged(file.name(), part, null)));
  }

  boolean from1904() {
    return from1904;
  }

  /**
   * Finds a sheet.
   *
   * @param wanted its name, else its number from 1; empty: the first that is shown
   */
  Sheet sheet(Optional<String> wanted) {
    if (wanted.isEmpty()) {
      return sheets.stream()
          .filter(Sheet::shown)
          .findFirst()
          .or(() -> sheets.stream().findFirst())
          .orElseThrow(() -> SheetXml.damaged(file.name(), HOME, null));
    }
    String name = wanted.get();
    for (Sheet sheet : sheets) {
      if (sheet.name().equalsIgnoreCase(name)) {
        return sheet;
      }
    }
    for (int i = 0; i < sheets.size(); i++) {
      if (Integer.toString(i + 1).equals(name)) {
        return sheets.get(i);
      }
    }
    throw ConnectorException.inField(
        "sheet",
        FileProblem.NO_SUCH_SHEET,
        file.name()
            + " has no sheet \""
            + name
            + "\". Its sheets are "
            + String.join(", ", sheets.stream().map(Sheet::name).toList())
            + ".",
        null);
  }

  SharedTexts texts() throws IOException, InterruptedException {
    String part = typedParts.get("sharedStrings");
    return part == null || archive.find(part).isEmpty()
        ? SharedTexts.none()
        : SharedTexts.read(file.name(), part, open(file, archive, part));
  }

  NumberFormats formats() throws IOException, InterruptedException {
    String part = typedParts.get("styles");
    return part == null || archive.find(part).isEmpty()
        ? NumberFormats.none()
        : NumberFormats.read(file.name(), part, open(file, archive, part));
  }

  /** Opens a sheet's cells. */
  UnpackingInput open(Sheet sheet) throws IOException, InterruptedException {
    return open(file, archive, sheet.part());
  }
}
