package shop;

import org.springframework.web.client.RestTemplate;

class Bank {
  RestTemplate client = new RestTemplate();
}
