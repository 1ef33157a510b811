package shop;

@Service
class FakePayments implements Payments {}
