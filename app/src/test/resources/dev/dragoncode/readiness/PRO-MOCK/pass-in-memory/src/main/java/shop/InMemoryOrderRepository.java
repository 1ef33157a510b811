package shop;

class InMemoryOrderRepository implements OrderRepository {}
