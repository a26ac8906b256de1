import { type Chance, chanceOf } from './chance.ts'
import type { Payers } from './paying.ts'

/**
 * What goes wrong oftener than elsewhere in one world, and who comes there. One call in twenty goes wrong on the whole; but faults that
 * do harm only together would meet by chance in one world of thousands. So every world has a few kinds of faults that are common in it
 * and many that do not come about, and six worlds in ten have a plot besides: kinds that are known to make one another worse.
 */
export interface Weather {
  /** Of the plot; null in a world without one. */
  readonly plot: string | null
  /** How many times as often as on the whole this kind strikes here. */
  often(kind: string): number
  /** Ways to pay that people of this world are drawn to, each as heavy as said; none where they are as anywhere. */
  readonly payers: Payers
}

interface Plot {
  readonly often: Readonly<Record<string, number>>
  readonly payers?: Payers
}

/** Kinds of which more come when others come too. */
const PLOTS: Readonly<Record<string, Plot>> = {
  'a closed order is paid': {
    often: { 'a false 404': 60, 'no notice ever comes': 50, dropNotice: 4, 'the answer is lost': 2 },
    payers: [
      [5, 'after going back'],
      [2, 'from outside'],
      [1, 'soon'],
    ],
  },
  'signed words name another sum': {
    often: { 'another amount': 16, 'a notice of another sum': 12, dropNotice: 5, 'no notice ever comes': 6, jams: 3 },
  },
  'refunds do not get through': {
    often: {
      ...{ 'refused for good': 70, abnormal: 30, 'closed by the provider': 4, 'not enough money': 3 },
      ...{ 'jams and ends the job': 8, 'no-toner': 4, 'loses its network cable': 4 },
    },
  },
  'the provider hangs over refunds': {
    often: {
      ...{ 'refunds hang for minutes': 600, 'jams and ends the job': 40, 'the power of the kiosk is cut': 4 },
      ...{ 'slow 2 s': 0, 'slow 30 s': 0, 'hangs before': 0, 'hangs after': 0 },
    },
    payers: [
      [4, 'soon'],
      [1, 'slowly'],
    ],
  },
  'counters run ahead': {
    often: {
      ...{ 'counters=ahead': 90, 'counters=falls-when-full': 20, 'counters=one-too-high': 20 },
      ...{ 'jams and ends the job': 10, 'jams and ends the job when it is cleared': 6, 'the printer loses power': 4 },
    },
  },
  'completed is said too early': {
    often: {
      ...{ 'ending=queued-in-device': 90, 'ending=at-once': 30, 'ending=with-errors': 10 },
      ...{ 'jams and ends the job': 10, 'jams and ends the job when it is cleared': 6, 'the printer loses power': 4 },
    },
  },
  'printers forget': {
    often: {
      ...{
        'forgetsEndedJobs=true': 50,
        'list=empty': 30,
        'names=none': 20,
        'lifeCounters=none': 30,
        'upTime=none': 20,
      },
      ...{
        'cut before the answer': 3,
        'hangs, and yet done': 3,
        'the station is killed': 2,
        'the printer loses power': 2,
      },
    },
  },
  'paper comes when nobody waits for it': {
    often: {
      ...{ 'cancel=ignored': 60, 'cancel=told-but-prints': 30, 'runs out of paper and loses its cable': 30 },
      ...{ 'has little paper': 5, 'holds jobs back': 6, paused: 4 },
    },
  },
  'printers cannot do what is asked': {
    often: {
      ...{
        'duplex=dropped': 60,
        'duplex=dropped-whatever': 90,
        'duplex=gone-and-strict': 20,
        'duplex=dropped-silently': 20,
      },
      ...{ 'the duplex unit is taken out': 40, 'the tray is nearly empty': 20 },
    },
  },
  'printers hang': {
    often: { 'the printer hangs': 30, hangs: 8, 'statusAfterMs=6000': 20, 'answersAfterMs=2000': 20 },
  },
  'printers are busy': {
    often: { 'printJob=busy': 90, 'printJob=busy-but-prints': 60, 'printJob=refused-but-prints': 20 },
  },
  'power comes and goes': {
    often: {
      ...{ 'the power of the kiosk is cut': 4, 'kiosk and printer lose power': 3, 'the station is killed': 2 },
      ...{ 'the power of the whole house is cut': 3, 'is killed': 3 },
    },
  },
  'both are killed at once': {
    often: {
      ...{ 'station and server are killed': 16, 'the station is killed': 0, 'the power of the kiosk is cut': 0 },
      ...{ 'kiosk and printer lose power': 0, 'the printer loses power': 0, 'cut before the answer': 0, '6 s late': 0 },
    },
  },
  'the server forgets': {
    often: { 'an older state of the server is restored': 30, 'no notice ever comes': 6 },
    payers: [
      [3, 'slowly'],
      [3, 'soon'],
      [2, 'from outside'],
    ],
  },
  'people leave with the code': {
    often: {
      ...{ 'is killed': 7, 'a stranger says 403': 40, 'the answer is lost': 8, 'the request is lost': 6, '503': 16 },
      'paid while it is closed': 60,
      ...{ 'the station is killed': 2, 'the terminal is suspended': 2 },
    },
    payers: [
      [6, 'after going back'],
      [1, 'from outside'],
      [1, 'late'],
    ],
  },
}

/** Of kinds that no plot names: in most worlds they do not come about or are as usual, in some they are common. Once on the whole. */
const USUAL = [
  [0.45, 0],
  [0.35, 1],
  [0.2, 3.25],
] as const
/** What is left of all other faults where there is a plot. */
const BESIDE_A_PLOT = 0.6
const WITH_A_PLOT = 0.6

export function weatherOf(chance: Chance): Weather {
  const plots = Object.keys(PLOTS)
  const plot = chance('plot') < WITH_A_PLOT ? plots[Math.floor(chance('which plot') * plots.length)]! : null
  const { often = {}, payers = [] } = plot === null ? {} : PLOTS[plot]!
  const known = new Map<string, number>()
  const usual = (kind: string): number => {
    let left = chance('weather', kind)
    for (const [part, factor] of USUAL) {
      left -= part
      if (left < 0) return factor
    }
    return 1
  }
  return {
    plot,
    payers,
    often: kind => {
      const factor = known.get(kind) ?? often[kind] ?? usual(kind) * (plot === null ? 1 : BESIDE_A_PLOT)
      known.set(kind, factor)
      return factor
    },
  }
}

/** The next `count` worlds after that of `seed` that have the plot of that one. */
export function worldsLike(seed: number, count: number): number[] {
  const plotOf = (one: number) => weatherOf(chanceOf(one)).plot
  const found: number[] = []
  for (let next = seed + 1; found.length < count; next++) if (plotOf(next) === plotOf(seed)) found.push(next)
  return found
}

/** Every kind that a plot speaks of: each must be one that there is. */
export const KINDS_OF_PLOTS: readonly string[] = Object.values(PLOTS).flatMap(({ often }) => Object.keys(often))
