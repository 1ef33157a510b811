/** Characters that no text of a person has: controls, but not tab and line feed, and marks that turn its direction. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const UNWANTED = /[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g;

/** The same value with its texts normalised, without what hides in them and without space around them. */
export function clean(value: unknown): unknown {
  if (typeof value === 'string') {
    return value.normalize('NFC').replace(UNWANTED, '').trim();
  }
  if (Array.isArray(value)) {
    return value.map(clean);
  }
  if (value !== null && typeof value === 'object' && !Buffer.isBuffer(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, clean(each)]));
  }
  return value;
}
