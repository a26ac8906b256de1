import swagger from '@fastify/swagger'
import type { FastifyInstance, FastifySchema } from 'fastify'
import { z } from 'zod'
import { SECURITY_SCHEMES } from './describe-callers.ts'

/**
 * Serves a description of the API, OpenAPI 3.1, made from the contract; 404 where it is not to be given out. Must be registered before the
 * routes.
 */
export async function describeApi(app: FastifyInstance, address: string, isGiven: boolean): Promise<void> {
  if (!isGiven) {
    app.get(address, { schema: { hide: true } }, async (_request, reply) => reply.callNotFound())
    return
  }
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Yinzheng terminal API', version: '1' },
      components: { securitySchemes: SECURITY_SCHEMES },
    },
    transform: ({ schema, url }) => ({ schema: asJsonSchema(schema), url }),
  })
  app.get(address, { schema: { hide: true } }, async () => app.swagger())
}

/** Ids are branded by transforms, which say nothing about the wire: what is described is always what is sent. */
function asJsonSchema(schema: FastifySchema): FastifySchema {
  const described: Record<string, unknown> = { ...schema }
  for (const part of ['params', 'body', 'querystring'] as const) {
    if (schema?.[part] instanceof z.ZodType) described[part] = jsonSchemaOf(schema[part])
  }
  if (typeof schema?.response === 'object' && schema.response !== null) {
    described.response = Object.fromEntries(
      Object.entries(schema.response).map(([status, body]) => [
        status,
        body instanceof z.ZodType ? { description: status, ...jsonSchemaOf(body) } : body,
      ]),
    )
  }
  return described as FastifySchema
}

function jsonSchemaOf(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', target: 'draft-2020-12' })
  return rest
}
