import type { IppAttribute, IppMessage, IppValue } from './message.ts'
import type { GroupName } from './tags.ts'

/** Attributes by name, as one group carries them. */
export type Attributes = ReadonlyMap<string, readonly IppValue[]>

/** All groups of one kind, in order: a list of jobs has one group a job. */
export function groupsOf(message: IppMessage, group: GroupName): Attributes[] {
  return message.groups.filter(candidate => candidate.group === group).map(({ attributes }) => byName(attributes))
}

/**
 * The attributes of a group, all of its kind taken together, on top of those in the operation group: some printers put a
 * job's attributes there.
 */
export function attributesOf(message: IppMessage, group: GroupName): Attributes {
  const found = new Map<string, readonly IppValue[]>()
  for (const wanted of ['operation', group])
    for (const candidate of message.groups)
      if (candidate.group === wanted) for (const { name, values } of candidate.attributes) found.set(name, values)
  return found
}

function byName(attributes: readonly IppAttribute[]): Attributes {
  return new Map(attributes.map(({ name, values }) => [name, values]))
}

/** The first whole number (integer or enum) of an attribute; null when there is none, `unknown` and `no-value` among that. */
export function integerOf(attributes: Attributes, name: string): number | null {
  for (const value of attributes.get(name) ?? [])
    if (value.kind === 'integer' || value.kind === 'enum') return value.value
  return null
}

export function booleanOf(attributes: Attributes, name: string): boolean | null {
  for (const value of attributes.get(name) ?? []) if (value.kind === 'boolean') return value.value
  return null
}

/** The first text of an attribute, of whatever string kind, with or without a language. */
export function textOf(attributes: Attributes, name: string): string | null {
  return textsOf(attributes, name)[0] ?? null
}

/** All texts of an attribute: keywords, names, addresses. */
export function textsOf(attributes: Attributes, name: string): string[] {
  return (attributes.get(name) ?? []).flatMap(value =>
    'value' in value && typeof value.value === 'string' ? [value.value] : [],
  )
}
