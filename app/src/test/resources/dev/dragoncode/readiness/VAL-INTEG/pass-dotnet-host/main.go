package main

import "net/http"

func main() {
	http.HandleFunc("/orders", list)
	http.ListenAndServe(":8080", nil)
}
