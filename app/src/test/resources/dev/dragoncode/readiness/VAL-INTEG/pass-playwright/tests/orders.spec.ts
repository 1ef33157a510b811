import { expect, test } from '@playwright/test';

test('lists orders', async ({ page }) => {
  await page.goto('/orders');
  await expect(page.getByRole('list')).toBeVisible();
});
