const { auditLog } = require("./db");
module.exports = (actor, action) => auditLog.create({ actor, action });
