import type { Office, OfficeId, Wrong } from '../../src/contract/enquiries-api.ts'
import type { Bilingual } from '../../src/contract/texts.ts'
import { countsAt } from '../../src/rules/staff-roles.ts'
import type { KindDefinition } from '../documents/documents.ts'
import type { House } from '../ground/ground.ts'
import type { OfficeSettings } from './enquiries-config.ts'

type Group = KindDefinition['groups'][number]

/** What a correction is about. */
export interface Corrected {
  readonly kind: string
  readonly group: Group | null
  readonly wrong: Wrong
}

/** The offices of the university, as people and staff know them. One at least. */
export interface Offices {
  readonly all: readonly OfficeOfHouse[]
  find(officeId: string): OfficeOfHouse | null
  /** By its id, also where the configuration has it no more: rows of before stay readable. */
  nameOf(officeId: string): Bilingual
  /** Which office owns the data that is wrong. */
  ownerOf(corrected: Corrected): OfficeOfHouse
}

export interface OfficeOfHouse extends Office {
  readonly mail: string | null
}

const NONE = { zh: '', en: '' }

/**
 * The offices that are configured; where none is, those that the kinds of document name.
 * @param house answers for itself where there are neither, and by its telephone for offices that have none of their own
 */
export function createOffices(
  settings: readonly OfficeSettings[],
  kinds: readonly Pick<KindDefinition, 'kind' | 'office' | 'officeByGroup' | 'editions'>[],
  house: Pick<House, 'name' | 'helpPhone'>,
): Offices {
  const configured: OfficeOfHouse[] = settings.map(({ id, answersFor: _, ...office }) => ({ officeId: id, ...office }))
  const first = configured[0] ?? officesOfKinds(kinds, house.helpPhone)[0] ?? theHouse(house)
  const all = configured.length > 0 ? configured : [first, ...officesOfKinds(kinds, house.helpPhone).slice(1)]
  const owners = new Map(settings.flatMap(({ id, answersFor }) => answersFor.map(what => [what, id] as const)))
  const find = (officeId: string) => all.find(office => office.officeId === officeId) ?? null
  return {
    all,
    find,
    nameOf: officeId => find(officeId)?.name ?? { zh: officeId, en: officeId },
    ownerOf: corrected => {
      const owner = namesOf(corrected).flatMap(name => owners.get(name) ?? [])[0]
      if (owner !== undefined) return find(owner) ?? first
      const kind = kinds.find(({ kind }) => kind === corrected.kind)
      const named = kind && officeOf(kind, corrected.group)
      return all.find(({ name }) => named && (name.zh === named.zh || name.en === named.en)) ?? first
    },
  }
}

/** Under which names an office may answer for it, the most particular first. */
function namesOf({ kind, group, wrong }: Corrected): string[] {
  const whats = [...(group ? [`${kind}.${group}`] : []), kind, ...(group ? [`*.${group}`] : []), '*']
  return [...whats.map(what => `${what}:${wrong}`), ...whats]
}

const officeOf = ({ office, officeByGroup }: Pick<KindDefinition, 'office' | 'officeByGroup'>, group: Group | null) =>
  (group && officeByGroup[group]) ?? office

function officesOfKinds(kinds: Parameters<typeof createOffices>[1], helpPhone: string): OfficeOfHouse[] {
  const named = new Map<string, { name: Bilingual; titles: Bilingual[] }>()
  for (const { office, officeByGroup, editions } of kinds)
    for (const name of [office, ...Object.values(officeByGroup)]) {
      const known = named.get(name.zh) ?? { name, titles: [] }
      const title = editions[0]?.title
      named.set(name.zh, { name, titles: [...known.titles, ...(title ? [title] : [])] })
    }
  return [...named.values()].map(({ name, titles }, at) => ({
    ...{ officeId: (slug(name.en) || `office-${at + 1}`) as OfficeId, name, room: NONE, hours: NONE, mail: null },
    about: {
      zh: titles
        .map(({ zh }) => zh)
        .join('、')
        .slice(0, 200),
      en: titles
        .map(({ en }) => en)
        .join(', ')
        .slice(0, 300),
    },
    phone: helpPhone,
  }))
}

const theHouse = ({ name, helpPhone }: Pick<House, 'name' | 'helpPhone'>): OfficeOfHouse => ({
  ...{ officeId: 'university' as OfficeId, name, about: NONE, room: NONE, hours: NONE, phone: helpPhone, mail: null },
})

const slug = (name: string) =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40)

/** Whether an account of staff counts at an office: its id stands among the account's sites, or the account counts everywhere. */
export const worksAt = ({ sites }: { readonly sites: readonly string[] }, officeId: string): boolean =>
  countsAt(sites, officeId)
