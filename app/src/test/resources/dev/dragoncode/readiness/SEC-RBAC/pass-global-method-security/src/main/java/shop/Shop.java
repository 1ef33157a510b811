package shop;

@EnableGlobalMethodSecurity(prePostEnabled = true)
class Shop {}
