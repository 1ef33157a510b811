package com.example.shop;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

@Path("/orders")
public class OrderResource {
  @GET
  public String all() {
    return "[]";
  }
}
