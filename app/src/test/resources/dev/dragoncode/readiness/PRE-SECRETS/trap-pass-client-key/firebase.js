export default {
  apiKey: 'MADE(AIza,alnum,35)',
  authDomain: 'shop.firebaseapp.com',
};
