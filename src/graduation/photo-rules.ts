import { isDay } from './days.ts'

/**
 * What a graduation photograph must be, by the rules under which studios take it for the national register: 480 × 640 pixels, JPEG, usually
 * 20 to 40 KB, plain light blue behind the person (about RGB 100, 197, 255), taken within a year (graduation.md, 1.3). Whether it is the
 * person, and sharp, people see; no program of the house judges faces.
 */
export const PHOTO_WIDTH_PX = 480
export const PHOTO_HEIGHT_PX = 640
export const PHOTO_USUAL_BYTES = { least: 20 * 1024, most: 40 * 1024 } as const
/** More no studio delivers, and no page of ours loads. */
export const PHOTO_BYTES_MAX = 1024 * 1024
/** Of the background; the rest is hair and noise. */
export const BLUE_SHARE_MIN = 0.85

/** What was measured of a photograph. */
export interface PhotoFacts {
  readonly isJpeg: boolean
  readonly widthPx: number
  readonly heightPx: number
  readonly bytes: number
  /** How much of the background is `isBackgroundBlue`, 0 to 1: of the pixels along the upper edge and the upper half of both sides. */
  readonly blueShare: number
  /** YYYY-MM-DD, as the studio says; null where nobody does. */
  readonly takenOn: string | null
}

export type PhotoFinding =
  | 'not-jpeg'
  | 'other-size'
  | 'too-many-bytes'
  | 'unusual-bytes'
  | 'not-blue'
  | 'taken-in-future'
  | 'taken-long-ago'
  | 'day-unknown'

/** What the national register does not take, and what a person looks at. */
export const FINDING_WEIGHTS: Readonly<Record<PhotoFinding, 'refuse' | 'look'>> = {
  'not-jpeg': 'refuse',
  'other-size': 'refuse',
  'too-many-bytes': 'refuse',
  'unusual-bytes': 'look',
  'not-blue': 'look',
  'taken-in-future': 'refuse',
  'taken-long-ago': 'look',
  'day-unknown': 'look',
}

/** Everything that is to be said of a photograph on a day, YYYY-MM-DD; empty where it is as it must be. */
export function photoFindings(facts: PhotoFacts, today: string): readonly PhotoFinding[] {
  const { bytes, takenOn } = facts
  const isKnown = takenOn !== null && isDay(takenOn)
  const isTooBig = bytes > PHOTO_BYTES_MAX
  const isUsual = bytes >= PHOTO_USUAL_BYTES.least && bytes <= PHOTO_USUAL_BYTES.most
  const findings: readonly (PhotoFinding | false)[] = [
    !facts.isJpeg && 'not-jpeg',
    (facts.widthPx !== PHOTO_WIDTH_PX || facts.heightPx !== PHOTO_HEIGHT_PX) && 'other-size',
    isTooBig ? 'too-many-bytes' : !isUsual && 'unusual-bytes',
    facts.blueShare < BLUE_SHARE_MIN && 'not-blue',
    isKnown && takenOn > today && 'taken-in-future',
    isKnown && takenOn < yearBefore(today) && 'taken-long-ago',
    !isKnown && 'day-unknown',
  ]
  return findings.filter(finding => finding !== false)
}

/** The same day a year before; days are compared as they are written. */
const yearBefore = (day: string): string => String(Number(day.slice(0, 4)) - 1) + day.slice(4)

/** Whether a colour, 0 to 255 each, is the blue of studios: from the light one of the rule to the darker one of older papers. */
export function isBackgroundBlue(red: number, green: number, blue: number): boolean {
  const spread = blue - red
  // Nearer to blue than to red, and neither cyan nor violet: green lies in the middle.
  const greenness = (green - red) / spread
  return blue >= 120 && spread >= 50 && greenness >= 0.3 && greenness <= 0.8
}
