package tributary.web.rest;

import static java.lang.annotation.ElementType.METHOD;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import tributary.access.SignedIn;

/** The role that a method of the API demands; a method without it demands VIEWER. */
@Retention(RetentionPolicy.RUNTIME)
@Target(METHOD)
@interface Needs {
  SignedIn.Role value();
}
