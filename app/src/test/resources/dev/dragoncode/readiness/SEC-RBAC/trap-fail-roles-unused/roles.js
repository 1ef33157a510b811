const ROLES = ['admin', 'user'];
module.exports = { ROLES };
