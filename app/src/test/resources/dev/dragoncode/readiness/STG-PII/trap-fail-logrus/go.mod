module example.com/shop

go 1.26

require github.com/sirupsen/logrus v1.9.3
