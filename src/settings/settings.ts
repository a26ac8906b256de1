import { z } from 'zod'
import { SECTION_NAMES, SECTIONS, SETTING_PATHS, type SectionName, type SettingPath, valueAt } from './sections.ts'

type Shapes = {
  [S in SectionName]: {
    [K in keyof (typeof SECTIONS)[S]['values']]: (typeof SECTIONS)[S]['values'][K] extends { readonly schema: infer Z }
      ? Z
      : never
  }
}

const shapeOf = (name: SectionName) =>
  Object.fromEntries(Object.entries(SECTIONS[name].values).map(([key, { schema }]) => [key, schema]))
const sections = <Wrapped>(wrap: (name: SectionName) => Wrapped) =>
  Object.fromEntries(SECTION_NAMES.map(name => [name, wrap(name)]))

/** The same with what holds where settings are older than a value. */
const filledShapeOf = (name: SectionName) =>
  Object.fromEntries(
    Object.entries<Said>(SECTIONS[name].values).map(([key, { schema, before }]) => [
      key,
      before === undefined ? schema : schema.default(before),
    ]),
  )
const filledSection = (name: SectionName) => {
  const isLater = Object.values<Said>(SECTIONS[name].values).every(({ before }) => before !== undefined)
  const section = z.strictObject(filledShapeOf(name))
  return isLater ? section.prefault({}) : section
}
interface Said {
  readonly schema: z.ZodType
  readonly before?: unknown
}

/** Everything that is set for one terminal, every value said. Settings that were signed before a value came read as they were meant. */
export const settingsSchema = z.strictObject(
  sections(filledSection) as unknown as { [S in SectionName]: z.ZodObject<Shapes[S], z.core.$strict> },
)
export type Settings = z.infer<typeof settingsSchema>

/** What one layer says: of any section any values. What it does not say, the layer below it does. */
export type Layer = { readonly [S in SectionName]?: Partial<Settings[S]> | undefined }
export const layerSchema = z.strictObject(
  sections(name => z.strictObject(shapeOf(name)).partial().optional()),
) as unknown as z.ZodType<Layer, Layer>

/** From the widest to the narrowest; a narrower one counts before a wider one. `file` is the server's own file. */
export const LAYERS = ['file', 'global', 'site', 'terminal'] as const
export type LayerName = (typeof LAYERS)[number]

type Loose = Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>

/** What stands at a path; undefined where nothing does. */
export function at(layer: Layer | Settings, path: SettingPath): unknown {
  const [section, key] = path.split('.') as [string, string]
  return (layer as Loose)[section]?.[key]
}

/** The same layer with another value; undefined takes it out. */
export function withValue(layer: Layer, path: SettingPath, value: unknown): Layer {
  const [section, key] = path.split('.') as [string, string]
  const { [key]: _, ...others } = (layer as Loose)[section] ?? {}
  const next = value === undefined ? others : { ...others, [key]: value }
  const { [section]: _old, ...sections } = layer as Loose
  return (Object.keys(next).length === 0 ? sections : { ...sections, [section]: next }) as Layer
}

export interface Resolved {
  readonly settings: Settings
  /** The layer that each value comes from. */
  readonly from: Readonly<Record<SettingPath, LayerName>>
}

/** What holds for a terminal: of each value the one of the narrowest layer that says it. */
export function resolveSettings(
  file: Settings,
  layers: Readonly<Partial<Record<Exclude<LayerName, 'file'>, Layer | null>>>,
): Resolved {
  let settings: Layer = file
  const from = Object.fromEntries(SETTING_PATHS.map(path => [path, 'file'])) as Record<SettingPath, LayerName>
  for (const name of LAYERS) {
    const layer = name === 'file' ? null : layers[name]
    if (!layer) continue
    for (const path of SETTING_PATHS) {
      const value = at(layer, path)
      if (value === undefined) continue
      settings = withValue(settings, path, value)
      from[path] = name
    }
  }
  return { settings: settings as Settings, from }
}

/** One value that two layers say differently; undefined where one of them does not say it. */
export interface Difference {
  readonly path: SettingPath
  readonly before: unknown
  readonly after: unknown
}

/** What is said differently, in the order of the forms. */
export function differenceOf(before: Layer | Settings, after: Layer | Settings): Difference[] {
  return SETTING_PATHS.map(path => ({ path, before: at(before, path), after: at(after, path) })).filter(
    one => canonicalJson(one.before) !== canonicalJson(one.after),
  )
}

/** Whether a change touches what visitors pay. */
export const changesMoney = (changes: readonly Difference[]): boolean =>
  changes.some(({ path }) => valueAt(path).isMoney === true)

/** Plain data in the one spelling by which it is hashed: keys in order, nothing between (as RFC 8785 has it for such data). */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const fields = Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]) => `${JSON.stringify(key)}:${canonicalJson(one)}`)
  return `{${fields.join(',')}}`
}
