package shop;

import org.hibernate.envers.Audited;

@Entity
@Audited
class Order {}
