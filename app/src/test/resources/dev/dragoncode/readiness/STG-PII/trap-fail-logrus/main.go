package main

import "github.com/sirupsen/logrus"

func main() {
	logrus.Infof("signed in with %s", password)
}
