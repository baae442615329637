package tributary.plugin.s3.avro;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import tributary.plugin.s3.file.StoredFile;
import tributary.plugin.s3.file.TypedReading;

/** What Avro's own writer writes is read back, in one and in parts. */
class AvroPropertiesTest {
  private static final AvroFormat AVRO = new AvroFormat();

  private static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"n\",\"type\":\"long\"},"
                  + "{\"name\":\"t\",\"type\":[\"null\",\"string\"]},"
                  + "{\"name\":\"x\",\"type\":\"double\"},{\"name\":\"b\",\"type\":\"bytes\"},"
                  + "{\"name\":\"d\",\"type\":{\"type\":\"bytes\",\"logicalType\":\"decimal\","
                  + "\"precision\":30,\"scale\":4}},{\"name\":\"f\",\"type\":\"boolean\"}]}");

  /** A row as it is written and as it should be read. */
  record Row(long n, String t, double x, byte[] b, BigDecimal d, boolean f) {
    GenericData.Record written() {
      GenericData.Record row = new GenericData.Record(SCHEMA);
      row.put("n", n);
      row.put("t", t);
      row.put("x", x);
      row.put("b", ByteBuffer.wrap(b));
      row.put("d", ByteBuffer.wrap(d.unscaledValue().toByteArray()));
      row.put("f", f);
      return row;
    }

    List<Object> read() {
      return Arrays.asList(n, t, x, ByteBuffer.wrap(b), d, f);
    }
  }

  @Provide
  Arbitrary<List<Row>> rows() {
    Arbitrary<String> text =
        Arbitraries.strings()
            .withChars('a', 'é', '漢', '"', '\n', ',', '\u0000')
            .ofMaxLength(12)
            .map(some -> some + "😀")
            .injectNull(0.2);
    Arbitrary<BigDecimal> decimal =
        Arbitraries.bigDecimals()
            .between(
                new BigDecimal("-99999999999999999999"), new BigDecimal("99999999999999999999"))
            .ofScale(4)
            .map(some -> some.setScale(4));
    return Combinators.combine(
            Arbitraries.longs(),
            text,
            Arbitraries.doubles(),
            Arbitraries.bytes().array(byte[].class).ofMaxSize(20),
            decimal,
            Arbitraries.of(true, false))
        .as(Row::new)
        .list()
        .ofMaxSize(60);
  }

  @Property(tries = 200)
  void readsBackWhatWasWritten(
      @ForAll("rows") List<Row> rows,
      @ForAll @IntRange(min = 1, max = 30) int perBlock,
      @ForAll @IntRange(min = 1, max = 2000) int partBytes,
      @ForAll boolean packed)
      throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DataFileWriter<Object> writer = new DataFileWriter<>(new GenericDatumWriter<>(SCHEMA))) {
      writer.setCodec(packed ? CodecFactory.deflateCodec(1) : CodecFactory.nullCodec());
      writer.create(SCHEMA, out);
      for (int i = 0; i < rows.size(); i++) {
        writer.append(rows.get(i).written());
        if (i % perBlock == 0) {
          writer.sync();
        }
      }
    }
    StoredFile file = TypedReading.file("a.avro", out.toByteArray());
    List<List<Object>> expected = rows.stream().map(Row::read).toList();
    assertThat(TypedReading.of(AVRO, file).values()).isEqualTo(expected);
    List<List<Object>> inParts = new ArrayList<>();
    TypedReading.inParts(AVRO, file, partBytes).rows().forEach(row -> inParts.add(row.values()));
    assertThat(inParts).isEqualTo(expected);
  }
}
