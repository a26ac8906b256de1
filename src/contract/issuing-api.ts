import { z } from 'zod'
import { documentKindSchema, editionSchema } from './documents.ts'
import { documentIdSchema, visitIdSchema } from './ids.ts'
import { type RouteTable, route } from './routes.ts'
import { bilingualSchema, sha256Schema } from './texts.ts'

export const preparedDocumentSchema = z.object({
  documentId: documentIdSchema,
  kind: documentKindSchema,
  edition: editionSchema,
  title: bilingualSchema,
  pages: z.int().min(1).max(200),
  byteLength: z.int().min(1),
  sha256: sha256Schema,
})
export type PreparedDocument = z.infer<typeof preparedDocumentSchema>

/** How documents are made in a visit, and how their files are fetched. */
export const ISSUING_ROUTES = {
  prepare: route({
    method: 'POST',
    path: '/v1/documents',
    caller: 'terminal',
    summary: 'Renders and signs a document',
    input: z.object({ visitId: visitIdSchema, kind: documentKindSchema, edition: editionSchema }),
    output: preparedDocumentSchema,
  }),
  file: route({
    method: 'GET',
    path: '/v1/documents/:documentId/file',
    caller: 'terminal',
    summary: 'The signed file of a document',
    input: z.object({ documentId: documentIdSchema }),
    output: { mediaType: 'application/pdf', maxBytes: 64 * 1024 * 1024 },
  }),
} as const satisfies RouteTable
