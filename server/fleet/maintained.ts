import type { Settings } from '../../src/settings/settings.ts'
import type { ResolvedInForce } from '../settings/settings.ts'

/** Where a terminal is, as far as what is set for it hangs on it. */
export interface HoursPlace {
  readonly terminalId: string
  readonly siteId: string
}

/** What is set of a terminal that whoever watches over it goes by. */
export type Maintained = Pick<Settings, 'hours' | 'maintenance'>

/** Reads it of many terminals at once. */
export type ReadMaintained = (places: readonly HoursPlace[]) => Promise<(place: HoursPlace) => Maintained>

/** By what was published for them. What has not changed since the last time is not read again. */
export function createReadMaintained(inForce: Pick<ResolvedInForce, 'below'>): ReadMaintained {
  let held: { readonly newest: number; readonly known: Map<string, Maintained> } | null = null
  const keyOf = ({ terminalId, siteId }: HoursPlace) => `${siteId} ${terminalId}`
  return async places => {
    const { newest } = await inForce.below({ siteId: null, terminalId: null })
    if (held?.newest !== newest) held = { newest, known: new Map() }
    const { known } = held
    for (const { terminalId, siteId } of places) {
      const key = keyOf({ terminalId, siteId })
      if (!known.has(key)) known.set(key, (await inForce.below({ siteId, terminalId })).settings)
    }
    return place => {
      const found = known.get(keyOf(place))
      if (!found) throw new Error(`nobody has asked for terminal ${place.terminalId}`)
      return found
    }
  }
}
