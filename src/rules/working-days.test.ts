import { expect, it } from 'vitest'
import { isWorkingDay, workingDaysEarlier, workingDaysLater } from './working-days.ts'

const SHANGHAI = 'Asia/Shanghai'
// 27 November 2026 is a Friday.
const friday = new Date('2026-11-27T02:00:00Z')

it('working days are Monday to Friday on the wall of the university', () => {
  expect(isWorkingDay(friday, SHANGHAI)).toBe(true)
  // Late on Friday in London it is Saturday in Shanghai.
  expect(isWorkingDay(new Date('2026-11-27T17:00:00Z'), SHANGHAI)).toBe(false)
})

it('a promise skips the weekend, and so does what is counted back', () => {
  expect(workingDaysLater(friday, 3, SHANGHAI).toISOString()).toBe('2026-12-02T02:00:00.000Z')
  expect(workingDaysLater(new Date('2026-11-28T02:00:00Z'), 1, SHANGHAI).toISOString()).toBe('2026-11-30T02:00:00.000Z')
  const monday = new Date('2026-11-30T02:00:00Z')
  expect(workingDaysEarlier(monday, 1, SHANGHAI).toISOString()).toBe('2026-11-29T02:00:00.000Z')
  expect(workingDaysEarlier(monday, 2, SHANGHAI).toISOString()).toBe('2026-11-26T02:00:00.000Z')
})
