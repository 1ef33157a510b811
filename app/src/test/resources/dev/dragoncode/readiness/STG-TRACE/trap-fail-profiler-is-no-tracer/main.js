require('@google-cloud/profiler').start({ serviceContext: { service: 'shop' } });
const { NodeSDK } = require('@opentelemetry/sdk-node');
const express = require('express');
express().listen(3000);
