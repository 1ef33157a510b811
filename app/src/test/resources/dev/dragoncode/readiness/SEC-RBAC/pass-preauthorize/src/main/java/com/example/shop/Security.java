package com.example.shop;

@EnableMethodSecurity
class Security {}
