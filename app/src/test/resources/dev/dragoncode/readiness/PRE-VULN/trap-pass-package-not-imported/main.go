package main

import "golang.org/x/crypto/bcrypt"

func main() { bcrypt.Cost(nil) }
