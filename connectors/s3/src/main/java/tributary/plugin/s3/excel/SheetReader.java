package tributary.plugin.s3.excel;

import java.io.IOException;
import java.util.Arrays;
import javax.xml.stream.XMLStreamReader;
import tributary.plugin.s3.file.TypedFormat;
import tributary.plugin.s3.file.UnpackingInput;
import tributary.plugin.s3.file.ValueSink;

/** Reads the rows of a sheet one after another; rows without a value are passed over. */
final class SheetReader implements AutoCloseable {
  private static final int MOST_COLUMNS = 16_384;

  private final UnpackingInput in;
  private final SheetXml xml;
  private final SharedTexts texts;
  private final SerialTimes times;
  private final StringBuilder text = new StringBuilder();
  private Cell[] cells = {};
  private int width;
  private long row;
  private boolean tooLong;

  private SheetReader(UnpackingInput in, SheetXml xml, SharedTexts texts, SerialTimes times) {
    this.in = in;
    this.xml = xml;
    this.texts = texts;
    this.times = times;
  }

  static SheetReader of(String fileName, Workbook workbook, Workbook.Sheet sheet)
      throws IOException, InterruptedException {
    SharedTexts texts = workbook.texts();
    SerialTimes times = new SerialTimes(workbook.formats(), workbook.from1904());
    UnpackingInput in = workbook.open(sheet);
    return new SheetReader(in, new SheetXml(fileName, sheet.part(), in), texts, times);
  }

  /** Goes to the next row that has a value; false at the sheet's end. */
  boolean next() throws IOException {
    while (xml.toElement("row")) {
      row = Math.max(row + 1, xml.whole("r", 0));
      readCells();
      if (width > 0 || tooLong) {
        return true;
      }
    }
    return false;
  }

  private void readCells() throws IOException {
    for (Cell cell : cells) {
      cell.clear();
    }
    width = 0;
    tooLong = false;
    int column = 0;
    while (true) {
      int event = xml.next();
      if (event == XMLStreamReader.END_ELEMENT && xml.isAt("row")) {
        return;
      }
      if (event == XMLStreamReader.END_DOCUMENT) {
        throw xml.damaged(null);
      }
      if (event == XMLStreamReader.START_ELEMENT && xml.isAt("c")) {
        column = columnOf(xml.attribute("r"), column);
        Cell cell = cell(column++);
        readCell(cell);
        if (!cell.isEmpty()) {
          width = Math.max(width, column);
        }
      }
    }
  }

  private Cell cell(int column) throws IOException {
    if (column >= MOST_COLUMNS) {
      throw xml.damaged(null);
    }
    if (column >= cells.length) {
      int before = cells.length;
      cells = Arrays.copyOf(cells, Math.max(column + 1, before * 2));
      for (int i = before; i < cells.length; i++) {
        cells[i] = new Cell();
      }
    }
    return cells[column];
  }

  /** A cell tells its place as letters and a number; without one it stands behind the last. */
  private static int columnOf(String place, int otherwise) {
    if (place == null) {
      return otherwise;
    }
    int column = 0;
    for (int i = 0; i < place.length() && Character.isLetter(place.charAt(i)); i++) {
      column = Math.min(MOST_COLUMNS + 1, column * 26 + (place.charAt(i) & 0x1f));
    }
    return column == 0 ? otherwise : column - 1;
  }

  private void readCell(Cell cell) throws IOException {
    String type = xml.attribute("t");
    int style = type == null || type.equals("n") ? xml.whole("s", 0) : 0;
    boolean formula = false;
    boolean value = false;
    text.setLength(0);
    boolean inValue = false;
    while (true) {
      switch (xml.next()) {
        case XMLStreamReader.START_ELEMENT -> {
          formula |= xml.isAt("f");
          inValue = xml.isAt("v");
          if (xml.isAt("is")) {
            value = true;
            tooLong |= !SharedTexts.richText(xml, "is", text, TypedFormat.LONGEST_ROW / 2);
          }
          value |= inValue;
        }
        case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA, XMLStreamReader.SPACE -> {
          if (inValue) {
            tooLong |= !xml.characters(text, TypedFormat.LONGEST_ROW / 2);
          }
        }
        case XMLStreamReader.END_ELEMENT -> {
          inValue = false;
          if (xml.isAt("c")) {
            fill(cell, type == null ? "n" : type, style, formula, value);
            return;
          }
        }
        case XMLStreamReader.END_DOCUMENT -> throw xml.damaged(null);
        default -> {}
      }
    }
  }

  private void fill(Cell cell, String type, int style, boolean formula, boolean value)
      throws IOException {
    if (!value) {
      if (formula) {
        cell.misfit("", "is a formula whose result is not saved in the file");
      }
      return;
    }
    try {
      switch (type) {
        case "s" -> {
          int index = Integer.parseInt(text, 0, text.length(), 10);
          if (index < 0 || index >= texts.count()) {
            throw xml.damaged(null);
          }
          cell.text(texts.bytes(), texts.from(index), texts.to(index));
        }
        case "b" -> cell.flag(text.length() == 1 && text.charAt(0) == '1');
        case "e" -> cell.misfit(text.toString(), "is an error in the sheet");
        case "str", "inlineStr" -> cell.text(SharedTexts.unescaped(text));
        case "d" -> times.iso(text.toString(), cell);
        default -> {
          if (text.length() > 0) {
            times.number(text, style, cell);
          }
        }
      }
    } catch (NumberFormatException e) {
      throw xml.damaged(e);
    }
  }

  /** Returns how many columns the row reaches over. */
  int width() {
    return width;
  }

  /** Returns the row's number in the sheet. */
  long row() {
    return row;
  }

  /** Returns whether a text of the row is too long to be read. */
  boolean isTooLong() {
    return tooLong;
  }

  /** Returns a cell of the row. */
  Cell at(int column) {
    return column < cells.length ? cells[column] : Cell.EMPTY;
  }

  void tell(int column, ValueSink to) {
    at(column).to(to);
  }

  long bytesRead() {
    return in.packedBytes();
  }

  @Override
  public void close() throws IOException {
    xml.close();
  }
}
