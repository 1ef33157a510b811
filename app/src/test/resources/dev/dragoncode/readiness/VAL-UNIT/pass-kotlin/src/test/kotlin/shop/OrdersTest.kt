package shop

import org.junit.jupiter.api.Test

class OrdersTest {
    @Test
    fun `is empty at first`() {
        check(Orders().all().isEmpty())
    }
}
