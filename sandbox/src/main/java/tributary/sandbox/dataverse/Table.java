package tributary.sandbox.dataverse;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A table, as the service describes it.
 *
 * @param name the logical name
 * @param set the name of its entity set
 * @param primaryName the attribute that people know a row by
 * @param displayName as people read it
 * @param tracked whether its changes are tracked
 * @param perMille how many rows it has, of a thousand
 * @param number its object type code
 * @param attributes its columns
 */
record Table(
    String name,
    String set,
    String primaryName,
    String displayName,
    boolean tracked,
    int perMille,
    int number,
    List<Attribute> attributes) {
  Table {
    attributes = List.copyOf(attributes);
  }

  private static final Set<String> ACTIVITIES =
      Set.of("appointment", "task", "phonecall", "email", "letter");

  static String keyOf(String table) {
    return ACTIVITIES.contains(table) ? "activityid" : table + "id";
  }

  String key() {
    return keyOf(name);
  }

  Map<String, Attribute> properties() {
    Map<String, Attribute> properties = new LinkedHashMap<>();
    attributes.stream()
        .filter(Attribute::inRows)
        .forEach(attribute -> properties.put(attribute.property(), attribute));
    return properties;
  }

  /** Returns the columns of an intersect table that name the two rows it ties; else none. */
  List<Attribute> ties() {
    return attributes.stream().filter(one -> one.kind() == Attribute.Kind.REFERENCE).toList();
  }

  Table with(List<Attribute> others) {
    return new Table(name, set, primaryName, displayName, tracked, perMille, number, others);
  }

  Table trackedOrNot(boolean on) {
    return new Table(name, set, primaryName, displayName, on, perMille, number, attributes);
  }

  private long keyStart() {
    return (long) name.hashCode() << 32 | 0x0000_4000L | number & 0xfff;
  }

  /** Returns the key of a row by its number. */
  UUID id(long index) {
    return new UUID(keyStart(), 0x8000_0000_0000_0000L | index);
  }

  /** Returns the number of a row by its key; -1 when it is none of this table. */
  long index(UUID id) {
    boolean own = id.getMostSignificantBits() == keyStart();
    return own ? id.getLeastSignificantBits() & 0x7fff_ffff_ffff_ffffL : -1;
  }

  /** Returns the id of what is described, such as of an attribute. */
  static UUID metadataId(String what) {
    return UUID.nameUUIDFromBytes(what.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  UUID readPrivilege() {
    return metadataId("prvRead " + name);
  }
}
