package tributary.sandbox.dataverse;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.apache.olingo.commons.api.edm.provider.CsdlAbstractEdmProvider;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityContainer;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityContainerInfo;
import org.apache.olingo.commons.api.edm.provider.CsdlEntitySet;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityType;
import org.apache.olingo.commons.api.edm.provider.CsdlNavigationProperty;
import org.apache.olingo.commons.api.edm.provider.CsdlProperty;
import org.apache.olingo.commons.api.edm.provider.CsdlPropertyRef;
import org.apache.olingo.commons.api.edm.provider.CsdlSchema;
import org.apache.olingo.server.api.OData;
import org.apache.olingo.server.api.ServiceMetadata;

/** The tables as Olingo knows them. */
final class Model extends CsdlAbstractEdmProvider {
  static final String NAMESPACE = "Microsoft.Dynamics.CRM";
  private static final FullQualifiedName CONTAINER = new FullQualifiedName(NAMESPACE, "System");
  private static final int DECIMAL_SCALE = 10;
  private static final int DECIMAL_PRECISION = 29;

  private final Map<String, CsdlEntityType> types = new LinkedHashMap<>();
  private final Map<String, CsdlEntitySet> sets = new LinkedHashMap<>();
  private final ServiceMetadata metadata;

  Model(Collection<Table> tables) {
    for (Table table : tables) {
      types.put(table.name(), type(table));
      sets.put(
          table.set(), new CsdlEntitySet().setName(table.set()).setType(qualified(table.name())));
    }
    metadata = OData.newInstance().createServiceMetadata(this, List.of());
  }

  private static FullQualifiedName qualified(String name) {
    return new FullQualifiedName(NAMESPACE, name);
  }

  private static CsdlEntityType type(Table table) {
    List<CsdlProperty> properties = new ArrayList<>();
    List<CsdlNavigationProperty> ways = new ArrayList<>();
    for (Map.Entry<String, Attribute> one : table.properties().entrySet()) {
      Attribute attribute = one.getValue();
      CsdlProperty property =
          new CsdlProperty()
              .setName(one.getKey())
              .setType(new FullQualifiedName(attribute.kind().edm()))
              .setNullable(attribute.kind() != Attribute.Kind.KEY);
      if (attribute.kind().edm().equals("Edm.Decimal")) {
        property.setPrecision(DECIMAL_PRECISION).setScale(DECIMAL_SCALE);
      }
      properties.add(property);
      if (attribute.kind().isLookup() && attribute.targets().size() == 1) {
        ways.add(
            new CsdlNavigationProperty()
                .setName(attribute.name())
                .setType(qualified(attribute.targets().get(0))));
      }
    }
    return new CsdlEntityType()
        .setName(table.name())
        .setKey(List.of(new CsdlPropertyRef().setName(table.key())))
        .setProperties(properties)
        .setNavigationProperties(ways);
  }

  ServiceMetadata metadata() {
    return metadata;
  }

  @Override
  public CsdlEntityType getEntityType(FullQualifiedName name) {
    return NAMESPACE.equals(name.getNamespace()) ? types.get(name.getName()) : null;
  }

  @Override
  public CsdlEntitySet getEntitySet(FullQualifiedName container, String name) {
    return CONTAINER.equals(container) ? sets.get(name) : null;
  }

  @Override
  public CsdlEntityContainerInfo getEntityContainerInfo(FullQualifiedName container) {
    return container == null || CONTAINER.equals(container)
        ? new CsdlEntityContainerInfo().setContainerName(CONTAINER)
        : null;
  }

  @Override
  public CsdlEntityContainer getEntityContainer() {
    return new CsdlEntityContainer()
        .setName(CONTAINER.getName())
        .setEntitySets(List.copyOf(sets.values()));
  }

  @Override
  public List<CsdlSchema> getSchemas() {
    return List.of(
        new CsdlSchema()
            .setNamespace(NAMESPACE)
            .setAlias("mscrm")
            .setEntityTypes(List.copyOf(types.values()))
            .setEntityContainer(getEntityContainer()));
  }
}
