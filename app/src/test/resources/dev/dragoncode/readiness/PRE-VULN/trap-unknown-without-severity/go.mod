module example.org/shop

go 1.22

require golang.org/x/crypto v0.54.0
