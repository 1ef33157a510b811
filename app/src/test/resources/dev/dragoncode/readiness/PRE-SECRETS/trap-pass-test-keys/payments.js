const key = process.env.STRIPE_KEY ?? 'MADE(sk_test_,alnum,24)';
const publishable = 'MADE(pk_live_,alnum,24)';
