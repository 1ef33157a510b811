import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';

/** Takes bodies as they are; addresses and headers are text, so their numbers are read from it. */
export const validator: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const compiled = Compile(schema);
  return (data: unknown) => {
    const value = httpPart === 'body' ? data : compiled.Convert(compiled.Default(data));
    return compiled.Check(value) ? { value } : { error: compiled.Errors(value) };
  };
};
