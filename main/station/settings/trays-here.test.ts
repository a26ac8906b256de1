import { expect, it } from 'vitest'
import type { TrayWord } from '../../../src/contract/devices.ts'
import { createTraysHere } from './trays-here.ts'

const TRAYS = [
  { kind: 'transcript', tray: 'tray-2' },
  { kind: 'degree', tray: 'tray-3' },
]
const here = (words: Readonly<Record<string, TrayWord>>) =>
  createTraysHere(() => TRAYS, { tray: source => words[source] ?? { there: 'untold', sheets: null } })
const word = (there: TrayWord['there'], sheets: number | null = null): TrayWord => ({ there, sheets })

it('prints a kind from its tray, others from whichever the printer takes, and nothing on other paper', () => {
  const trays = here({ 'tray-2': word('yes', 40), 'tray-3': word('no') })
  expect([trays.of('transcript'), trays.of('enrolment-proof'), trays.of(null)]).toEqual(['tray-2', null, null])
  expect(trays.lack('transcript')).toBeNull()
  expect(trays.lack('enrolment-proof')).toBeNull()
  expect(trays.lack('degree')).toMatchObject({ code: 'printer-tray-missing', detail: 'tray-3' })
  expect(here({ 'tray-2': word('yes', 0) }).lack('transcript')).toMatchObject({ code: 'printer-tray-empty' })
})

it('takes silence for no evidence: it prints, and staff read that it is not known', () => {
  const trays = here({ 'tray-3': word('no') })
  expect(trays.lack('transcript')).toBeNull()
  expect(trays.warnings()).toMatchObject([
    { code: 'printer-tray-missing', detail: 'tray-3' },
    { code: 'printer-tray-untold', detail: 'tray-2' },
  ])
})
