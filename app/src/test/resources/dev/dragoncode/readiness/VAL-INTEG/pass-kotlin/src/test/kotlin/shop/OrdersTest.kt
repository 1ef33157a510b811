package shop

import org.junit.jupiter.api.Test
import org.springframework.boot.test.context.SpringBootTest

@SpringBootTest
class OrdersTest {
    @Test
    fun `is empty at first`() {
        check(Orders().all().isEmpty())
    }
}
