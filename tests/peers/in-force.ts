import { fileLayer } from '../../server/settings/settings.ts'
import type { SettingsInForce } from '../../src/settings/in-force.ts'

/** Settings of a house that has set nothing but these. */
export const inForceOf = ({
  freeCopies,
  maxCopies = 20,
}: {
  freeCopies: number
  maxCopies?: number
}): SettingsInForce => {
  const settings = fileLayer({
    university: { helpPhone: '' },
    tariff: { zhFen: 200, enFen: 500 },
    quota: { freeCopies },
    orders: { maxCopies, badCopiesGoTo: null },
  })
  return { at: async () => settings }
}
