package tributary.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
  @Test
  void startsOnPort8080WithTheDataBesideItWhenNothingIsAsked() {
    assertThat(Options.parse())
        .isEqualTo(
            new Options(
                8080,
                Path.of("data"),
                Optional.empty(),
                false,
                Optional.empty(),
                Options.Action.START));
  }

  @Test
  void readsEveryOptionInBothForms() {
    Options apart =
        Options.parse(
            "--port", "9000", "--data", "d", "--plugins", "p", "--sandbox", "--ready-file", "r");
    Options attached =
        Options.parse("--port=9000", "--data=d", "--plugins=p", "--sandbox", "--ready-file=r");

    assertThat(apart)
        .isEqualTo(attached)
        .isEqualTo(
            new Options(
                9000,
                Path.of("d"),
                Optional.of(Path.of("p")),
                true,
                Optional.of(Path.of("r")),
                Options.Action.START));
  }

  @Test
  void tellsHelpAndVersionApart() {
    assertThat(Options.parse("--help").action()).isEqualTo(Options.Action.HELP);
    assertThat(Options.parse("-h").action()).isEqualTo(Options.Action.HELP);
    assertThat(Options.parse("--version").action()).isEqualTo(Options.Action.VERSION);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--prot 1 | There is no option '--prot'. See --help for the options.",
        "serve | There is no option 'serve'. See --help for the options.",
        "--port 65536 | --port '65536' is not a port. Give a number from 1 to 65535, or 0 for any free port.",
        "--port -1 | --port '-1' is not a port. Give a number from 1 to 65535, or 0 for any free port.",
        "--port web | --port 'web' is not a port. Give a number from 1 to 65535, or 0 for any free port.",
        "--port | --port needs a port number after it, for example --port 8080.",
        "--data --sandbox | --data needs a directory after it, for example --data data.",
        "--ready-file= | --ready-file needs a file after it, for example --ready-file ready.json.",
        "--sandbox=yes | --sandbox takes no value; leave out '=yes'.",
      })
  void saysInOneLineWhatIsWrongWithTheCommandLine(String line, String text) {
    assertThatThrownBy(() -> Options.parse(line.split(" ")))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.exitCode()).isEqualTo(2))
        .hasMessage(text);
  }

  @Test
  void namesEveryOptionInTheHelp() {
    assertThat(Help.TEXT)
        .contains(
            "--port", "--data", "--plugins", "--sandbox", "--ready-file", "--help", "--version")
        .contains("TRIBUTARY_DB_URL", "TRIBUTARY_DB_USER", "TRIBUTARY_DB_PASSWORD")
        .contains("TRIBUTARY_HEAP");
    assertThat(Help.TEXT.lines()).allMatch(line -> line.length() <= 80);
  }
}
