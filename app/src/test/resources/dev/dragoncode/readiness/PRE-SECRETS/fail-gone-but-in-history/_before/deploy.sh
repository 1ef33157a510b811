#!/bin/sh
export AWS_ACCESS_KEY_ID=MADE(AKIA,base32,16)
