import { Test } from '@nestjs/testing';
import { AppController } from './app.controller';

describe('AppController', () => {
  it('greets', async () => {
    const app = await Test.createTestingModule({ controllers: [AppController] }).compile();
    expect(app.get(AppController).greet()).toBe('hello');
  });
});
