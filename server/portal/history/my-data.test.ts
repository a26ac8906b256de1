import { expect, it } from 'vitest'
import { myDataName } from './my-data.ts'

it('a file of what is kept bears the day of the university, which begins before that of Greenwich', () => {
  expect(myDataName(new Date('2026-11-30T21:09:00Z'), 'Asia/Shanghai')).toBe('my-data-2026-12-01.json')
  expect(myDataName(new Date('2026-11-30T15:59:00Z'), 'Asia/Shanghai')).toBe('my-data-2026-11-30.json')
})
