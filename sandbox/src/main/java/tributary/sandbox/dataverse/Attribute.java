package tributary.sandbox.dataverse;

import java.util.List;

/**
 * A column of a table.
 *
 * @param name the logical name
 * @param kind what its values are
 * @param displayName as people read it
 * @param choices of a choice, in order
 * @param targets of a lookup: the logical names of the tables it may point to
 */
record Attribute(
    String name, Kind kind, String displayName, List<Choice> choices, List<String> targets) {
  Attribute {
    choices = List.copyOf(choices);
    targets = List.copyOf(targets);
  }

  /** One of a list. */
  record Choice(int value, String label) {}

  /** What values are, with the words of the service's metadata and its model. */
  enum Kind {
    KEY("Uniqueidentifier", "UniqueidentifierType", "Edm.Guid"),
    TEXT("String", "StringType", "Edm.String"),
    PERSON("String", "StringType", "Edm.String"),
    EMAIL("String", "StringType", "Edm.String"),
    PHONE("String", "StringType", "Edm.String"),
    CITY("String", "StringType", "Edm.String"),
    MEMO("Memo", "MemoType", "Edm.String"),
    WHOLE("Integer", "IntegerType", "Edm.Int32"),
    BIG("BigInt", "BigIntType", "Edm.Int64"),
    DECIMAL("Decimal", "DecimalType", "Edm.Decimal"),
    MONEY("Money", "MoneyType", "Edm.Decimal"),
    DOUBLE("Double", "DoubleType", "Edm.Double"),
    FLAG("Boolean", "BooleanType", "Edm.Boolean"),
    MOMENT("DateTime", "DateTimeType", "Edm.DateTimeOffset"),
    DAY("DateTime", "DateTimeType", "Edm.Date"),
    LOCAL("DateTime", "DateTimeType", "Edm.DateTimeOffset"),
    LOOKUP("Lookup", "LookupType", "Edm.Guid"),
    /** One of the two rows that a row of an intersect table ties together. */
    REFERENCE("Uniqueidentifier", "UniqueidentifierType", "Edm.Guid"),
    CUSTOMER("Customer", "CustomerType", "Edm.Guid"),
    OWNER("Owner", "OwnerType", "Edm.Guid"),
    CHOICE("Picklist", "PicklistType", "Edm.Int32"),
    STATE("State", "StateType", "Edm.Int32"),
    STATUS("Status", "StatusType", "Edm.Int32"),
    MULTI("Virtual", "MultiSelectPicklistType", "Edm.String"),
    IMAGE("Virtual", "ImageType", "Edm.Binary"),
    FILE("Virtual", "FileType", "Edm.Guid"),
    /** The name that stands beside a lookup or a choice; not to be read by itself. */
    LABEL("Virtual", "VirtualType", "");

    private final String type;
    private final String typeName;
    private final String edm;

    Kind(String type, String typeName, String edm) {
      this.type = type;
      this.typeName = typeName;
      this.edm = edm;
    }

    String type() {
      return type;
    }

    String typeName() {
      return typeName;
    }

    String edm() {
      return edm;
    }

    boolean isLookup() {
      return this == LOOKUP || this == CUSTOMER || this == OWNER;
    }

    boolean hasLabel() {
      return this == CHOICE || this == STATE || this == STATUS || this == MULTI;
    }

    boolean isDateTime() {
      return type.equals("DateTime");
    }
  }

  Attribute called(String otherName) {
    return new Attribute(name, kind, otherName, choices, targets);
  }

  /** Returns the name under which the value stands in a row. */
  String property() {
    return kind.isLookup() ? "_" + name + "_value" : name;
  }

  /** Returns whether rows have it. */
  boolean inRows() {
    return kind != Kind.LABEL;
  }

  String label(int value) {
    return choices.stream()
        .filter(choice -> choice.value() == value)
        .map(Choice::label)
        .findFirst()
        .orElse("");
  }
}
