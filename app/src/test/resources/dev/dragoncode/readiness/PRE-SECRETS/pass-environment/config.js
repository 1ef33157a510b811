module.exports = {
  token: process.env.GITHUB_TOKEN,
  password: process.env.DB_PASSWORD || '',
};
