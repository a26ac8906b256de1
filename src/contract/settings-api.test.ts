import { expect, it } from 'vitest'
import { differenceOf } from '../settings/settings.ts'
import { changeSchema } from './settings-api.ts'

it('lets a change through that nothing stood before or stands after, as it comes over the wire', () => {
  const layer = { prices: { zhFen: 300 } }
  for (const [change] of [differenceOf({}, layer), differenceOf(layer, {})])
    expect(changeSchema.safeParse(JSON.parse(JSON.stringify(change))).success).toBe(true)
})
