import unittest


class PriceTest(unittest.TestCase):
    def test_tax(self):
        self.assertEqual(price(100), 119)
