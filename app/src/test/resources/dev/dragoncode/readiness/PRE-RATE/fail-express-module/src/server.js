import express from 'express'
import { orders } from './orders.js'

export const app = express()

app.get('/orders', orders)
app.listen(process.env.PORT)
