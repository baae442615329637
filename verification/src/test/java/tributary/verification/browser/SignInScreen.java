package tributary.verification.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** The sign-in page. */
final class SignInScreen {
  private final Page page;

  SignInScreen(Page page) {
    this.page = page;
  }

  void signIn(String user, String password) {
    page.getByTestId("user").fill(user);
    page.getByTestId("password").fill(password);
    page.getByTestId("sign-in").click();
  }

  Locator error() {
    return page.getByTestId("sign-in-error");
  }
}
