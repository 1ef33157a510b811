package shop;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

@Path("/pay")
@RegisterRestClient
interface Bank {
  @POST
  String pay(String order);
}
