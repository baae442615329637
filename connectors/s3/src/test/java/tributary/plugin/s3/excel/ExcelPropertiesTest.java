package tributary.plugin.s3.excel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import tributary.plugin.s3.file.TypedReading;
import tributary.spi.Column;
import tributary.spi.ColumnType;

/** What Apache POI writes is read back. */
class ExcelPropertiesTest {
  private static final Column[] COLUMNS = {
    new Column("t", ColumnType.TEXT, true),
    new Column("n", ColumnType.DECIMAL, true),
    new Column("on", ColumnType.DATE, true),
    new Column("f", ColumnType.BOOLEAN, true)
  };

  /** A row as it is written and as it should be read. */
  record Row(String t, BigDecimal n, LocalDate on, boolean f) {
    List<Object> read() {
      return Arrays.asList(t, n, on, f);
    }
  }

  @Provide
  Arbitrary<List<Row>> rows() {
    Arbitrary<String> text =
        Arbitraries.strings()
            .withChars('a', 'é', '漢', '"', '<', '&', '\n', ' ', '_', 'x', '0', '1')
            .ofMinLength(1)
            .ofMaxLength(12)
            .map(some -> some + "😀")
            .injectNull(0.2);
    Arbitrary<BigDecimal> number =
        Arbitraries.longs()
            .between(-99_999_999_999L, 99_999_999_999L)
            .map(some -> BigDecimal.valueOf(some, 3));
    Arbitrary<LocalDate> day =
        Arbitraries.integers()
            .between(61, 2_958_465)
            .map(serial -> LocalDate.of(1899, 12, 30).plusDays(serial));
    return Combinators.combine(text, number, day, Arbitraries.of(true, false))
        .as(Row::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(20);
  }

  @Property(tries = 60)
  void readsBackWhatWasWritten(@ForAll("rows") List<Row> rows) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (XSSFWorkbook workbook = new XSSFWorkbook()) {
      CellStyle dates = workbook.createCellStyle();
      dates.setDataFormat((short) 14);
      Sheet sheet = workbook.createSheet();
      for (int i = 0; i < COLUMNS.length; i++) {
        Cell cell = i == 0 ? sheet.createRow(0).createCell(0) : sheet.getRow(0).createCell(i);
        cell.setCellValue(COLUMNS[i].name());
      }
      for (Row row : rows) {
        var cells = sheet.createRow(sheet.getLastRowNum() + 1);
        if (row.t() != null) {
          cells.createCell(0).setCellValue(row.t());
        }
        cells.createCell(1).setCellValue(row.n().doubleValue());
        Cell day = cells.createCell(2);
        day.setCellValue(row.on());
        day.setCellStyle(dates);
        cells.createCell(3).setCellValue(row.f());
      }
      workbook.write(out);
    }
    TypedReading reading =
        TypedReading.typed(
            new ExcelFormat(), TypedReading.file("a.xlsx", out.toByteArray()), COLUMNS);
    assertThat(reading.values())
        .usingComparatorForType(BigDecimal::compareTo, BigDecimal.class)
        .usingRecursiveComparison()
        .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
        .isEqualTo(rows.stream().map(Row::read).toList());
  }
}
