package main

import (
	"log"
	"os"
)

func main() {
	f, err := os.Create("tool.log")
	if err != nil {
		panic(err)
	}
	log.SetOutput(f)
	log.Println("started")
}
