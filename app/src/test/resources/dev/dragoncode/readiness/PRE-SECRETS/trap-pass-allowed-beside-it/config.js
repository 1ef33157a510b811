module.exports = { token: 'MADE(ghp_,alnum,36)' }; // gitleaks:allow
