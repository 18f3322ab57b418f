/** A constant as JavaScript: JSON, and the two line ends that JSON leaves as they are. Nothing else goes into generated text. */
export function literal(value: string | number | boolean): string {
  return JSON.stringify(value).replace(/[\u2028\u2029]/g, (end) => (end === '\u2028' ? '\\u2028' : '\\u2029'));
}
