import { describe, expect, it } from 'vitest'
import { formatDay } from './paper-day.ts'

describe('the day on a paper', () => {
  it.each([
    ['2026-11-22T15:59:59Z', 'Asia/Shanghai', '2026年11月22日', '22 Nov 2026'],
    ['2026-11-22T16:00:00Z', 'Asia/Shanghai', '2026年11月23日', '23 Nov 2026'],
    ['2026-11-22T16:00:00Z', 'UTC', '2026年11月22日', '22 Nov 2026'],
    ['2026-01-05T04:00:00Z', 'Asia/Urumqi', '2026年1月5日', '5 Jan 2026'],
    ['2026-09-01T00:00:00Z', 'Asia/Shanghai', '2026年9月1日', '1 Sep 2026'],
  ])('%s in %s is %s, %s', (iso, timeZone, zh, en) => {
    expect([formatDay(iso, timeZone, 'zh-CN'), formatDay(iso, timeZone, 'en')]).toEqual([zh, en])
  })
})
