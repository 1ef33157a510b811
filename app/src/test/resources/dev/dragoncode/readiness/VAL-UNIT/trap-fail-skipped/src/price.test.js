it.skip('adds tax', () => {
  expect(price(100)).toBe(119);
});
xit('rounds', () => { expect(1).toBe(1); });
