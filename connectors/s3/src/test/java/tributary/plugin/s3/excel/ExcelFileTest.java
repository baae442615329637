package tributary.plugin.s3.excel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFRichTextString;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tributary.plugin.s3.file.StoredFile;
import tributary.plugin.s3.file.TypedReading;
import tributary.spi.Column;
import tributary.spi.ColumnType;
import tributary.spi.ConnectorException;
import tributary.testkit.RecordingBatchBuilder.Misfit;
import tributary.testkit.RecordingBatchBuilder.Reject;

/** The files come from Apache POI, which shares no code with the reader. */
class ExcelFileTest {
  private static final ExcelFormat EXCEL = new ExcelFormat();

  private static byte[] bytes(Workbook workbook) throws IOException {
    try (workbook) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      workbook.write(out);
      return out.toByteArray();
    }
  }

  private static StoredFile file(byte[] content) {
    return TypedReading.file("a.xlsx", content);
  }

  private static StoredFile file(Workbook workbook) throws IOException {
    return file(bytes(workbook));
  }

  /** Makes a workbook of one sheet with these rows; null stands for no cell. */
  private static XSSFWorkbook workbook(Object[]... rows) {
    XSSFWorkbook workbook = new XSSFWorkbook();
    fill(workbook.createSheet("Stays"), rows);
    return workbook;
  }

  private static void fill(Sheet sheet, Object[]... rows) {
    for (int i = 0; i < rows.length; i++) {
      Row row = sheet.createRow(i);
      for (int j = 0; j < rows[i].length; j++) {
        Object value = rows[i][j];
        if (value instanceof String text) {
          row.createCell(j).setCellValue(text);
        } else if (value instanceof Number number) {
          row.createCell(j).setCellValue(number.doubleValue());
        } else if (value instanceof Boolean flag) {
          row.createCell(j).setCellValue(flag);
        }
      }
    }
  }

  private static Object[] row(Object... values) {
    return values;
  }

  /** Reads a sheet with the header "v" and one cell. */
  private static TypedReading oneCell(boolean from1904, Consumer<Cell> cell) throws Exception {
    XSSFWorkbook workbook = workbook(row("v"));
    workbook.getCTWorkbook().addNewWorkbookPr().setDate1904(from1904);
    cell.accept(workbook.getSheetAt(0).createRow(1).createCell(0));
    return TypedReading.of(EXCEL, file(workbook));
  }

  private static Consumer<Cell> number(double value, String format) {
    return cell -> {
      cell.setCellValue(value);
      CellStyle style = cell.getSheet().getWorkbook().createCellStyle();
      style.setDataFormat(cell.getSheet().getWorkbook().createDataFormat().getFormat(format));
      cell.setCellStyle(style);
    };
  }

  @Test
  void readsTextNumbersAndBooleans() throws Exception {
    TypedReading reading =
        TypedReading.of(
            EXCEL,
            file(
                workbook(
                    row("id", "name", "weight", "active", "code", "empty"),
                    row(1, "Ünï😀", 70.25, true, "00123", null),
                    row(2, "two\nlines", 71, false, "77", null))));
    assertThat(reading.names()).containsExactly("id", "name", "weight", "active", "code", "empty");
    assertThat(reading.types())
        .containsExactly(
            ColumnType.WHOLE,
            ColumnType.TEXT,
            ColumnType.DECIMAL,
            ColumnType.BOOLEAN,
            ColumnType.TEXT,
            ColumnType.TEXT);
    assertThat(reading.values())
        .containsExactly(
            Arrays.asList(1L, "Ünï😀", new BigDecimal("70.25"), true, "00123", null),
            Arrays.asList(2L, "two\nlines", new BigDecimal("71"), false, "77", null));
    assertThat(reading.layout().detected()).containsEntry("format", "excel");
  }

  @ParameterizedTest
  @CsvSource({
    "1, yyyy-mm-dd, 1900-01-01",
    "59, dd.mm.yyyy, 1900-02-28",
    "61, d/m/yy, 1900-03-01",
    "45292, m/d/yyyy, 2024-01-01",
    "2958465, yyyy, 9999-12-31",
    "45292, '[$-409]d mmm yyyy;@', 2024-01-01",
    "45292, mmm, 2024-01-01"
  })
  void readsDaysByTheirFormat(double serial, String format, LocalDate day) throws Exception {
    TypedReading reading = oneCell(false, number(serial, format));
    assertThat(reading.types()).containsExactly(ColumnType.DATE);
    assertThat(reading.row()).containsExactly(day);
  }

  @Test
  void countsDaysFrom1904WhereTheWorkbookSaysSo() throws Exception {
    assertThat(oneCell(true, number(0, "yyyy-mm-dd")).row())
        .containsExactly(LocalDate.of(1904, 1, 1));
    assertThat(oneCell(true, number(43_830, "yyyy-mm-dd")).row())
        .containsExactly(LocalDate.of(2024, 1, 1));
  }

  @Test
  void readsTimes() throws Exception {
    assertThat(oneCell(false, number(45292.75, "yyyy-mm-dd hh:mm")).row())
        .containsExactly(LocalDateTime.of(2024, 1, 1, 18, 0));
    assertThat(oneCell(false, number(45292 + 1 / 86400.0, "dd/mm/yyyy h:mm:ss AM/PM")).row())
        .containsExactly(LocalDateTime.of(2024, 1, 1, 0, 0, 1));
    assertThat(oneCell(false, number(0.5, "h:mm AM/PM")).row())
        .containsExactly(LocalTime.of(12, 0));
    assertThat(oneCell(false, number(45292.99999999999, "yyyy-mm-dd")).row())
        .containsExactly(LocalDate.of(2024, 1, 2));
  }

  @Test
  void readsDurationsAndOtherNumbersAsNumbers() throws Exception {
    assertThat(oneCell(false, number(1.5, "[h]:mm")).row()).containsExactly(new BigDecimal("1.5"));
    assertThat(oneCell(false, number(0.3, "0.00%")).row()).containsExactly(new BigDecimal("0.3"));
    assertThat(oneCell(false, number(0.1 + 0.2, "0.0\" days\"")).row())
        .containsExactly(new BigDecimal("0.3"));
    assertThat(oneCell(false, number(1e20, "General")).row())
        .satisfiesExactly(v -> assertThat((BigDecimal) v).isEqualByComparingTo("1e20"));
    assertThat(oneCell(false, number(123456789012345678d, "0")).row())
        .containsExactly(123456789012345680L);
    assertThat(oneCell(false, number(-1e-7, "0")).row())
        .containsExactly(new BigDecimal("-0.0000001"));
  }

  @Test
  void notesADayThatIsNone() throws Exception {
    assertThat(oneCell(false, number(60, "yyyy-mm-dd")).rows().rows().get(0).values())
        .containsExactly(new Misfit("1900-02-29", "is a day that never was"));
    assertThat(oneCell(false, number(-5, "yyyy-mm-dd")).rows().rows().get(0).values())
        .containsExactly(new Misfit("-5", "is not a date"));
  }

  @Test
  void readsWhatFormulasGave() throws Exception {
    XSSFWorkbook workbook = workbook(row("n", "t", "f"), row(2, "a", null));
    Row row = workbook.getSheetAt(0).getRow(1);
    row.createCell(0).setCellFormula("1+1");
    row.createCell(1).setCellFormula("\"a\"&\"b\"");
    row.createCell(2).setCellFormula("1>0");
    workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();
    assertThat(TypedReading.of(EXCEL, file(workbook)).row()).containsExactly(2L, "ab", true);
  }

  @Test
  void notesAFormulaWithoutResult() throws Exception {
    XSSFWorkbook workbook = workbook(row("id", "n"), row(1));
    workbook.getSheetAt(0).getRow(1).createCell(1).setCellFormula("1+1");
    workbook.getSheetAt(0).getRow(1).getCell(1);
    byte[] content = bytes(workbook);
    assertThat(TypedReading.of(EXCEL, file(withoutResults(content))).row())
        .containsExactly(1L, new Misfit("", "is a formula whose result is not saved in the file"));
  }

  /**
   * Takes the saved results out of a workbook's first sheet, as writers without a calculator do.
   */
  private static byte[] withoutResults(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (var in = new java.util.zip.ZipInputStream(new java.io.ByteArrayInputStream(content));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        zip.putNextEntry(new ZipEntry(entry.getName()));
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        boolean sheet = entry.getName().contains("worksheets/");
        String kept = sheet ? text.replaceAll("</f><v>[^<]*</v>", "</f>") : text;
        zip.write(kept.getBytes(StandardCharsets.UTF_8));
      }
    }
    return out.toByteArray();
  }

  @Test
  void notesErrorsOfTheSheet() throws Exception {
    TypedReading reading =
        oneCell(false, cell -> cell.setCellErrorValue(FormulaError.DIV0.getCode()));
    assertThat(reading.row()).containsExactly(new Misfit("#DIV/0!", "is an error in the sheet"));
  }

  @Test
  void givesAMergedCellItsValueOnce() throws Exception {
    XSSFWorkbook workbook =
        workbook(row("ward", "bed"), row("North", 1), row(null, 2), row("South", 3));
    workbook.getSheetAt(0).addMergedRegion(new CellRangeAddress(1, 2, 0, 0));
    assertThat(TypedReading.of(EXCEL, file(workbook)).values())
        .containsExactly(List.of("North", 1L), Arrays.asList(null, 2L), List.of("South", 3L));
  }

  @Test
  void holdsATypeAgainstOneValueInAHundred() throws Exception {
    Object[][] rows = new Object[201][];
    rows[0] = row("n");
    for (int i = 1; i <= 200; i++) {
      rows[i] = row(i == 77 ? (Object) "n/a" : (Object) i);
    }
    TypedReading reading = TypedReading.of(EXCEL, file(workbook(rows)));
    assertThat(reading.types()).containsExactly(ColumnType.WHOLE);
    assertThat(reading.values().get(76))
        .containsExactly(new Misfit("n/a", "is not a whole number"));
  }

  @Test
  void readsMixedColumnsAsText() throws Exception {
    TypedReading reading =
        TypedReading.of(EXCEL, file(workbook(row("v"), row(5), row("A7"), row(2.5), row(true))));
    assertThat(reading.types()).containsExactly(ColumnType.TEXT);
    assertThat(reading.rows().column("v")).containsExactly("5", "A7", "2.5", "true");
  }

  @Test
  void choosesTheSheet() throws Exception {
    XSSFWorkbook workbook = workbook(row("a"), row(1));
    fill(workbook.createSheet("Codes"), row("b"), row(2));
    fill(workbook.createSheet("2024"), row("c"), row(3));
    workbook.setSheetHidden(0, true);
    workbook.setActiveSheet(1);
    byte[] content = bytes(workbook);
    assertThat(TypedReading.of(EXCEL, file(content)).names()).containsExactly("b");
    assertThat(TypedReading.of(EXCEL, file(content), Map.of("sheet", "stays")).names())
        .containsExactly("a");
    assertThat(TypedReading.of(EXCEL, file(content), Map.of("sheet", "2")).names())
        .containsExactly("b");
    assertThat(TypedReading.of(EXCEL, file(content), Map.of("sheet", "2024")).names())
        .containsExactly("c");
    assertThatThrownBy(() -> TypedReading.of(EXCEL, file(content), Map.of("sheet", "Beds")))
        .isInstanceOf(ConnectorException.class)
        .hasMessage("a.xlsx has no sheet \"Beds\". Its sheets are Stays, Codes, 2024.");
  }

  @Test
  void namesColumnsWhereThereIsNoHeader() throws Exception {
    TypedReading reading =
        TypedReading.of(
            EXCEL, file(workbook(row(1, "a"), row(2, "b", 5))), Map.of("header", "false"));
    assertThat(reading.names()).containsExactly("Column1", "Column2", "Column3");
    assertThat(reading.values())
        .containsExactly(Arrays.asList(1L, "a", null), List.of(2L, "b", 5L));
  }

  @Test
  void rejectsARowThatReachesBeyondTheHeader() throws Exception {
    TypedReading reading =
        TypedReading.of(EXCEL, file(workbook(row("id"), row(1), row(2, null, "note"), row(3))));
    assertThat(reading.values()).containsExactly(List.of(1L), List.of(3L));
    assertThat(reading.rows().rejects())
        .containsExactly(
            new Reject(
                3, "2\t\tnote", "has a value in column C of the sheet, beyond the last column A"));
  }

  @Test
  void tellsRowsByTheirNumberInTheSheet() throws Exception {
    XSSFWorkbook workbook = new XSSFWorkbook();
    Sheet sheet = workbook.createSheet();
    sheet.createRow(2).createCell(1).setCellValue("id");
    sheet.createRow(5).createCell(1).setCellValue(7);
    sheet.createRow(9).createCell(1).setCellValue(8);
    TypedReading reading = TypedReading.of(EXCEL, file(workbook));
    assertThat(reading.rows().rows()).extracting(row -> row.position()).containsExactly(6L, 10L);
    assertThat(reading.rows().column("id")).containsExactly(7L, 8L);
  }

  @Test
  void goesOnAfterAnyRow() throws Exception {
    Object[][] rows = new Object[120][];
    rows[0] = row("id", "name");
    for (int i = 1; i < rows.length; i++) {
      rows[i] = i % 7 == 0 ? row() : row(i, "n" + i);
    }
    StoredFile file = file(workbook(rows));
    assertThat(TypedReading.inPieces(EXCEL, file).rows())
        .isEqualTo(TypedReading.of(EXCEL, file).rows().rows());
  }

  @Test
  void readsRichAndInlineText() throws Exception {
    XSSFWorkbook workbook = workbook(row("v"));
    XSSFRichTextString rich = new XSSFRichTextString("bold and plain");
    rich.applyFont(0, 4, workbook.createFont());
    workbook.getSheetAt(0).createRow(1).createCell(0).setCellValue(rich);
    assertThat(TypedReading.of(EXCEL, file(workbook)).row()).containsExactly("bold and plain");
    SXSSFWorkbook streamed = new SXSSFWorkbook(null, 100, false, false);
    fill(streamed.createSheet(), row("v"), row("  spaced  "), row("line\r\nbreak"));
    assertThat(TypedReading.of(EXCEL, file(streamed)).rows().column("v"))
        .containsExactly("  spaced  ", "line\r\nbreak");
  }

  @Test
  void readsIntoColumnsOfOtherTypes() throws Exception {
    XSSFWorkbook workbook = workbook(row("on", "n"), row(null, 5));
    Cell cell = workbook.getSheetAt(0).getRow(1).createCell(0);
    number(45292, "yyyy-mm-dd").accept(cell);
    assertThat(
            TypedReading.typed(
                    EXCEL,
                    file(workbook),
                    new Column("n", ColumnType.TEXT, true),
                    new Column("on", ColumnType.LOCAL_TIMESTAMP, true),
                    new Column("on", ColumnType.TEXT, true))
                .row())
        .containsExactly("5", LocalDateTime.of(2024, 1, 1, 0, 0), null);
  }

  @Test
  void knowsAWorkbookByItsContent() throws Exception {
    StoredFile file = TypedReading.file("export", bytes(workbook(row("id"), row(1))));
    assertThat(TypedReading.of(EXCEL, file).row()).containsExactly(1L);
  }

  private static void refuses(byte[] content, String code, String message) {
    assertThatThrownBy(() -> TypedReading.of(EXCEL, file(content)))
        .isInstanceOf(ConnectorException.class)
        .hasMessage(message)
        .extracting(e -> ((ConnectorException) e).code().name())
        .isEqualTo(code);
  }

  @Test
  void refusesAnEncryptedWorkbook() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (POIFSFileSystem container = new POIFSFileSystem();
        XSSFWorkbook workbook = workbook(row("id"), row(1))) {
      Encryptor encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
      encryptor.confirmPassword("secret");
      try (OPCPackage plain = OPCPackage.open(new java.io.ByteArrayInputStream(bytes(workbook)));
          var stream = encryptor.getDataStream(container)) {
        plain.save(stream);
      }
      container.writeFilesystem(out);
    }
    refuses(
        out.toByteArray(),
        "ENCRYPTED",
        "a.xlsx is encrypted with a password. Save it in Excel without a password (File, Info,"
            + " Protect Workbook) and upload it again; the bucket itself can be encrypted instead.");
  }

  @Test
  void refusesTheOldFormat() throws Exception {
    HSSFWorkbook old = new HSSFWorkbook();
    fill(old.createSheet(), row("id"), row(1));
    refuses(
        bytes(old),
        "UNEXPECTED_FORMAT",
        "a.xlsx is a file in the old Excel format (.xls). Save it as an Excel workbook (.xlsx) and"
            + " upload that.");
  }

  @Test
  void refusesWhatIsNoWorkbook() throws Exception {
    String message =
        "a.xlsx is not an Excel workbook, though its name or format says so. Set its format to what"
            + " it is.";
    refuses("id,name\n".getBytes(StandardCharsets.UTF_8), "UNEXPECTED_FORMAT", message);
    refuses(new byte[0], "UNEXPECTED_FORMAT", message);
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(zip)) {
      out.putNextEntry(new ZipEntry("word/document.xml"));
    }
    refuses(zip.toByteArray(), "UNEXPECTED_FORMAT", message);
  }

  @Test
  void refusesAWorkbookThatEndsEarly() throws Exception {
    byte[] whole = bytes(workbook(row("id"), row(1)));
    refuses(
        Arrays.copyOf(whole, whole.length / 2),
        "TRUNCATED",
        "a.xlsx is no whole ZIP archive: its directory, which stands at the end, is missing. Upload"
            + " the whole file again.");
  }

  @Test
  void refusesASheetWithoutRows() throws Exception {
    refuses(
        bytes(workbook()),
        "EMPTY_FILE",
        "a.xlsx is empty: the sheet has no row. Fill it, choose another sheet in the table's"
            + " options, or leave the table out.");
  }

  @Test
  void asksNothingOfADocumentType() throws Exception {
    byte[] content = bytes(workbook(row("id"), row("x")));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (var in = new java.util.zip.ZipInputStream(new java.io.ByteArrayInputStream(content));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        zip.putNextEntry(new ZipEntry(entry.getName()));
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        String type = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>";
        boolean shared = entry.getName().endsWith("sharedStrings.xml");
        String changed =
            shared
                ? text.replaceFirst("\\?>", "?>" + type).replace("<t>x</t>", "<t>&e;</t>")
                : text;
        zip.write(changed.getBytes(StandardCharsets.UTF_8));
      }
    }
    assertThatThrownBy(() -> TypedReading.of(EXCEL, file(out.toByteArray())))
        .isInstanceOf(ConnectorException.class)
        .hasMessageStartingWith(
            "a.xlsx is a damaged Excel workbook: its part xl/sharedStrings.xml");
  }

  @Test
  void survivesAnyDamage() throws Exception {
    byte[] content = bytes(workbook(row("id", "name"), row(1, "a"), row(2, "b")));
    for (int at = 0; at < content.length; at += 7) {
      byte[] damaged = content.clone();
      damaged[at] ^= 0x5a;
      try {
        TypedReading.of(EXCEL, file(damaged));
      } catch (ConnectorException e) {
        assertThat(e).hasMessageStartingWith("a.xlsx ");
      }
    }
  }
}
