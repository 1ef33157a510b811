package [=project.packageName].payments;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps payments in PostgreSQL. */
@Repository
@Profile("!local")
class JdbcPaymentStore implements PaymentStore {

  private final JdbcClient jdbc;

  JdbcPaymentStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void save(Payment payment) {
    jdbc.sql(
            """
            insert into payments (id, reference, amount, status)
            values (:id, :reference, :amount, :status)
            on conflict (id) do update
              set status = excluded.status, changed_at = now()
              where payments.status <> 'SUCCEEDED'
            """)
        .param("id", payment.id())
        .param("reference", payment.reference())
        .param("amount", payment.amount())
        .param("status", payment.status().name())
        .update();
  }

  @Override
  public Optional<Payment> find(UUID reference) {
    return jdbc.sql(
            """
            select id, reference, amount, status
            from payments
            where reference = :reference
            order by status = 'SUCCEEDED' desc, changed_at desc
            limit 1
            """)
        .param("reference", reference)
        .query(JdbcPaymentStore::payment)
        .optional();
  }

  private static Payment payment(ResultSet row, int number) throws SQLException {
    return new Payment(
        row.getString("id"),
        row.getObject("reference", UUID.class),
        row.getBigDecimal("amount"),
        Payment.Status.valueOf(row.getString("status")));
  }
}
