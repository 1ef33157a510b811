const tokenizer = 'cl100k_base_encoding_v1';
export const TOKEN_KEY = 'shop.session.token.v1';
const accessToken = await exchange(code, 'authorization_code_v2');
const passwordPattern = /^(?=.*[A-Z])(?=.*[0-9]).{12,}$/;
