class LoginTest {
  private static final String SECRET = "MADE(,alnum,40)";
}
