package main

import "github.com/parnurzeal/gorequest"

func alert(url string) {
	gorequest.New().Post(url).End()
}
