import { NextResponse } from 'next/server';
import * as z from 'zod';

const Order = z.object({ amount: z.number() });

export const PUT = async (request) => {
  const order = Order.safeParse(await request.json());
  if (!order.success) {
    return NextResponse.json(z.treeifyError(order.error), { status: 422 });
  }
  return NextResponse.json(order.data);
};
