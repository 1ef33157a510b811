import { configure, getConsoleSink, getJsonLinesFormatter } from '@logtape/logtape';
import express from 'express';

await configure({ sinks: { console: getConsoleSink({ formatter: getJsonLinesFormatter() }) } });
express().get('/orders', list).listen(8080);
