package shop;

import org.slf4j.MDC;

class Ids {
  void begin(String id) {
    MDC.put("request", id);
  }
}
