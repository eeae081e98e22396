import { expect, it } from 'vitest';
import { withMethod } from './withMethod';

class Speaker {
  name = 'Ann';
  greet(): string {
    return `I am ${this.name}`;
  }
}
const loudly = (greet: Speaker['greet']) =>
  function (this: Speaker) {
    return `${greet.call(this)}!`;
  };

it('stands in for a method while the task runs, and calls it', async () => {
  const speaker = new Speaker();
  const said = await withMethod(Speaker.prototype, 'greet', loudly, async () => speaker.greet());
  expect(said).toBe('I am Ann!');
  expect(speaker.greet()).toBe('I am Ann');
});

it('takes itself back after a failure, and each of two in turn', async () => {
  const speaker = new Speaker();
  const fail = () => Promise.reject(new Error(speaker.greet()));
  const both = () => withMethod(Speaker.prototype, 'greet', loudly, fail);
  await expect(withMethod(Speaker.prototype, 'greet', loudly, both)).rejects.toThrow('I am Ann!!');
  expect(speaker.greet()).toBe('I am Ann');
});
