package main

import "golang.org/x/crypto/openpgp"

func main() { openpgp.ReadKeyRing(nil) }
