package tributary.plugin.dynamics.odata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;
import tributary.spi.ColumnType;

class CsdlTest {
  private static List<ODataSet> read(String types, String sets) throws XMLStreamException {
    return document(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
        <edmx:DataServices><Schema xmlns="http://docs.oasis-open.org/odata/ns/edm"
        Namespace="Care.Home" Alias="self">%s<EntityContainer Name="All">%s</EntityContainer>
        </Schema></edmx:DataServices></edmx:Edmx>"""
            .formatted(types, sets));
  }

  private static List<ODataSet> document(String text) throws XMLStreamException {
    return Csdl.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void mapsEveryTypeOfTheModel() throws XMLStreamException {
    ODataTable table =
        read(
                """
                <EnumType Name="Level"><Member Name="A"/></EnumType>
                <TypeDefinition Name="Money" UnderlyingType="Edm.Decimal"/>
                <ComplexType Name="Address"><Property Name="City" Type="Edm.String"/></ComplexType>
                <EntityType Name="Person"><Key><PropertyRef Name="Id"/></Key>
                <Property Name="Id" Type="Edm.Int64" Nullable="false"/></EntityType>
                <EntityType Name="Resident" BaseType="self.Person">
                <Property Name="Rate" Type="Care.Home.Money"/>
                <Property Name="Level" Type="self.Level"/>
                <Property Name="Home" Type="Care.Home.Address"/>
                <Property Name="Tags" Type="Collection(Edm.String)"/>
                <Property Name="Born" Type="Edm.Date"/><Property Name="Seen" Type="Edm.DateTimeOffset"/>
                <Property Name="At" Type="Edm.TimeOfDay"/><Property Name="Weight" Type="Edm.Double"/>
                <Property Name="Photo" Type="Edm.Stream"/><Property Name="Raw" Type="Edm.Binary"/>
                <Property Name="Token" Type="Edm.Guid"/><Property Name="Open" Type="Edm.Boolean"/>
                <Property Name="Where" Type="Edm.GeographyPoint"/>
                <Property Name="Stay" Type="Edm.Duration"/></EntityType>""",
                "<EntitySet Name=\"Residents\" EntityType=\"self.Resident\"/>")
            .get(0)
            .table();
    assertThat(table.key()).containsExactly("Id");
    assertThat(
            table.columns().stream()
                .map(column -> column.name() + " " + column.type())
                .collect(Collectors.joining(", ")))
        .isEqualTo(
            "Id WHOLE, Rate DECIMAL, Level TEXT, Home JSON, Tags JSON, Born DATE, Seen TIMESTAMP,"
                + " At TIME, Weight DOUBLE, Raw BYTES, Token UUID, Open BOOLEAN, Where JSON,"
                + " Stay TEXT");
  }

  @Test
  void takesATableWithoutAKey() throws XMLStreamException {
    ODataSet set =
        read(
                "<EntityType Name=\"Line\"><Property Name=\"Text\" Type=\"Edm.String\"/></EntityType>",
                "<EntitySet Name=\"Lines\" EntityType=\"Care.Home.Line\"/>")
            .get(0);
    assertThat(set.table().key()).isEmpty();
    assertThat(set.tracked()).isFalse();
  }

  @Test
  void knowsWhichTablesTellTheirChanges() throws XMLStreamException {
    String type =
        "<EntityType Name=\"T\"><Key><PropertyRef Name=\"Id\"/></Key>"
            + "<Property Name=\"Id\" Type=\"Edm.Int32\"/></EntityType>";
    String tracking =
        "<Annotation Term=\"Org.OData.Capabilities.V1.ChangeTracking\"><Record>"
            + "<PropertyValue Property=\"Supported\" Bool=\"true\"/></Record></Annotation>";
    List<ODataSet> sets =
        read(
            type + "<Annotations Target=\"Care.Home.All/Far\">" + tracking + "</Annotations>",
            "<EntitySet Name=\"Near\" EntityType=\"self.T\">"
                + tracking
                + "</EntitySet><EntitySet Name=\"Far\" EntityType=\"self.T\"/>"
                + "<EntitySet Name=\"Other\" EntityType=\"self.T\"/>");
    assertThat(sets)
        .extracting(set -> set.table().label() + " " + set.tracked())
        .containsExactly("Near true", "Far true", "Other false");
  }

  @Test
  void readsFiveThousandColumns() throws XMLStreamException {
    String properties =
        IntStream.rangeClosed(1, 5_000)
            .mapToObj(i -> "<Property Name=\"Column%d\" Type=\"Edm.String\"/>".formatted(i))
            .collect(Collectors.joining());
    ODataTable table =
        read(
                "<EntityType Name=\"Wide\">" + properties + "</EntityType>",
                "<EntitySet Name=\"Wide\" EntityType=\"self.Wide\"/>")
            .get(0)
            .table();
    assertThat(table.columns()).hasSize(5_000).allMatch(c -> c.type() == ColumnType.TEXT);
    assertThat(table.query(table.layout(), List.of())).as("too long to be named").isEqualTo("Wide");
  }

  @Test
  void refusesADocumentTypeAndItsEntities() {
    assertThatThrownBy(
            () ->
                document(
                    "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a SYSTEM"
                        + " \"file:///etc/hostname\">]><x>&a;</x>"))
        .isInstanceOf(XMLStreamException.class);
    assertThatThrownBy(() -> document("<x>&a;</x>")).isInstanceOf(XMLStreamException.class);
  }

  @Test
  void endsWhereTypesInheritFromEachOther() throws XMLStreamException {
    assertThat(
            read(
                "<EntityType Name=\"A\" BaseType=\"self.B\"/>"
                    + "<EntityType Name=\"B\" BaseType=\"self.A\"/>",
                "<EntitySet Name=\"As\" EntityType=\"self.A\"/>"))
        .hasSize(1);
  }
}
