const controller = require('./controller');
router.post('/orders', controller.create);
