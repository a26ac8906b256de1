import { both } from '../../src/contract/texts.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { type Problem, problemsOf } from '../../src/settings/problems.ts'
import { type Layer, layerSchema } from '../../src/settings/settings.ts'

/** What a layer may say is what the schema lets through and what this house has. */
export function checkLayer(typed: unknown, kinds: readonly { readonly kind: string }[]): Result<Layer, Problem[]> {
  const read = layerSchema.safeParse(typed)
  if (!read.success) return err(problemsOf(read.error))
  const unknown = (read.data.documents?.offered ?? []).filter(kind => !kinds.some(one => one.kind === kind))
  if (unknown.length > 0)
    return err([
      {
        path: 'documents.offered',
        words: both(`没有这种文件：${unknown.join(', ')}`, `there is no such kind: ${unknown.join(', ')}`),
      },
    ])
  return ok(withoutEmptySections(read.data))
}

const withoutEmptySections = (layer: Layer): Layer =>
  Object.fromEntries(Object.entries(layer).filter(([, values]) => values && Object.keys(values).length > 0))
