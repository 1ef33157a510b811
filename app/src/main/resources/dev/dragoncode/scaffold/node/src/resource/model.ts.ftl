[#import "/node/layout.ftl" as layout]
[#assign kinds = resource.fields?map(f -> f.kind)]
[#assign derived = kinds?seq_contains("decimal") || kinds?seq_contains("instant") || kinds?seq_contains("uuid")]
[#function schemaOf f]
[#switch f.kind]
[#case "string"][#return "Type.String({ minLength: 1, maxLength: 200, pattern: LINE })"]
[#case "text"][#return "Type.String({ maxLength: 4000, pattern: TEXT })"]
[#case "integer"][#return "Type.Integer(INTEGER)"]
[#case "decimal"][#return "Type.String({ pattern: AMOUNT, description: 'An exact amount.' })"]
[#case "boolean"][#return "Type.Boolean()"]
[#case "date"][#return "Type.String({ format: 'date' })"]
[#case "instant"][#return "Type.String({ format: 'date-time' })"]
[#case "uuid"][#return "Type.String({ format: 'uuid' })"]
[#case "email"][#return "Type.String({ format: 'email', maxLength: 254 })"]
[/#switch]
[/#function]
[#function stored f]
[#switch f.kind]
[#case "decimal"][#return "twoPlaces(input." + f.name + ")"]
[#case "instant"][#return "instant(input." + f.name + ")"]
[#case "uuid"][#return "input." + f.name + ".toLowerCase()"]
[/#switch]
[#return ""]
[/#function]
import { randomUUID } from 'node:crypto';
import { Type, type Static } from 'typebox';
[#if kinds?seq_contains("instant")]
import { Problem } from '../problem.js';
[/#if]

[#if kinds?seq_contains("string")]
/** No control characters: they have no place in one line. */
const LINE = '^[^\\u0000-\\u001f\\u007f]*$';

[/#if]
[#if kinds?seq_contains("text")]
/** PostgreSQL keeps every character but this one. */
const TEXT = '^[^\\u0000]*$';

[/#if]
[#if kinds?seq_contains("integer")]
/** Beyond these, two whole numbers can be one to JavaScript. */
const INTEGER = { minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER };

[/#if]
[#if kinds?seq_contains("decimal")]
/** Amounts travel as text: a JSON number is a binary fraction to most clients, and 0.10 is none. */
const AMOUNT = '^-?\\d{1,16}(\\.\\d{1,2})?$';
[/#if]

/** What a client writes. */
export const [=resource.type]Input = Type.Object(
  {
[#list resource.fields as f]
[#if f.required]
    [=f.name]: [=schemaOf(f)],
[#else]
    [=f.name]: Type.Optional([=schemaOf(f)]),
[/#if]
[/#list]
  },
  { additionalProperties: false },
);
export type [=resource.type]Input = Static<typeof [=resource.type]Input>;

/** What a client reads. */
export const [=resource.type] = Type.Object({
  id: Type.String({ format: 'uuid' }),
  ...[=resource.type]Input.properties,
  createdAt: Type.String({ format: 'date-time' }),
});
export type [=resource.type] = Static<typeof [=resource.type]>;

[=layout.fit(
  "export function new" + resource.type + "(input: " + resource.type + "Input): " + resource.type + " {",
  "export function new" + resource.type + "(\n  input: " + resource.type + "Input,\n): " + resource.type + " {"
)]
  return { id: randomUUID(), ...canonical(input), createdAt: new Date().toISOString() };
}

[#if derived]
/** The same values as every store gives them back. */
[#else]
/** A copy of its own, so that a store's data cannot be changed from outside. */
[/#if]
export function canonical(input: [=resource.type]Input): [=resource.type]Input {
[#if derived]
  return {
    ...input,
[#list resource.fields as f]
[#if stored(f) != ""]
[#if f.required]
    [=f.name]: [=stored(f)],
[#else]
[=layout.spread("input." + f.name + " !== undefined", f.name, stored(f))]
[/#if]
[/#if]
[/#list]
  };
[#else]
  return { ...input };
[/#if]
}
[#if kinds?seq_contains("decimal")]

function twoPlaces(amount: string): string {
  const [whole = '0', fraction = ''] = amount.split('.');
  const sign = whole.startsWith('-') && /[1-9]/.test(amount) ? '-' : '';
  return `${sign}${BigInt(whole.replace('-', ''))}.${fraction.padEnd(2, '0')}`;
}
[/#if]
[#if kinds?seq_contains("instant")]

/** In UTC, to the millisecond. A leap second is well formed, and JavaScript has none. */
function instant(text: string): string {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) {
    throw new Problem(400, `There is no instant ${text}.`);
  }
  return at.toISOString();
}
[/#if]
