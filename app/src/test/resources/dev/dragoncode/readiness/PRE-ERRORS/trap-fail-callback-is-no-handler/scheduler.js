function run(options, work) {
  try {
    work();
  } catch (error) {
    options.onError(error);
  }
}
module.exports = { run };
