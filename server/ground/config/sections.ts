import { z } from 'zod'

/** A section of the configuration file: whole, or those of its keys that are a room's own where several rooms share it. */
export type Section = z.ZodType | Readonly<Record<string, z.ZodType>>
export type Sections = Readonly<Record<string, Section>>

/** Makes a path of the configuration file absolute. */
export type PathAt = (path: string) => string

type Declares = { readonly config: (at: PathAt) => Sections }
type All<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer Every) => void
  ? Every
  : never
type ReadSection<S> = S extends z.ZodType
  ? z.output<S>
  : { readonly [Key in keyof S]: S[Key] extends z.ZodType ? z.output<S[Key]> : never }
type ReadSections<S> = { readonly [Name in keyof S]: ReadSection<S[Name]> }

/** The configuration that rooms with these plans read, checked and with its paths absolute. */
export type ConfigOf<Plans extends readonly Declares[]> = ReadSections<All<ReturnType<Plans[number]['config']>>>

/** The sections of one plan as they are read. */
export type SectionsOf<Plan extends Declares> = ReadSections<ReturnType<Plan['config']>>

/** The schema of the whole file. Unknown names are refused everywhere. Throws when two rooms declare the same. */
export function schemaOfSections<const Plans extends readonly Declares[]>(
  plans: Plans,
  at: PathAt,
): z.ZodType<ConfigOf<Plans>> {
  const whole: Record<string, z.ZodType> = {}
  const shared: Record<string, Record<string, z.ZodType>> = {}
  for (const { config } of plans)
    for (const [name, section] of Object.entries(config(at))) {
      if (section instanceof z.ZodType) {
        if (name in whole || name in shared) throw new Error(`the section ${name} is declared twice`)
        whole[name] = section
        continue
      }
      if (name in whole) throw new Error(`the section ${name} is declared twice`)
      const keys = shared[name] ?? {}
      shared[name] = keys
      for (const [key, schema] of Object.entries(section)) {
        if (key in keys) throw new Error(`${name}.${key} is declared twice`)
        keys[key] = schema as z.ZodType
      }
    }
  const joined = Object.entries(shared).map(([name, keys]) => [name, z.strictObject(keys)] as const)
  return z.strictObject({ ...whole, ...Object.fromEntries(joined) }) as unknown as z.ZodType<ConfigOf<Plans>>
}
