import { both } from '../../src/contract/texts.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { type Problem, problemsOf } from '../../src/settings/problems.ts'
import { type Layer, layerSchema } from '../../src/settings/settings.ts'

/**
 * What a layer may say is what the schema lets through and what this house has. `trays`: those that the printer of the terminal names; null
 * where there are several printers, or it does not tell: then nobody knows, and the kiosk says so when it is to print.
 */
export function checkLayer(
  typed: unknown,
  kinds: readonly { readonly kind: string }[],
  trays: readonly string[] | null = null,
): Result<Layer, Problem[]> {
  const read = layerSchema.safeParse(typed)
  if (!read.success) return err(problemsOf(read.error))
  const { documents, paper } = read.data
  const isUnknown = (kind: string) => !kinds.some(one => one.kind === kind)
  const ofTrays = paper?.trays ?? []
  const missing = trays === null ? [] : ofTrays.map(({ tray }) => tray).filter(tray => !trays.includes(tray))
  const problems = [
    ...noSuch('documents.offered', (documents?.offered ?? []).filter(isUnknown)),
    ...noSuch('paper.trays', ofTrays.map(({ kind }) => kind).filter(isUnknown)),
    ...(missing.length === 0 || trays === null ? [] : [noTray(missing, trays)]),
  ]
  return problems.length > 0 ? err(problems) : ok(withoutEmptySections(read.data))
}

const noSuch = (path: string, kinds: readonly string[]): Problem[] =>
  kinds.length === 0
    ? []
    : [{ path, words: both(`没有这种文件：${kinds.join(', ')}`, `there is no such kind: ${kinds.join(', ')}`) }]

const noTray = (missing: readonly string[], trays: readonly string[]): Problem => ({
  path: 'paper.trays',
  words: both(
    `打印机没有这个纸盒：${missing.join(', ')}；它报出的是 ${trays.join(', ')}`,
    `the printer has no such tray: ${missing.join(', ')}; it names ${trays.join(', ')}`,
  ),
})

const withoutEmptySections = (layer: Layer): Layer =>
  Object.fromEntries(Object.entries(layer).filter(([, values]) => values && Object.keys(values).length > 0))
