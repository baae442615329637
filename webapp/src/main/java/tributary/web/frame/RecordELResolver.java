package tributary.web.frame;

import jakarta.el.ELContext;
import jakarta.el.ELException;
import jakarta.el.ELResolver;
import jakarta.el.PropertyNotWritableException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/**
 * Reads a record's component as a property, so that a page says {@code #{row.name}}. Expression
 * Language 5 knows only getters; version 6 brings a resolver of this kind.
 */
public class RecordELResolver extends ELResolver {
  @Override
  public Object getValue(ELContext context, Object base, Object property) {
    Method accessor = accessor(base, property);
    if (accessor == null) {
      return null;
    }
    context.setPropertyResolved(base, property);
    try {
      return accessor.invoke(base);
    } catch (ReflectiveOperationException e) {
      throw new ELException(base.getClass().getSimpleName() + "." + property, e);
    }
  }

  @Override
  public Class<?> getType(ELContext context, Object base, Object property) {
    Method accessor = accessor(base, property);
    if (accessor == null) {
      return null;
    }
    context.setPropertyResolved(base, property);
    return accessor.getReturnType();
  }

  @Override
  public void setValue(ELContext context, Object base, Object property, Object value) {
    if (accessor(base, property) != null) {
      throw new PropertyNotWritableException(
          base.getClass().getSimpleName() + "." + property + " cannot be changed");
    }
  }

  @Override
  public boolean isReadOnly(ELContext context, Object base, Object property) {
    boolean component = accessor(base, property) != null;
    if (component) {
      context.setPropertyResolved(base, property);
    }
    return component;
  }

  @Override
  public Class<?> getCommonPropertyType(ELContext context, Object base) {
    return base instanceof Record ? String.class : null;
  }

  private static Method accessor(Object base, Object property) {
    if (!(base instanceof Record) || property == null) {
      return null;
    }
    return Arrays.stream(base.getClass().getRecordComponents())
        .filter(component -> component.getName().equals(property.toString()))
        .map(RecordComponent::getAccessor)
        .findFirst()
        .orElse(null);
  }
}
