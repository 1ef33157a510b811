package main

import "go.uber.org/zap"

func logger() (*zap.Logger, error) {
	config := zap.Config{
		Encoding: "json",
	}
	return config.Build()
}
