import { Router } from 'express';

export const orders = Router();
orders.get('/', (request, response) => response.json([]));
