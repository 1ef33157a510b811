package main

import healthpb "google.golang.org/grpc/health/grpc_health_v1"

func main() {
	healthpb.RegisterHealthServer(server, checks)
}
