CREATE TABLE "Order" ();
