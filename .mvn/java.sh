# Sets $java to a Java 17 or newer, or says in one line what is wrong. Sourced by the root scripts.
if [ -n "${JAVA_HOME:-}" ]; then
  java=$JAVA_HOME/bin/java
  [ -x "$java" ] || {
    echo "JAVA_HOME is $JAVA_HOME, but there is no bin/java in it. Set it to a JDK 17 or newer." >&2
    exit 2
  }
else
  java=$(command -v java) || {
    echo "No Java was found. Install a JDK 17 or newer, and set JAVA_HOME to it." >&2
    exit 2
  }
fi
# without the options that are meant for the product: Java repeats them, or fails of them by itself
java_version=$(
  unset JDK_JAVA_OPTIONS JAVA_TOOL_OPTIONS _JAVA_OPTIONS
  "$java" -version 2>&1 | sed -n 's/^[a-z]* version "\(1\.\)\{0,1\}\([0-9]*\).*/\2/p' | head -n 1
)
if [ "${java_version:-0}" -lt 17 ]; then
  echo "Tributary needs Java 17 or newer; $java is Java ${java_version:-unknown}. Install a JDK 17 and set JAVA_HOME to it." >&2
  exit 2
fi
