package com.example.shop;

class Price {}
