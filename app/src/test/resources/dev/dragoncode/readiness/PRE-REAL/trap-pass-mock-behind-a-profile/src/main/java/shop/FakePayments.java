package shop;

@Service
@Profile("demo")
class FakePayments implements Payments {}
