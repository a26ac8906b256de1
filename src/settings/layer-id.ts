import { z } from 'zod'

/** Whose layer: of all terminals (the subject is empty), of those of a site, or of one terminal. */
export const layerIdSchema = z
  .object({ layer: z.enum(['global', 'site', 'terminal']), subjectId: z.string().regex(/^[A-Za-z0-9_-]{0,64}$/) })
  .refine(({ layer, subjectId }) => (layer === 'global') === (subjectId === ''), 'all terminals have no subject')
export type LayerId = z.infer<typeof layerIdSchema>

export const GLOBAL: LayerId = { layer: 'global', subjectId: '' }
export const layerKey = ({ layer, subjectId }: LayerId): string => `${layer}/${subjectId}`
