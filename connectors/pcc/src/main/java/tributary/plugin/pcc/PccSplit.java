package tributary.plugin.pcc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tributary.spi.Split;

/**
 * A part of a read, as text: what is asked for, and with which values of the paths' variables.
 *
 * @param facility the facility, where it is of one
 * @param facilityWords how a person is told of it
 * @param patients the patients, where it is asked for patient by patient
 * @param variables further values, fixed when the read was planned
 */
record PccSplit(
    Optional<Long> facility,
    String facilityWords,
    List<Long> patients,
    Map<String, String> variables) {

  static Split of(String id, PccSplit split) {
    return new Split(id, split.facilityWords(), split.payload(), 0);
  }

  private String payload() {
    List<String> lines = new ArrayList<>();
    facility.ifPresent(id -> lines.add("facility=" + id));
    lines.add("words=" + facilityWords.replaceAll("[\\r\\n]", " "));
    if (!patients.isEmpty()) {
      lines.add(
          "patients=" + patients.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }
    variables.forEach((name, value) -> lines.add("$" + name + "=" + value));
    return String.join("\n", lines);
  }

  static PccSplit parse(Split split) {
    Map<String, String> lines = new LinkedHashMap<>();
    for (String line : split.payload().split("\n")) {
      int at = line.indexOf('=');
      lines.put(line.substring(0, at), line.substring(at + 1));
    }
    Map<String, String> variables = new LinkedHashMap<>();
    lines.forEach(
        (name, value) -> {
          if (name.startsWith("$")) {
            variables.put(name.substring(1), value);
          }
        });
    return new PccSplit(
        Optional.ofNullable(lines.get("facility")).map(Long::valueOf),
        lines.get("words"),
        Optional.ofNullable(lines.get("patients")).stream()
            .flatMap(ids -> Arrays.stream(ids.split(",")))
            .map(Long::valueOf)
            .toList(),
        variables);
  }
}
