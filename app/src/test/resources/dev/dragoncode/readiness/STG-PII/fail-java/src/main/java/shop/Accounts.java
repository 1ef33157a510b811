package shop;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.*;

@RestController
class Accounts {
  private static final Logger log = LoggerFactory.getLogger(Accounts.class);

  @PostMapping("/accounts")
  void add(@RequestBody Account account) {
    log.info("new account {}", account.getPassword());
  }
}
