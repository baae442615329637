package tributary.launcher;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** How to reach the application's database. Its text never shows the password. */
record DatabaseAccess(String url, String user, String password) {
  Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("loginTimeout", "10");
    properties.setProperty("ApplicationName", "tributary-launcher");
    return DriverManager.getConnection(url, properties);
  }

  @Override
  public String toString() {
    return user + " at " + shownUrl();
  }

  /** The address without its parameters, in which people keep passwords. */
  String shownUrl() {
    int parameters = url.indexOf('?');
    return parameters < 0 ? url : url.substring(0, parameters);
  }
}
