import { NextResponse } from 'next/server';

export const PUT = async (request) => {
  const json = await request.json();
  return NextResponse.json(json);
};
