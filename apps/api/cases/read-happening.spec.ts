import { describe, expect, it } from '@jest/globals';
import { readAnswers, readEvent } from './read-happening.js';

describe('what a caller sends about a case', () => {
  it('is kept as it was written, in any language', () => {
    expect(readAnswers({ campus: 'Université 💚' })).toEqual({ campus: { value: 'Université 💚' } });
  });

  it.each(['a\0b', 'before \ud800', '\udc00 after'])('is refused with half a character or none: %j', (text) => {
    expect(() => readAnswers({ campus: text })).toThrow('fields-do-not-fit');
    expect(() => readAnswers({ campus: [text] })).toThrow('fields-do-not-fit');
    expect(() => readEvent({ event: 'give-services', services: [text] })).toThrow('fields-do-not-fit');
  });
});
