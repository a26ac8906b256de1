import { describe, expect, it } from 'vitest'
import { FINDING_WEIGHTS, isBackgroundBlue, type PhotoFacts, type PhotoFinding, photoFindings } from './photo-rules.ts'

const GOOD: PhotoFacts = {
  ...{ isJpeg: true, widthPx: 480, heightPx: 640, bytes: 30_000, blueShare: 0.97, takenOn: '2025-11-03' },
}
const TODAY = '2026-03-10'

describe('a photograph', () => {
  it.each<[readonly PhotoFinding[], Partial<PhotoFacts>]>([
    [[], {}],
    [['not-jpeg'], { isJpeg: false }],
    [['other-size'], { widthPx: 481 }],
    [['other-size'], { heightPx: 639 }],
    [['other-size'], { widthPx: 640, heightPx: 480 }],
    [['unusual-bytes'], { bytes: 20_479 }],
    [[], { bytes: 20_480 }],
    [[], { bytes: 40_960 }],
    [['unusual-bytes'], { bytes: 40_961 }],
    [['unusual-bytes'], { bytes: 1_048_576 }],
    [['too-many-bytes'], { bytes: 1_048_577 }],
    [['not-blue'], { blueShare: 0.84 }],
    [[], { blueShare: 0.85 }],
    [[], { takenOn: '2026-03-10' }],
    [['taken-in-future'], { takenOn: '2026-03-11' }],
    [[], { takenOn: '2025-03-10' }],
    [['taken-long-ago'], { takenOn: '2025-03-09' }],
    [['day-unknown'], { takenOn: null }],
    [['day-unknown'], { takenOn: '03/11/2025' }],
    [
      ['not-jpeg', 'other-size', 'unusual-bytes', 'not-blue', 'day-unknown'],
      { isJpeg: false, widthPx: 1, bytes: 0, blueShare: 0, takenOn: '' },
    ],
  ])('has the findings %j with %j', (findings, changed) => {
    expect(photoFindings({ ...GOOD, ...changed }, TODAY)).toEqual(findings)
  })

  it('of the last leap day is a year old on the last of February', () => {
    expect(photoFindings({ ...GOOD, takenOn: '2024-02-29' }, '2025-02-28')).toEqual([])
    expect(photoFindings({ ...GOOD, takenOn: '2024-02-29' }, '2025-03-01')).toEqual(['taken-long-ago'])
  })
})

it('what the national register does not take is refused, and what may be right is looked at', () => {
  expect(Object.entries(FINDING_WEIGHTS).map(([finding, weight]) => `${finding} ${weight}`)).toEqual([
    ...['not-jpeg refuse', 'other-size refuse', 'too-many-bytes refuse', 'unusual-bytes look', 'not-blue look'],
    ...['taken-in-future refuse', 'taken-long-ago look', 'day-unknown look'],
  ])
})

describe('the blue of studios', () => {
  it.each([
    ['the light one of the rule', 100, 197, 255],
    ['the one of older papers', 67, 142, 219],
    ['a dark one in the shade', 30, 80, 140],
    ['the least of it', 50, 71, 120],
    ['the palest', 100, 120, 150],
    ['the greenest', 50, 130, 150],
  ])('is %s', (_, red, green, blue) => {
    expect(isBackgroundBlue(red, green, blue)).toBe(true)
  })

  it.each([
    ['white', 255, 255, 255],
    ['the light grey of other rules', 240, 240, 240],
    ['red', 200, 30, 40],
    ['a face', 224, 172, 150],
    ['black hair', 20, 18, 25],
    ['green', 60, 200, 120],
    ['cyan', 40, 220, 225],
    ['violet', 120, 60, 220],
    ['night', 20, 60, 119],
    ['a pale one', 206, 230, 255],
    ['indigo', 50, 69, 120],
    ['a paler one than the palest', 101, 121, 150],
    ['a greener one than the greenest', 50, 131, 150],
  ])('is not %s', (_, red, green, blue) => {
    expect(isBackgroundBlue(red, green, blue)).toBe(false)
  })
})
